#!/usr/bin/env node
/**
 * Measures the built bundle against its peers and prints the figures. Exits 1 where a bound is broken or a case
 * does not run. Usage: npm run bench -- [--case NAME] [--all] [--rounds N] [--dist FOLDER] [--json]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, release, tmpdir, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CASES } from './cases/index.mjs';
import { paired, peakMemory, summarise } from './measure.mjs';

const { values } = parseArgs({
  options: {
    case: { type: 'string', multiple: true },
    all: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    dist: { type: 'string', default: join(import.meta.dirname, '../dist') },
    json: { type: 'boolean', default: false },
  },
});

const names = CASES.map((each) => each.name);
const unknown = (values.case ?? []).filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`there is no case ${unknown.join(', ')}; there are ${names.join(', ')}`);
  process.exit(2);
}
const chosen = CASES.filter((each) => values.case?.includes(each.name) ?? (values.all || !each.slow));

const machine = {
  date: new Date().toISOString().slice(0, 10),
  cpu: `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}`,
  memory: `${(totalmem() / 2 ** 30).toFixed(0)} GiB`,
  system: `${process.platform} ${process.arch} ${release()}`,
  node: process.version,
};
const results = [];
if (!values.json) {
  console.log(Object.values(machine).join(', '));
  console.log('whole processes, run in turn; medians\n');
}
for (const each of chosen) {
  const result = await measure(each);
  results.push(result);
  if (!values.json) console.log(lines(result));
}
if (values.json) console.log(JSON.stringify({ machine, results }, null, 2));
process.exitCode = results.every((result) => result.met) ? 0 : 1;

async function measure({ name, title, bound, prepare, rounds }) {
  const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'));
  let end = async () => undefined;
  try {
    const node = [process.execPath];
    const assay = [process.execPath, resolve(values.dist, 'index.js')];
    const { ours, peer, stop } = await prepare({ folder, assay, node });
    end = stop ?? end;
    const times = paired(ours, peer, Number(values.rounds ?? rounds));
    const memory = bound.memory === undefined ? {} : { memory: peakMemory(ours) / peakMemory(peer) };
    const peak = bound.peak === undefined ? {} : { peak: peakMemory(ours) };
    return { name, title, bound, ...summarise(times, bound, { ...memory, ...peak }) };
  } catch (error) {
    return { name, title, bound, met: false, failed: error.message };
  } finally {
    await end();
    rmSync(folder, { recursive: true, force: true });
  }
}

function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}

function lines({ title, bound, failed, ours, peer, ratio, difference, rounds, memory, peak, met }) {
  if (failed !== undefined) return `${title}\n  did not run: ${failed}\n`;
  const limit = [
    'ratio' in bound ? `at most ${shown(bound.ratio)}` : `at most ${bound.seconds} s more`,
    ...(bound.memory === undefined ? [] : [`${bound.memory} times the memory`]),
    ...(bound.peak === undefined ? [] : [`${megabytes(bound.peak)} of memory`]),
  ].join(', ');
  const seconds = (value) => `${value.toFixed(3)} s`;
  return [
    title,
    `  ours ${seconds(ours)}, peer ${seconds(peer)}, ${shown(ratio)}, ${seconds(difference)} more, ${rounds} rounds${memory === undefined ? '' : `, ${memory.toFixed(2)} times the memory`}${peak === undefined ? '' : `, ${megabytes(peak)} of memory`}`,
    `  ${met ? 'PASS' : 'OVER BOUND'}: ${limit}\n`,
  ].join('\n');
}

function shown(ratio) {
  return ratio < 0.9 ? `${(1 / ratio).toFixed(1)} times as fast` : `${ratio.toFixed(2)} times`;
}
