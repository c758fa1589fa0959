/**
 * What predictions and metrics mean: a score of 0.9 for the positive class `yes` is none for `no`. Two sides are
 * compared only where these lines are equal.
 */
import { createHash } from 'node:crypto';
import { sha256 } from '../../base/index.js';
import type { EvaluateConfig } from '../../config/index.js';
import type { EvaluateResult } from '../../results/index.js';
import type { Truth } from '../predictions.js';

export type Definition = NonNullable<EvaluateResult['definition']>;

/** Counted up where a metric of the catalogue begins to mean something else. */
const METRICS_EDITION = 1;

/** The lines that kept predictions must share, and after them those that only metric values must share. */
export function definitionOf(config: Omit<EvaluateConfig, 'dataset'>): Definition {
  const text = [
    ...meaningOf(config),
    `threshold: ${config.threshold}`,
    `weight: ${config.weight ?? 'none'}`,
    // Where there are none, the lines are those of results that were made before there were such settings.
    ...(config.group === undefined ? [] : [`group: ${config.group}`]),
    ...(config.text === undefined ? [] : [`text: ${JSON.stringify(config.text)}`]),
    ...(config.own === undefined ? [] : [`own: ${JSON.stringify(config.own)}`]),
    ...(config.fairness === undefined ? [] : [`groups of people: of at least ${config.min_slice_rows} rows`]),
    `metrics: edition ${METRICS_EDITION}`,
  ];
  const slices = config.slices.flatMap((slice) =>
    typeof slice !== 'string' && 'where' in slice ? [[slice.name, slice.where] as const] : [],
  );
  return {
    sha256: sha256(text.join('\n')),
    text,
    ...(slices.length === 0 ? {} : { slices: Object.fromEntries(slices) }),
  };
}

function meaningOf(config: Omit<EvaluateConfig, 'dataset'>): string[] {
  return [
    `task: ${config.task}`,
    `target: ${config.target}`,
    `positive: ${config.positive === undefined ? 'usual' : JSON.stringify(config.positive)}`,
    `classes: ${config.classes === undefined ? 'as found' : JSON.stringify(config.classes)}`,
    `id: ${config.id ?? 'row number'}`,
  ];
}

/** Lines in which kept predictions mean something else than today's; empty where they are alike. */
export function differingMeaning(kept: Definition, config: Omit<EvaluateConfig, 'dataset'>): string[] {
  const then = new Set(kept.text);
  return meaningOf(config).filter((line) => !then.has(line));
}

/** Digest over the labels in the order of the rows. */
export function labelsDigest({ label }: Truth): string {
  const hash = createHash('sha256');
  if (label instanceof Float64Array)
    hash.update(new Uint8Array(label.buffer, label.byteOffset, label.byteLength));
  else {
    hash.update(JSON.stringify(label.names));
    hash.update(new Uint8Array(label.codes.buffer, label.codes.byteOffset, label.codes.byteLength));
  }
  return hash.digest('hex');
}
