/**
 * What most commands do first and last: read the configuration, open `.assay/` for this run, and turn what
 * the stages returned into a result that is written there.
 */
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { z } from 'zod';
import { type Context, usageError } from '../base/index.js';
import { CONFIG_FILE, findConfig, type LoadedConfig, loadConfig } from '../config/index.js';
import type { Host } from '../host/index.js';
import {
  type CommandName,
  type OfCommand,
  type ResultOf,
  resultSchema,
  SCHEMA_VERSION,
  schemaOfCommand,
  Workspace,
} from '../results/index.js';

import type { Place } from '../s3/index.js';
import { placeOf } from './place.js';

type Stamped = 'schemaVersion' | 'run' | 'time' | 'durationMs' | '$schema';
export interface Session<C extends LoadedConfig | null = LoadedConfig | null> {
  readonly config: C;
  /** Folder that paths on the command line are relative to. */
  readonly root: string;
  /** The root, and how `s3://` addresses are reached. */
  readonly place: Place;
  readonly workspace: Workspace;
  /** Stamps, checks and writes a result, and gives it back as it was written. */
  finish<N extends CommandName>(body: BodyOf<N> & { readonly command: N }): Promise<ResultOf<N>>;
}

type Input = z.input<typeof resultSchema>;
/** What a command adds to a session to make a result. */
export type BodyOf<N extends CommandName> = WithoutStamp<OfCommand<Input, N>>;
type WithoutStamp<B> = B extends unknown ? Omit<B, Stamped> : never;

interface SessionOptions {
  readonly config?: string | undefined;
  /** Begins a new run where the host gives no identity of its own (`assay run`). */
  readonly fresh?: boolean;
  /**
   * The command whose result this call will write. What an earlier call of it left is removed at once, with what
   * was made from that: a call that ends with an error must not leave the green result of the one before.
   */
  readonly replaces?: CommandName;
  readonly name?: string | undefined;
}

/** What rests on a result, and means nothing once that is made anew. */
const RESTS_ON: Readonly<Partial<Record<CommandName, readonly CommandName[]>>> = {
  train: ['evaluate', 'gate', 'register'],
  evaluate: ['gate', 'register'],
  gate: ['register'],
};

/** Opens a session that can do without `assay.yaml`; `config` is null where there is none. */
export async function openSession(ctx: Context, host: Host, options: SessionOptions): Promise<Session> {
  const started = ctx.now().getTime();
  const file = await findConfig(ctx.cwd, options.config);
  const config = file === null ? null : await loadConfig(file);
  for (const notice of config?.notices ?? []) ctx.log.warn(notice);
  const root = config?.root ?? ctx.cwd;
  const last = options.fresh ? null : await Workspace.lastRun(root);
  const identity = await host.identity(root, config?.digest ?? null, last);
  const workspace = await Workspace.open(root, identity);
  if (options.fresh) await workspace.clear();
  if (options.replaces !== undefined) {
    const stale = [options.replaces, ...(RESTS_ON[options.replaces] ?? [])];
    for (const command of stale) await rm(workspace.resultPath(command, options.name), { force: true });
  }
  return {
    config,
    root,
    place: placeOf(ctx, config, root),
    workspace,
    async finish<N extends CommandName>(body: BodyOf<N> & { readonly command: N }): Promise<ResultOf<N>> {
      const now = ctx.now();
      const unsafe = unsafeNote(config, body.command);
      const said = ctx.copies?.within(body) ?? body;
      const result = resultSchema.parse({
        $schema: schemaOfCommand(body.command),
        ...said,
        schemaVersion: SCHEMA_VERSION,
        run: workspace.run,
        time: now.toISOString(),
        durationMs: Math.max(0, now.getTime() - started),
        ...(unsafe === null ? {} : { notChecked: [...(body.notChecked ?? []), unsafe] }),
      });
      await workspace.write(result);
      return result as ResultOf<N>;
    },
  };
}

const WRITES_REGISTRY: readonly CommandName[] = [
  'register',
  'approve',
  'reject',
  'promote',
  'deploy',
  'rollback',
  'monitor',
  'registry',
];

/** What every result that writes must say where the configuration lets an unsafe store pass. */
function unsafeNote(config: LoadedConfig | null, command: CommandName): string | null {
  const registry = config?.registry;
  if (typeof registry !== 'object' || !('allow_unsafe' in registry) || !registry.allow_unsafe) return null;
  if (!WRITES_REGISTRY.includes(command)) return null;
  return `whether the registry is whole: \`allow_unsafe\` lets ${registry.url} lie on a store where two racing writers may both win`;
}

/** Opens a session that needs `assay.yaml`. */
export async function openConfiguredSession(
  ctx: Context,
  host: Host,
  options: SessionOptions,
): Promise<Session<LoadedConfig>> {
  const file = await findConfig(ctx.cwd, options.config);
  if (file === null) {
    throw usageError({
      message: `there is no ${CONFIG_FILE} in ${ctx.cwd}`,
      fix: 'run `assay init` to write one, or name it with --config FILE',
    });
  }
  const session = await openSession({ ...ctx, cwd: dirname(file) }, host, { ...options, config: file });
  return session as Session<LoadedConfig>;
}
