/** Real files of four tools, the same damaged by a seed, and the traps of results that are compared in pairs. */
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AssayError } from '../../base/index.js';
import { randomFor } from '../../statistics/index.js';
import { comparableResults, readResults } from './front.js';
import { parsePythonJson } from './json.js';
import { eachZipEntry } from './zip.js';

const FIXTURES = resolve('test/fixtures/results');
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-results-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const read = (file: string, subject?: string) =>
  readResults({ path: join(FIXTURES, file), shown: file, subject });
async function inLm(name: string, start: string) {
  const found = (await readdir(join(FIXTURES, name))).find((file) => file.startsWith(start));
  return `${name}/${found}`;
}
async function write(name: string, content: string | Buffer) {
  const path = join(folder, name);
  await writeFile(path, content);
  return readResults({ path, shown: name });
}
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('promptfoo', () => {
  it('reads a provider of several, with errors apart from wrong answers', async () => {
    const careful = await read('promptfoo.json', 'careful');
    expect(careful.rows).toHaveLength(8);
    expect(careful.rows.map((row) => row.correct)).toEqual([1, 1, 0, 1, 1, 1, 1, 1]);
    expect(careful.rows[0]?.scores.get('politeness')).toBe(1);
    expect(careful.rows[2]?.scores.get('score')).toBe(0.5);
    expect(careful.rows[0]?.tokens).toBe(11);
    expect(careful.rows[1]?.cost).toBe(0.002);
    expect(careful.rows[1]?.categories.get('kind')).toBe('short');
    expect(careful.rows.every((row) => row.error === null)).toBe(true);
    const hasty = await read('promptfoo.json', 'hasty');
    expect(hasty.rows.filter((row) => row.error !== null).map((row) => row.error)).toEqual([
      'API error: 503 overloaded',
    ]);
  });

  it('names the providers where none is chosen', async () => {
    await expect(read('promptfoo.json')).rejects.toThrow(/2 providers.*hasty, careful/s);
    await expect(read('promptfoo.json', 'other')).rejects.toThrow(/has no provider other/);
  });

  it('reads the summary alone, the list alone and lines; repeated tests are samples of one example', async () => {
    const one = { success: true, score: 1, provider: 'echo', vars: { a: 1 }, namedScores: {} };
    const other = { ...one, success: false, score: 0, vars: { a: 2 }, error: 'no match', gradingResult: {} };
    for (const [name, text] of [
      ['v1.json', JSON.stringify({ version: 1, results: [one, one, other] })],
      ['list.json', JSON.stringify([one, one, other])],
      ['lines.jsonl', [one, one, other].map((row) => JSON.stringify(row)).join('\n')],
    ] as const) {
      const { rows } = await write(name, text);
      expect(rows.map(({ sample, correct, error }) => [sample, correct, error])).toEqual([
        [1, 1, null],
        [2, 1, null],
        [1, 0, null],
      ]);
      expect(rows[0]?.example).toBe(rows[1]?.example);
    }
  });

  it('never takes two providers of one id for samples of one', async () => {
    const of = (promptIdx: number) => ({ success: true, score: 1, provider: 'echo', vars: {}, promptIdx });
    await expect(write('twice.json', JSON.stringify([of(0), of(1)]))).rejects.toThrow(/echo@1, echo@2/);
  });
});

it('refuses a file of promptfoo, and of lm-evaluation-harness, that counts more than it holds', async () => {
  const one = { success: true, score: 1, provider: 'echo', vars: { a: 1 } };
  const stats = { successes: 3, failures: 1, errors: 0 };
  await expect(
    write('cut.json', JSON.stringify({ results: { version: 3, results: [one], stats } })),
  ).rejects.toThrow(/counts 4 results and holds 1/);
  await cp(join(FIXTURES, 'lm-better'), join(folder, 'lm-cut'), { recursive: true });
  const samples = await inLm('lm-better', 'samples_');
  const lines = (await readFile(join(FIXTURES, samples), 'utf8')).trim().split('\n');
  const name = samples.replace('lm-better', 'lm-cut');
  const cut = lines.filter((line) => !line.includes('"doc_id": 3,'));
  await expect(write(name, cut.join('\n'))).rejects.toThrow(/examples of sums were evaluated/);
  expect((await write(name, lines.join('\n'))).rows.length).toBeGreaterThan(0);
});

describe('Inspect', () => {
  it('reads the archive (Zstandard) with epochs, grades, usage and metadata', async () => {
    const better = await read('inspect-better.eval');
    expect(better.subject).toBe('mockllm/model');
    expect(better.rows).toHaveLength(12);
    expect(better.rows.map((row) => row.sample).sort()).toEqual([1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2]);
    expect(mean(better.rows.map((row) => row.scores.get('match') ?? Number.NaN))).toBeCloseTo(10 / 12);
    const [first] = better.rows;
    expect(first?.example).toBe('capital-1');
    expect(first?.target).toEqual(['Paris']);
    expect(first?.categories.get('continent')).toBe('Europe');
    expect(first?.tokens).toBe(12 + (first?.answer?.length ?? 0));
    expect(better.directions.get('match')).toBe('higher');
    expect(better.directions.has('length')).toBe(false);
  });

  it('gives the same rows for the same questions in JSON', async () => {
    const plain = await read('inspect-plain.json');
    const better = await read('inspect-better.eval');
    const inputs = new Map(better.rows.map((row) => [row.example, row.input]));
    expect(plain.rows).toHaveLength(6);
    for (const row of plain.rows) expect(row.input).toBe(inputs.get(row.example));
  });

  it('refuses a log that did not succeed, that lacks samples, or that has one twice', async () => {
    const text = await readFile(join(FIXTURES, 'inspect-plain.json'), 'utf8');
    const log = JSON.parse(text);
    await expect(write('c.json', JSON.stringify({ ...log, status: 'cancelled' }))).rejects.toThrow(
      /cancelled/,
    );
    const less = { ...log, samples: log.samples.slice(1) };
    await expect(write('l.json', JSON.stringify(less))).rejects.toThrow(/5 samples, and 6/);
    const twice = { ...log, samples: [log.samples[0], ...log.samples.slice(0, 5)] };
    await expect(write('t.json', JSON.stringify(twice))).rejects.toThrow(/capital-1 has its sample 1 twice/);
    const unnamed = { ...log, samples: [{ ...log.samples[0], id: undefined }] };
    await expect(write('u.json', JSON.stringify(unnamed))).rejects.toThrow(/samples.0.id/);
  });

  it('takes a sample that failed for an error, not for a wrong answer', async () => {
    const log = JSON.parse(await readFile(join(FIXTURES, 'inspect-plain.json'), 'utf8'));
    log.samples[2] = { ...log.samples[2], scores: null, error: { message: 'timeout' } };
    const failed = await write('e.json', JSON.stringify(log));
    expect(failed.rows.filter((row) => row.error === 'timeout')).toHaveLength(1);
    const none = comparableResults(failed, null, 0);
    expect(none.findings.map(({ verdict, count }) => [verdict, count])).toEqual([['error', 1]]);
    expect(none.candidate).toHaveLength(5);
    expect(comparableResults(failed, null, 0.2).findings[0]?.verdict).toBe('warn');
    const whole = await read('inspect-plain.json');
    // Left out on both sides, whichever side failed.
    const pair = comparableResults(whole, failed, 0.2);
    expect([pair.candidate.length, pair.baseline?.length]).toEqual([5, 5]);
  });
});

describe('lm-evaluation-harness', () => {
  it('reads samples beside the results, each filter as a score, with its direction', async () => {
    const worse = await read(await inLm('lm-worse', 'results_'));
    expect(worse.subject).toBe('sums');
    expect(worse.rows).toHaveLength(8);
    const score = (name: string) => mean(worse.rows.map((row) => row.scores.get(name) ?? Number.NaN));
    expect(score('exact_match,strict')).toBe(4 / 8);
    expect(score('exact_match,flexible')).toBe(5 / 8);
    expect(worse.directions.get('exact_match,strict')).toBe('higher');
    expect(worse.rows[2]?.categories.get('kind')).toBe('even');
    const direct = await read(await inLm('lm-worse', 'samples_'));
    expect(direct.rows).toEqual(worse.rows);
    expect(direct.directions).toEqual(worse.directions);
  });

  it('refuses a file that two runs were appended to, and results without samples', async () => {
    const name = await inLm('lm-worse', 'samples_');
    const text = await readFile(join(FIXTURES, name), 'utf8');
    await expect(write('samples_sums.jsonl', text + text)).rejects.toThrow(/there twice with the filter/);
    const alone = join(folder, 'alone');
    await cp(join(FIXTURES, await inLm('lm-worse', 'results_')), join(alone, 'results_x.json'));
    await expect(readResults({ path: join(alone, 'results_x.json'), shown: 'r' })).rejects.toThrow(
      /--log_samples/,
    );
  });
});

describe('DeepEval', () => {
  it('reads test cases, and the direction of a metric from its verdicts', async () => {
    const worse = await read('deepeval-worse.json');
    expect(worse.rows.map((row) => row.correct)).toEqual([1, 1, 0, 0, 1, 0]);
    expect(worse.rows[3]?.scores.get('Rudeness')).toBe(0.9);
    expect(worse.directions.get('Rudeness')).toBe('lower');
    expect(worse.directions.get('Overlap')).toBe('higher');
    expect(worse.rows[1]?.categories.get('tone')).toBe('formal');
  });

  it('takes a judge that failed for an error', async () => {
    const run = JSON.parse(await readFile(join(FIXTURES, 'deepeval-worse.json'), 'utf8'));
    run.testCases[0].metricsData[0] = { name: 'Overlap', score: null, success: false, error: 'no JSON' };
    const { rows } = await write('d.json', JSON.stringify(run));
    expect(rows[0]?.error).toBe('Overlap: no JSON');
  });
});

describe('pairs', () => {
  it('refuses other examples, other questions and another tool, with every reason', async () => {
    const [better, worse] = [await read('deepeval-better.json'), await read('deepeval-worse.json')];
    expect(comparableResults(better, worse, 0).baseline).toHaveLength(6);
    const fewer = { ...worse, rows: worse.rows.slice(1) };
    expect(() => comparableResults(better, fewer, 0)).toThrow(
      /1 samples of the candidate are not in the base/,
    );
    const changed = { ...worse, rows: worse.rows.map((row, k) => (k === 0 ? { ...row, input: 'x' } : row)) };
    expect(() => comparableResults(better, changed, 0)).toThrow(/1 samples asked something else/);
    const epochs = comparableResults.bind(
      null,
      await read('inspect-plain.json'),
      await read('inspect-worse.eval'),
      0,
    );
    expect(epochs).toThrow(/as many samples of each/);
    expect(() => comparableResults(better, { ...worse, tool: 'promptfoo' }, 0)).toThrow(/of one tool/);
  });

  it('has one digest for two runs over the same examples', async () => {
    const [better, worse] = [await read('deepeval-better.json'), await read('deepeval-worse.json')];
    expect(comparableResults(better, null, 0).sha256).toBe(comparableResults(worse, null, 0).sha256);
    const fewer = { ...worse, rows: worse.rows.slice(1) };
    expect(comparableResults(fewer, null, 0).sha256).not.toBe(comparableResults(worse, null, 0).sha256);
  });
});

describe('hostile files', () => {
  it('reads NaN as Python writes it, and leaves texts alone', () => {
    expect(parsePythonJson('{"a": NaN, "b": [-Infinity], "c": "NaN, \\"NaN\\""}', 'f')).toEqual({
      a: null,
      b: [null],
      c: 'NaN, "NaN"',
    });
    expect(() => parsePythonJson('{"a": Nan}', 'f')).toThrow(AssayError);
  });

  it('refuses names that objects have, and names that differ by case', async () => {
    const of = (named: string) =>
      `[{"success": true, "score": 1, "provider": "p", "vars": {}, "namedScores": ${named}}]`;
    const poisoned = await write('p.json', of('{"__proto__": 1}')).catch((error: unknown) => error);
    if (poisoned instanceof Error) expect(poisoned).toBeInstanceOf(AssayError);
    expect(Object.prototype).not.toHaveProperty('polluted');
    await expect(write('q.json', of('{"constructor": 1}'))).rejects.toThrow(/no name for a score/);
    await expect(write('r.json', of('{"Tone": 1, "tone": 0}'))).rejects.toThrow(/differ by case only/);
  });

  it('stops a bomb before it is unpacked, and sees a wrong checksum', async () => {
    const content = Buffer.alloc(1 << 20);
    const limits = { entry: 1 << 16, whole: 1 << 20, entries: 10 };
    const honest = zipOf('header.json', content, content.length, 0xa738ea1c);
    const open = (bytes: Buffer) =>
      eachZipEntry(
        bytes,
        'b.eval',
        () => true,
        () => undefined,
        limits,
      );
    await expect(open(honest)).rejects.toThrow(/larger than/);
    await expect(open(zipOf('header.json', content, 100, 0))).rejects.toThrow(AssayError);
    await expect(open(zipOf('header.json', Buffer.from('{}'), 2, 1))).rejects.toThrow(/checksum/);
  });

  it('gives a result or an AssayError for files damaged by a seed', async () => {
    const files = ['promptfoo.json', 'inspect-better.eval', 'inspect-plain.json', 'deepeval-worse.json'];
    files.push(await inLm('lm-better', 'samples_'), await inLm('lm-better', 'results_'));
    for (const file of files) {
      const bytes = await readFile(join(FIXTURES, file));
      for (let seed = 0; seed < 25; seed++) {
        const random = randomFor(seed, file);
        const damaged = Buffer.from(bytes);
        for (let k = 0; k < 1 + seed; k++) damaged[random() % damaged.length] = random() & 0xff;
        const whole = seed % 3 === 0 ? damaged.subarray(0, random() % damaged.length) : damaged;
        const path = join(folder, `damaged-${seed}-${file.split('/').at(-1)}`);
        await writeFile(path, whole);
        await readResults({ path, shown: 'damaged', subject: 'careful' }).catch((error: unknown) => {
          expect(error, `${file} ${seed}`).toBeInstanceOf(AssayError);
        });
        await rm(path);
      }
    }
  });
});

/** A zip archive of one deflated file whose directory says what it is told to. */
function zipOf(name: string, content: Buffer, size: number, crc: number): Buffer {
  const packed = deflateRawSync(content);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(20, 4);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(crc, 14);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(size, 22);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(20, 4);
  central.writeUInt16LE(20, 6);
  local.copy(central, 8, 6, 28);
  central.writeUInt16LE(name.length, 28);
  const start = local.length + name.length + packed.length;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(start, 16);
  return Buffer.concat([local, Buffer.from(name), packed, central, Buffer.from(name), end]);
}
