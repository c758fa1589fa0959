import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AssayError } from '../../base/index.js';
import { parseMetrics, type ReadOptions, readMetricsFile } from './index.js';
import { parseJson } from './json.js';
import { flatten, type Node } from './node.js';

const fixture = (name: string) => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));
const read = (text: string, name: string, options: ReadOptions = {}) =>
  parseMetrics(Buffer.from(text), name, options);
const values = async (text: string, name: string, options: ReadOptions = {}) =>
  Object.fromEntries(
    (await read(text, name, options)).metrics.all.map(({ name: key, value }) => [key, value]),
  );

describe('what teams have', () => {
  it("scikit-learn's classification report", async () => {
    const { metrics } = await readMetricsFile(fixture('classification_report.json'));
    expect(metrics.get('macro avg.f1-score', null)?.value).toBe(0.9458874458874459);
    expect(metrics.get('virginica.recall', null)?.value).toBe(0.8333333333333334);
    expect(metrics.get('accuracy', null)?.value).toBe(0.9473684210526315);
    expect(metrics.all).toHaveLength(21);
  });

  it("what Python's json.dump writes of NaN", async () => {
    const { metrics } = await readMetricsFile(fixture('python_nan.json'));
    expect(metrics.all.map(({ value }) => value)).toEqual([
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      0.9,
    ]);
  });

  it('nested JSON, as dvc shows it, with what is no metric listed', async () => {
    const file = await read(
      '{"train": {"loss": 0.1, "epochs": 3}, "tags": ["a"], "ok": true, "name": "x", "acc": "0.9", "none": null}',
      'm.json',
    );
    expect(file.metrics.all.map(({ name, value }) => [name, value])).toEqual([
      ['train.loss', 0.1],
      ['train.epochs', 3],
      ['none', null],
    ]);
    expect(file.metrics.ignored).toEqual([
      { name: 'tags', why: 'a list of 1, which is not one value' },
      { name: 'ok', why: 'true, which is not a number' },
      { name: 'name', why: 'text, which is not a number' },
      { name: 'acc', why: 'text, although it looks like a number: write it without quotation marks' },
    ]);
  });

  it('YAML', async () => {
    const text = [
      'test:',
      '  acc: 0.9 # good',
      '  loss: .nan',
      '  inf: -.inf',
      '  python: nan',
      '  quoted: "NaN"',
      '  yes: yes',
      '  grouped: 1_000',
      '  octal: 0o14',
      '  big: 1e999',
      'shared: &s {f1: 0.5}',
      'again: *s',
      '1: 2',
    ].join('\n');
    expect(await values(text, 'm.yaml')).toEqual({
      'test.acc': 0.9,
      'test.loss': Number.NaN,
      'test.inf': Number.NEGATIVE_INFINITY,
      'test.python': Number.NaN,
      'test.octal': 12,
      'test.big': Number.POSITIVE_INFINITY,
      'shared.f1': 0.5,
      'again.f1': 0.5,
      '1': 2,
    });
    const { metrics } = await read(text, 'm.yml');
    expect(metrics.ignored.map(({ name }) => name)).toEqual(['test.quoted', 'test.yes', 'test.grouped']);
  });

  const csv = 'epoch,acc,loss,note\n1,0.5,1e-1,first\n2,nan,inf,"a, ""b"""\n3,0.7,,last\n';
  it.each([
    ['the last row', {}, { epoch: 3, acc: 0.7, loss: null }],
    ['a row by number', { row: '1' }, { epoch: 1, acc: 0.5, loss: 0.1 }],
    ['a row by value', { row: 'epoch=2' }, { epoch: 2, acc: Number.NaN, loss: Number.POSITIVE_INFINITY }],
    ['a row by text', { row: 'note=first' }, { epoch: 1, acc: 0.5, loss: 0.1 }],
  ])('CSV: %s', async (_, options, expected) =>
    expect(await values(csv, 'm.csv', options)).toEqual(expected),
  );

  it('TSV, a semicolon, line ends of Windows, an index column of pandas', async () => {
    expect(await values('a\tb\r\n1\t2\r\n', 'm.tsv')).toEqual({ a: 1, b: 2 });
    expect(await values('a;b\n1;2', 'm.csv')).toEqual({ a: 1, b: 2 });
    expect(await values(',a\n0,5\n', 'm.csv')).toEqual({ a: 5 });
    expect(await values('a,b\n1,', 'm.csv')).toEqual({ a: 1, b: null });
    expect(await values('"a\nb",c\n1,2\n', 'm.csv')).toEqual({ 'a\nb': 1, c: 2 });
  });

  it('JSON lines', async () => {
    const text = '{"step": 1, "loss": 2}\n\n{"step": 2, "loss": {"a": NaN}}\n';
    expect(await values(text, 'm.jsonl')).toEqual({ step: 2, 'loss.a': Number.NaN });
    expect(await values(text, 'm.ndjson', { row: 'step=1' })).toEqual({ step: 1, loss: 2 });
  });

  it('text lines', async () => {
    const file = await read(
      '# run 3\nacc = 0.91\ntest: loss: 0.2\nf1=nan\ntraining done\nmodel: tree\n',
      'out.txt',
    );
    expect(file.metrics.all.map(({ name, value }) => [name, value])).toEqual([
      ['acc', 0.91],
      ['test: loss', 0.2],
      ['f1', Number.NaN],
    ]);
    expect(file.metrics.ignored.map(({ name }) => name)).toEqual(['line 5', 'model']);
  });

  it('the format follows from the content where the ending says nothing', async () => {
    expect(await values('{"a": 1}', 'metrics')).toEqual({ a: 1 });
    expect(await values('a: 1', 'metrics')).toEqual({ a: 1 });
    expect((await read('{"a": 1}', '/dev/fd/63')).format).toBe('JSON');
  });

  it('a byte-order mark, and UTF-16 as PowerShell writes it', async () => {
    expect(await values('\ufeff{"a": 1}', 'm.json')).toEqual({ a: 1 });
    const utf16 = Buffer.from('\ufeff{"a": 1}', 'utf16le');
    expect((await parseMetrics(utf16, 'm.json')).metrics.get('a', null)?.value).toBe(1);
  });
});

describe('what breaks is a usage error that says where', () => {
  const broken: readonly [string, string, RegExp][] = [
    ['m.json', '', /m\.json: is empty/],
    ['m.json', ' \n', /is empty/],
    ['m.json', '{}', /holds no metric/],
    ['m.json', '{"a": "x"}', /holds no metric \(a: text/],
    ['m.json', '[1]', /holds a list/],
    ['m.json', '3', /holds a number/],
    ['m.json', '{"a": 1,}', /m\.json:1:9: is not JSON/],
    ['m.json', '{"a": 1\n "b": 2}', /m\.json:2:2: is not JSON: expected "," or "}"/],
    ['m.json', '{"a": 01}', /m\.json:1:8: is not JSON/],
    ['m.json', '{"a": .5}', /begins no value/],
    ['m.json', '{"a": +1}', /begins no value/],
    ['m.json', '{"a": 1.}', /does not belong/],
    ['m.json', '{"a": nan}', /begins no value/],
    ['m.json', '{"a": NaNs}', /does not belong/],
    ['m.json', "{'a': 1}", /double quotation marks/],
    ['m.json', '{"a": "\\x"}', /is no escape/],
    ['m.json', '{"a": "\\u12g4"}', /hexadecimal/],
    ['m.json', '{"a": "', /the end of the file inside a string/],
    ['m.json', '{"a": 1}\n{"a": 2}', /m\.json:2:1[\s\S]*name it \.jsonl/],
    [
      'm.json',
      '{"a": 1, \n "a": 2, "b": {"c": 1, "c": 1}}',
      /m\.json:2:2: a: the key stands twice \(first on line 1\)[\s\S]*c: the key/,
    ],
    ['m.json', '{"a.b": 1,\n"a": {"b": 2}}', /m\.json:2: a\.b: the name stands twice/],
    ['m.json', `${'['.repeat(200_000)}`, /nested deeper than 100/],
    ['m.json', `${'{"a":'.repeat(200_000)}`, /nested deeper than 100/],
    ['m.json', '\u0000\u0001\u0002', /binary/],
    ['m.json', 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 3\n', /pointer of Git LFS/],
    ['m.txt', 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 3\n', /pointer of Git LFS/],
    ['m.yaml', 'a: 1\na: 2\n', /m\.yaml:2/],
    ['m.yaml', '1: 1\n"1": 2\n', /the key stands twice/],
    ['m.yaml', 'a: [1\nb: 2', /m\.yaml:\d+:\d+: is not YAML/],
    ['m.yaml', 'a: 1\n---\nb: 2\n', /is not YAML/],
    ['m.yaml', '- 1', /holds a list/],
    ['m.yaml', '? {a: 1}\n: 2\nb: 3\n', /a key is not plain text/],
    ['m.yaml', `a: ${'['.repeat(50_000)}`, /m\.yaml/],
    ['m.yaml', `${'{a: '.repeat(5_000)}`, /m\.yaml/],
    ['m.yaml', 'a: *nothing', /m\.yaml/],
    ['m.yaml', bomb(), /holds more than 100000 values/],
    ['m.csv', 'a,b\n', /has no rows/],
    ['m.csv', 'a,a\n1,2\n', /a: the column stands twice/],
    ['m.csv', 'a,b\n1\n', /m\.csv:2: has 1 cells/],
    ['m.csv', 'a,b\n1,"2\n', /a quotation mark is not closed/],
    ['m.csv', 'a,b\n1,2"\n', /inside a cell that is not quoted/],
    ['m.csv', 'a,b\n1,"2"x\n', /stands after a quoted cell/],
    ['m.csv', 'a;b\n"0,85";text\n', /holds no metric/],
    ['m.jsonl', '{"a": 1}\n{"a": 1', /m\.jsonl:2:8: is not JSON/],
    ['m.jsonl', '{"a": 1}\n[2]', /m\.jsonl:2: holds a list/],
    ['m.jsonl', '{"a": 1\n{"a": 2}', /m\.jsonl:1/],
    ['m.txt', 'acc = 1\nacc = 2\n', /m\.txt:2: acc: the name stands twice \(first on line 1\)/],
    ['m.txt', 'hello', /holds no metric \(line 1: not of the form name = value\)/],
  ];
  it.each(
    broken.map(([name, text, message]) => [name, JSON.stringify(text).slice(0, 60), text, message] as const),
  )('%s: %s', async (name, _, text, message) => {
    const error: unknown = await read(text, name).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(AssayError);
    expect(error).toMatchObject({ kind: 'usage', message: expect.stringMatching(message) });
  });

  it.each([
    ['m.csv', '9', /no such row/],
    ['m.csv', '0', /no such row/],
    ['m.csv', 'x=1', /no such row/],
    ['m.csv', 'b=2', /several rows have that value, on lines 2, 3/],
    ['m.csv', 'last', /not understood/],
    ['m.json', '1', /JSON has none/],
  ])('%s --row %s', async (name, row, message) => {
    const text = name === 'm.json' ? '{"a": 1}' : 'a,b\n1,2\n2,2\n';
    await expect(read(text, name, { row })).rejects.toThrow(message);
  });

  it('bytes that are not UTF-8', async () => {
    await expect(parseMetrics(Buffer.from([0x7b, 0xff, 0x7d]), 'm.json')).rejects.toThrow(
      /is not text in UTF-8/,
    );
  });

  describe('on disk', () => {
    let folder = '';
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'assay-readers-'));
    });
    afterAll(() => rm(folder, { recursive: true }));

    it.each(['big.json', 'big.yaml', 'big.csv', 'big.txt'])('100 MB as %s', async (name) => {
      const path = join(folder, name);
      await writeFile(path, Buffer.alloc(100_000_000, 'a = 1\n'));
      await expect(readMetricsFile(path)).rejects.toMatchObject({
        kind: 'usage',
        message: expect.stringContaining('is too large'),
      });
      await rm(path);
    });

    it('a folder, and nothing at all', async () => {
      await expect(readMetricsFile(folder)).rejects.toThrow(/is a folder/);
      await expect(readMetricsFile(join(folder, 'none.json'))).rejects.toThrow(/does not exist/);
    });
  });
});

describe('our own evaluate result', () => {
  const result = {
    schemaVersion: 1,
    command: 'evaluate',
    verdict: 'pass',
    summary: '',
    run: { id: '1', attempt: 1, commit: null, config: null },
    time: '2026-01-01T00:00:00.000Z',
    durationMs: 1,
    subject: 'candidate',
    task: 'binary',
    dataset: null,
    model: null,
    predictions: null,
    baseline: null,
    metrics: [
      {
        name: 'roc_auc',
        slice: 'origin=SEA',
        value: null,
        interval: null,
        intervalMethod: null,
        confidence: null,
        n: 3,
        direction: 'higher',
        undefined: 'only one class',
      },
    ],
  };

  it('keeps slices, counts and reasons', async () => {
    const file = await read(JSON.stringify(result), 'evaluate.json');
    expect(file.metrics.all).toEqual([
      {
        name: 'roc_auc',
        slice: 'origin=SEA',
        value: null,
        undefined: 'only one class',
        n: 3,
        direction: 'higher',
        interval: null,
      },
    ]);
    expect(file.evaluate?.subject).toBe('candidate');
  });

  it.each([
    ['a result of another command', { ...result, command: 'gate' }, /is a result of gate/],
    ['a result that breaks its schema', { ...result, metrics: [{ name: 'x' }] }, /metrics\[0\]\.value/],
    ['a metric twice', { ...result, metrics: [...result.metrics, ...result.metrics] }, /stands twice/],
  ])('%s', async (_, value, message) => {
    await expect(read(JSON.stringify(value), 'evaluate.json')).rejects.toThrow(message);
  });
});

describe('JSON', () => {
  const plain = (node: Node): unknown => {
    switch (node.type) {
      case 'map':
        return Object.fromEntries(node.entries.map(({ key, value }) => [key, plain(value)]));
      case 'list':
        return node.length;
      case 'null':
        return null;
      default:
        return node.value;
    }
  };
  const shape = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.length;
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shape(item)]));
    }
    return value;
  };

  it('is read as JSON.parse reads it', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), fc.constantFrom(0, 2), (text, indent) => {
        const value: unknown = JSON.parse(text);
        expect(plain(parseJson(JSON.stringify(value, null, indent), 'm.json'))).toEqual(shape(value));
      }),
    );
  });

  it('accepts no text that JSON.parse refuses, but for the constants of Python', () => {
    const part = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"a"',
      ':',
      ',',
      '1',
      '-',
      '0.5',
      'e5',
      ' ',
      '\n',
      'true',
      '\\',
      '"',
      '\t',
    );
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 12 }).map((parts) => parts.join('')),
        (text) => {
          let theirs: unknown;
          let valid = true;
          try {
            theirs = JSON.parse(text);
          } catch {
            valid = false;
          }
          let ours: unknown;
          try {
            ours = plain(parseJson(text, 'm.json'));
          } catch (error) {
            expect(error).toBeInstanceOf(AssayError);
            // Only equal keys may be refused where JSON.parse accepts.
            if (valid) expect(String(error)).toContain('stands twice');
            return;
          }
          expect(valid).toBe(true);
          expect(ours).toEqual(shape(theirs));
        },
      ),
      { numRuns: 5000 },
    );
  });

  it('keys of objects cannot reach the prototype', () => {
    const node = parseJson('{"__proto__": {"polluted": 1}, "constructor": 2}', 'm.json');
    if (node.type !== 'map') throw new Error('no map');
    expect(flatten(node, 'm.json').metrics.map(({ name }) => name)).toEqual([
      '__proto__.polluted',
      'constructor',
    ]);
    expect('polluted' in {}).toBe(false);
  });
});

describe('the committed samples', () => {
  it('are as their script says', async () => {
    const script = await readFile(fixture('make.py'), 'utf8');
    expect(script).toContain('output_dict=True');
  });
});

/** 2 MB of values in 300 bytes. */
function bomb(): string {
  const lines = ['a0: &a0 {x: 1, y: 2, z: 3, w: 4}'];
  for (let level = 1; level < 12; level += 1) {
    lines.push(
      `a${level}: &a${level} {p: *a${level - 1}, q: *a${level - 1}, r: *a${level - 1}, s: *a${level - 1}}`,
    );
  }
  return lines.join('\n');
}
