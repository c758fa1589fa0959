/** What tests of evaluation share: the models of `test/models`, a context, a host, and a call of the command. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Context, silentLog } from '../../src/base/index.js';
import type { Outcome } from '../../src/commands/command.js';
import evaluate from '../../src/commands/evaluate.js';
import gate from '../../src/commands/gate.js';
import { checkOptions, type RawOptions } from '../../src/commands/options.js';
import type { EvaluateResult, GateResult, Metric } from '../../src/results/index.js';
import { host } from './host.js';

export function fixture(name: string): string {
  return fileURLToPath(new URL(`../models/fixtures/${name}`, import.meta.url));
}

export interface Expected {
  readonly binary_matrix: readonly number[];
  readonly binary_mixed: readonly number[];
  readonly binary_plain: readonly number[];
  readonly regression: readonly number[];
  readonly multiclass: { readonly classes: readonly string[]; readonly p: readonly (readonly number[])[] };
}
/** What scikit-learn gives for the rows of `people.csv`. */
export function expected(): Expected {
  return JSON.parse(readFileSync(fixture('expected.json'), 'utf8')) as Expected;
}

export { host };

export function contextIn(cwd: string, signal: AbortSignal = new AbortController().signal): Context {
  return { cwd, env: process.env, now: () => new Date(), signal, log: silentLog };
}

/** Calls `assay evaluate` in a folder, options as the terminal has them. */
export async function evaluateIn(
  cwd: string,
  raw: RawOptions = {},
  signal?: AbortSignal,
): Promise<{ result: EvaluateResult; outcome: Outcome }> {
  const options = checkOptions(evaluate, raw, 'cli');
  const outcome = await evaluate.run({
    ctx: contextIn(cwd, signal),
    host,
    options,
    args: [],
  });
  if (outcome.result.command !== 'evaluate') throw new TypeError('not a result of evaluate');
  return { result: outcome.result, outcome };
}

/** Calls `assay gate` in a folder, options as the terminal has them. */
export async function gateIn(cwd: string, raw: RawOptions = {}): Promise<GateResult> {
  const options = checkOptions(gate, raw, 'cli');
  const { result } = await gate.run({ ctx: contextIn(cwd), host, options, args: [] });
  if (result.command !== 'gate') throw new TypeError('not a result of gate');
  return result;
}

export function metric(metrics: readonly Metric[], name: string, slice: string | null = null): Metric {
  const found = metrics.find((candidate) => candidate.name === name && candidate.slice === slice);
  if (found === undefined) throw new TypeError(`there is no metric ${name} of slice ${slice}`);
  return found;
}

export function writeCsv(
  path: string,
  header: readonly string[],
  rows: readonly (readonly unknown[])[],
): void {
  writeFileSync(path, `${[header, ...rows].map((row) => row.join(',')).join('\n')}\n`);
}
