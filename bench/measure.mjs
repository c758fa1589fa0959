/** Whole-process times of two programs, run in turn (A B A B …), so that a busy machine is unfair to neither. */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {{argv: readonly string[], cwd?: string, env?: Record<string, string>, fresh?: readonly string[]}} Program
 * `fresh`: files of `cwd` that are removed before each round
 * @typedef {{ours: number[], peer: number[]}} Times seconds of wall clock, a pair for each round
 */

/** Runs both programs `rounds` times after one round that does not count. Throws where one does not exit with 0. */
export function paired(ours, peer, rounds) {
  const times = { ours: [], peer: [] };
  for (let round = -1; round < rounds; round += 1) {
    const pair = [once(ours), once(peer)];
    if (round < 0) continue;
    times.ours.push(pair[0]);
    times.peer.push(pair[1]);
  }
  return times;
}

function once({ argv, cwd, env, fresh = [] }) {
  for (const name of fresh) rmSync(join(cwd, name), { force: true });
  const begun = process.hrtime.bigint();
  const { status, signal, stderr, stdout, error } = spawnSync(argv[0], argv.slice(1), {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  const seconds = Number(process.hrtime.bigint() - begun) / 1e9;
  if (error) throw error;
  if (status !== 0) {
    const said = `${stderr}${stdout}`.trim().split('\n').slice(0, 5).join('\n    ');
    throw new Error(`${argv.join(' ')}\n    exit ${status ?? signal}: ${said}`);
  }
  return seconds;
}

/** Peak of resident memory of a program, in bytes. Needs Python. */
export function peakMemory({ argv, cwd, env }) {
  const peak = join(import.meta.dirname, 'peers/peak.py');
  const { status, stdout, stderr } = spawnSync('python3', [peak, ...argv], {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the memory of ${argv.join(' ')} could not be measured: ${stderr}`);
  return Number(stdout);
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Medians of both, of the ratio and of the difference of the pairs, and whether the bound holds. */
export function summarise({ ours, peer }, bound, measured = {}) {
  const ratio = median(ours.map((value, index) => value / peer[index]));
  const difference = median(ours.map((value, index) => value - peer[index]));
  const fast = 'ratio' in bound ? ratio <= bound.ratio : difference <= bound.seconds;
  const small = bound.peak === undefined || measured.peak <= bound.peak;
  const met = fast && small && (bound.memory === undefined || measured.memory <= bound.memory);
  return { ours: median(ours), peer: median(peer), ratio, difference, rounds: ours.length, ...measured, met };
}
