import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Metric, ResultOf } from '../../results/index.js';
import { type Lineage, lineageOf } from '../lineage.js';
import { BY, testFolder, testManifest, testRegistry } from '../testing/make.js';
import type { Manifest, Registry } from '../types.js';
import { billOfMaterials, frontMatter, type PaperFacts, paperFacts, serialNumber } from './index.js';

const HEX = 'ab'.repeat(32);
/** Names as an enemy would choose them: of YAML, Markdown, HTML, terminals, JSON. */
const HOSTILE =
  '---\nlicense: mit\n"}]\' <img src=x onerror=alert(1)> | \u001b[31m \u202e \u0085 \u2028 \ud800 @all # : &a *a !!js';

const valid = schema();
let registry: Registry;
let remove: () => Promise<void>;
beforeEach(async () => {
  const made = await testFolder();
  remove = made.remove;
  registry = await testRegistry(made.folder);
});
afterEach(() => remove());

/** CycloneDX's own schema of 1.6, strict in formats where a validator of them is at hand. */
function schema() {
  const require = createRequire(import.meta.url);
  const folder = join(dirname(require.resolve('@cyclonedx/cyclonedx-library/package.json')), 'res/schema');
  const read = (name: string) =>
    JSON.parse(readFileSync(join(folder, `${name}.SNAPSHOT.schema.json`), 'utf8'));
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  // What is written holds ASCII only in addresses, so the narrower format is the right check.
  ajv.addFormat('iri-reference', (text) => ajv.validate({ type: 'string', format: 'uri-reference' }, text));
  ajv.addFormat('idn-email', true);
  for (const name of ['spdx', 'jsf-0.82', 'cryptography-defs']) {
    ajv.addSchema(read(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
  }
  return ajv.compile(read('bom-1.6'));
}

function bom(lineage: Lineage, facts: PaperFacts, run: string | null = null) {
  const text = billOfMaterials(lineage, facts, run);
  const document = JSON.parse(text);
  valid(document);
  expect(valid.errors).toBeNull();
  return { text, document };
}

function head(lineage: Lineage, facts: PaperFacts) {
  const text = frontMatter(lineage, facts);
  const lines = text.split('\n');
  expect(lines.map((line, at) => (line.trimEnd() === '---' ? at : -1)).filter((at) => at >= 0)).toEqual([
    0,
    lines.length - 2,
  ]);
  const document = parse(lines.slice(1, -2).join('\n'));
  expect(
    Object.keys(document).filter((key) => !['library_name', 'tags', 'model-index'].includes(key)),
  ).toEqual([]);
  for (const { name, results } of document['model-index']) {
    expect(typeof name).toBe('string');
    for (const { task, dataset, metrics } of results) {
      for (const word of [task.type, dataset.type, dataset.name]) expect(typeof word).toBe('string');
      for (const metric of metrics)
        expect(metric).toMatchObject({ type: expect.any(String), value: expect.any(Number) });
    }
  }
  return { text, document };
}

async function registered(change: Partial<Manifest>): Promise<{ lineage: Lineage; facts: PaperFacts }> {
  const manifest = await testManifest(registry, 'weights', change);
  const { version } = await registry.register(manifest, BY);
  const lineage = await lineageOf(registry, version);
  return { lineage, facts: await paperFacts(registry, lineage) };
}

const metric = (change: Partial<Metric>): Metric => ({
  name: 'roc_auc',
  slice: null,
  value: 0.81,
  interval: [0.79, 0.83],
  intervalMethod: 'delong',
  confidence: 0.95,
  n: 2000,
  direction: 'higher',
  undefined: null,
  ...change,
});

async function full(): Promise<Partial<Manifest>> {
  const evaluate: ResultOf<'evaluate'> = {
    schemaVersion: 1,
    verdict: 'warn',
    summary: 'measured',
    run: { id: '1', attempt: 1, commit: null, config: null },
    time: '2026-01-02T03:04:05.000Z',
    durationMs: 1,
    inputs: [],
    findings: [
      {
        check: 'evaluate.small',
        verdict: 'warn',
        severity: 'warn',
        subject: {},
        where: [],
        message: 'few rows',
      },
    ],
    notChecked: ['latency'],
    artifacts: [],
    command: 'evaluate',
    subject: 'candidate',
    task: 'binary',
    dataset: { name: 'test', path: 'data/test.csv', files: 1, rows: 2000, columns: 9, sha256: HEX },
    model: null,
    predictions: null,
    metrics: [],
    baseline: null,
  };
  const { files } = await testManifest(registry, 'weights');
  const result = await registry.putBytes(Buffer.from(JSON.stringify(evaluate)));
  const lock = await registry.putBytes(Buffer.from('numpy==2'));
  return {
    files: [
      ...files,
      { role: 'result', name: 'result:evaluate', file: 'evaluate.json', ...result },
      { role: 'environment', name: 'lock:requirements.txt', file: 'requirements.txt', ...lock },
    ],
    signature: { inputs: [{ name: 'x', type: 'float32', shape: [-1, 4] }], outputs: [] },
    data: [
      { name: 'test', path: 'data/test.csv', sha256: HEX, rows: 2000, columns: 9 },
      { name: 'train', path: 'data/train.csv', sha256: HEX, rows: 9000, columns: 9 },
    ],
    code: {
      repository: 'https://ada:secret@github.com/o/r?token=secret',
      commit: 'c'.repeat(40),
      dirty: true,
      command: ['python', 'train.py'],
      inputs: [{ path: 'train.py', sha256: HEX }],
      notKept: ['big.bin: too large'],
    },
    environment: { python: '3.12.1' },
    params: { depth: 3 },
    accelerators: ['NVIDIA T4'],
    metrics: [
      metric({}),
      metric({ slice: 'carrier=AA', value: 0.7, interval: [0.6, 0.8], n: 300 }),
      metric({ name: 'brier', value: 0.2, interval: null, direction: 'lower' }),
      metric({ name: 'f1', value: null, interval: null, undefined: 'no positive example' }),
    ],
  };
}

describe('a bill of materials', () => {
  it('is CycloneDX 1.6, with what the manifest holds', async () => {
    const { lineage, facts } = await registered(await full());
    const { document, text } = bom(lineage, facts, 'https://github.com/o/r/actions/runs/7');
    const { component, timestamp } = document.metadata;
    const { entry, manifest } = lineage.version;
    expect(timestamp).toBe(entry.time);
    expect(component).toMatchObject({
      type: 'machine-learning-model',
      name: 'flights',
      version: '1',
      hashes: [{ alg: 'SHA-256', content: manifest.files[0]?.sha256 }],
      pedigree: { commits: [{ uid: 'c'.repeat(40) }] },
      externalReferences: [
        { type: 'vcs', url: 'https://github.com/o/r' },
        { type: 'build-meta', url: 'https://github.com/o/r/actions/runs/7' },
      ],
    });
    expect(text).not.toContain('secret');
    expect(component.modelCard).toMatchObject({
      modelParameters: {
        task: 'binary',
        datasets: [{ ref: 'data-1' }, { ref: 'data-2' }],
        inputs: [{ format: 'x: float32[-1, 4]' }],
      },
      considerations: {
        technicalLimitations: [
          'f1 has no value: no positive example',
          'not kept of the code: big.bin: too large',
          'the code differed from its commit when training began',
          'evaluate, warn: few rows',
          'evaluate, not checked: latency',
          'no gate judged this version',
        ],
      },
    });
    expect(component.modelCard.quantitativeAnalysis.performanceMetrics).toEqual([
      { type: 'roc_auc', value: '0.81', confidenceInterval: { lowerBound: '0.79', upperBound: '0.83' } },
      {
        type: 'roc_auc',
        value: '0.7',
        slice: 'carrier=AA',
        confidenceInterval: { lowerBound: '0.6', upperBound: '0.8' },
      },
      { type: 'brier', value: '0.2' },
    ]);
    const refs = document.components.map((one: { 'bom-ref': string }) => one['bom-ref']);
    expect(new Set(refs).size).toBe(refs.length);
    expect(document.dependencies).toEqual([{ ref: 'model', dependsOn: refs }]);
    const of = (name: string) => document.components.find((one: { name: string }) => one.name === name);
    expect(of('train').properties).toContainEqual({ name: 'assay:dataset-digest', value: `sha256:${HEX}` });
    expect(of('train').hashes).toBeUndefined();
    expect(of('requirements.txt').properties).toContainEqual({ name: 'assay:role', value: 'environment' });
    expect(component.properties).toContainEqual({ name: 'assay:environment:python', value: '3.12.1' });
  });

  it('and the head of a card are the same bytes a second time, whatever was decided and signed since', async () => {
    const { lineage, facts } = await registered(await full());
    const first = billOfMaterials(lineage, facts, null);
    const { entry } = lineage.version;
    const { model, version, digest } = entry;
    await registry.addSignature({ model, version, digest, bundle: '{}', actor: 'rita', run: 'r' });
    await registry.decide({
      ...{ decision: 'approve', model, version, digest, target: 'production', verdict: 'pass', aliasSeq: 0 },
      ...{ actor: 'rita', source: 'terminal', reason: '', expires: null },
    });
    const again = await lineageOf(registry, lineage.version);
    const later = await paperFacts(registry, again);
    expect(later.signatures).toHaveLength(1);
    expect(billOfMaterials(again, later, null)).toBe(first);
    expect(frontMatter(again, later)).toBe(frontMatter(lineage, facts));
  });

  it('has a number that anyone can compute from the digest', () => {
    expect(serialNumber('sha256:0123456789abcdef0123456789abcdef')).toBe(
      'urn:uuid:01234567-89ab-8def-8123-456789abcdef',
    );
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9a-f]{64}$/), (hex) => {
        expect(serialNumber(`sha256:${hex}`)).toMatch(
          /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
        );
      }),
    );
  });
});

describe('the head of a card', () => {
  it('holds a model-index with a result for each slice', async () => {
    const { lineage, facts } = await registered(await full());
    const { document } = head(lineage, facts);
    expect(document).toMatchObject({
      library_name: 'onnx',
      tags: ['assay', 'onnx', 'binary-classification'],
    });
    const [{ name, results }] = document['model-index'];
    expect(name).toBe('flights v1');
    expect(results.map((one: { dataset: { name: string } }) => one.dataset.name)).toEqual([
      'test',
      'test (carrier=AA)',
    ]);
    expect(results[0].metrics).toEqual([
      {
        type: 'roc_auc',
        name: 'roc_auc',
        value: 0.81,
        args: { interval: [0.79, 0.83], confidence: 0.95, n: 2000 },
      },
      { type: 'brier', name: 'brier', value: 0.2 },
    ]);
  });
});

describe('both', () => {
  it('are made of a manifest that holds little, and say what is not known', async () => {
    const { lineage, facts } = await registered({});
    const { document } = bom(lineage, facts);
    expect(document.metadata.component.modelCard.modelParameters).toEqual({});
    expect(facts.limits).toEqual(['no gate judged this version']);
    expect(head(lineage, facts).document['model-index']).toEqual([{ name: 'flights v1', results: [] }]);
  });

  it('flag pickles, and call them no ONNX', async () => {
    const blob = await registry.putBytes(Buffer.from('pickle'));
    const { lineage, facts } = await registered({
      files: [{ role: 'model', name: 'model', file: 'model.PT', ...blob }],
    });
    expect(facts.limits).toContain('model.PT is a pickle: whoever loads it runs the code in it');
    expect(bom(lineage, facts).text).toContain('"assay:pickle"');
    expect(head(lineage, facts).document).not.toHaveProperty('library_name');
  });

  it('keep hostile names as names', async () => {
    const { lineage, facts } = await registered(await full());
    const check = (word: string): void => {
      const { manifest, entry } = lineage.version;
      const bad: Manifest = {
        ...manifest,
        files: manifest.files.map((file) => ({ ...file, name: word, file: word })),
        data: manifest.data.map((one) => ({ ...one, name: word, path: word })),
        code: { ...manifest.code, repository: word, command: word, commit: word, folder: word },
        environment: { [word]: word },
        params: { [word]: word },
        metrics: [metric({ name: word, slice: word })],
        authors: [word],
      };
      const evil = { ...lineage, version: { entry, manifest: bad } };
      const evaluated = facts.evaluated && { ...facts.evaluated, name: word };
      const said = { ...facts, evaluated, limits: [word] };
      bom(evil, said, word);
      bom(evil, said, `https://x/${word}`);
      const { text, document } = head(evil, said);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u202e]/);
      const [result] = document['model-index'][0].results;
      // Half of a surrogate pair is no character; UTF-8 has none.
      if (Buffer.from(word).toString() === word) expect(result.metrics[0].type).toBe(word);
      expect(document).not.toHaveProperty('license');
    };
    check(HOSTILE);
    for (const word of [
      '',
      'null',
      '1e3',
      'yes',
      '__proto__',
      '<<',
      'https://a:b@c/ä?x#y',
      'git@github.com:o/r',
    ]) {
      check(word);
    }
    fc.assert(fc.property(fc.string({ unit: 'binary' }), check), { numRuns: 60 });
  });
});
