/** Which registry and which model a command speaks of: from its options, else from assay.yaml. */
import { usageError } from '../../base/index.js';
import type { LoadedConfig, RegistryConfig } from '../../config/index.js';
import type { OptionTable } from '../command.js';
import type { Session } from '../session.js';

export const PLACE_OPTIONS = {
  registry: {
    type: 'string',
    value: 'PLACE',
    summary: 'the registry: a folder, `git` or s3://bucket/prefix (absent: that of assay.yaml)',
  },
  model: { type: 'string', value: 'NAME', summary: 'the model (absent: that of assay.yaml)' },
} as const satisfies OptionTable;

export interface Place {
  readonly location: RegistryConfig;
  /** Folder that a relative location starts at. */
  readonly root: string;
}

interface Given {
  readonly registry: string | undefined;
  readonly model: string | undefined;
}

export function placeOf(session: Session, cwd: string, given: Pick<Given, 'registry'>): Place {
  if (given.registry !== undefined) return { location: given.registry, root: cwd };
  return { location: configured(session.config, '--registry PLACE').registry, root: session.root };
}

export function modelOf(session: Session, given: Pick<Given, 'model'>): string {
  return given.model ?? configured(session.config, '--model NAME').model;
}

function configured(config: LoadedConfig | null, option: string): LoadedConfig {
  if (config !== null) return config;
  throw usageError({
    message: 'there is no assay.yaml, and the call does not say what it would',
    fix: `add ${option}, or run the command where assay.yaml lies`,
  });
}
