/**
 * Datasets of files, on pictures, sounds and documents that Pillow, Python's wave and zipfile wrote
 * (test/fixtures/files/, a few hundred bytes each).
 */
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadConfig } from '../../config/index.js';
import { findDataset, resolveDataset } from '../dataset.js';
import { testContext } from '../testing.js';
import { fileRules, sharedBytes, validateFiles } from './index.js';
import { mediaOf } from './media.js';
import { bufferReader } from './reader.js';
import { walkOf } from './structure/index.js';

const FIXTURES = fileURLToPath(new URL('../../../test/fixtures/files/', import.meta.url));
const MEDIA: Readonly<Record<string, string>> = {
  'archive.zip': 'application/zip',
  'page.pdf': 'application/pdf',
  'picture.avif': 'image/avif',
  'picture.bmp': 'image/bmp',
  'picture.gif': 'image/gif',
  'picture.jpg': 'image/jpeg',
  'picture.png': 'image/png',
  'picture.webp': 'image/webp',
  'progressive.jpg': 'image/jpeg',
  'tone.wav': 'audio/wav',
};
const names = await readdir(FIXTURES);

async function look(bytes: Buffer, name: string) {
  const reader = bufferReader(bytes);
  const media = await mediaOf(reader, name);
  const walk = walkOf(media);
  return { media, structure: walk === null ? null : await walk(reader) };
}

describe.each(names)('%s', (name) => {
  test('is whole, and of its type', async () => {
    const { media, structure } = await look(await readFile(join(FIXTURES, name)), name);
    expect(media).toBe(MEDIA[name]);
    expect(structure?.problem).toBeNull();
    if (/\.(bmp|gif|jpg|png|webp)$/.test(name)) expect(structure).toMatchObject({ width: 24, height: 16 });
  });

  test('is broken wherever it is cut off', async () => {
    const bytes = await readFile(join(FIXTURES, name));
    // What a reader may leave out: the line end after %%EOF, the padding of the last chunk.
    const needed = name.endsWith('.pdf') ? bytes.toString('latin1').trimEnd().length : bytes.length;
    for (let length = 1; length < needed; length += 1) {
      const { media, structure } = await look(bytes.subarray(0, length), name);
      const taken = media === MEDIA[name] && structure?.problem === null;
      expect(taken, `cut off after ${length} of ${bytes.length} bytes`).toBe(false);
    }
  });

  test('gives an answer whatever bytes are changed', async () => {
    const bytes = await readFile(join(FIXTURES, name));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        async (changes) => {
          const damaged = Buffer.from(bytes);
          for (const [position, value] of changes) damaged[position] = value;
          const { structure } = await look(damaged, name);
          expect(['string', 'object']).toContain(typeof (structure?.problem ?? null));
        },
      ),
      { numRuns: 200 },
    );
  });
});

test('a changed pixel of a PNG is found by its checksum', async () => {
  const bytes = await readFile(join(FIXTURES, 'picture.png'));
  const data = bytes.indexOf('IDAT') + 30;
  bytes[data] = (bytes[data] ?? 0) ^ 1;
  expect((await look(bytes, 'picture.png')).structure?.problem).toMatch(
    /checksum of the chunk IDAT is wrong/,
  );
});

describe('a dataset', () => {
  let root: string;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'assay-files-'));
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  /** Path in the folder → fixture, or text. */
  async function folder(name: string, files: Readonly<Record<string, string>>): Promise<string> {
    for (const [path, from] of Object.entries(files)) {
      const to = join(root, name, path);
      await mkdir(dirname(to), { recursive: true });
      if (names.includes(from)) await copyFile(join(FIXTURES, from), to);
      else await writeFile(to, from);
    }
    return name;
  }
  const validate = async (name: string, rules: Parameters<typeof fileRules>[0] = {}) =>
    validateFiles(testContext(root), await findDataset('images', name, root, 'files'), fileRules(rules));
  const problems = (validation: Awaited<ReturnType<typeof validate>>) =>
    validation.findings.filter(({ check }) => check !== 'files');

  test('that is well passes, with its types and classes', async () => {
    const path = await folder('well', {
      'cat/1.jpg': 'picture.jpg',
      'dog/1.png': 'picture.png',
      'dog/2.gif': 'picture.gif',
      '.hidden/x.jpg': 'picture.jpg',
      'Thumbs.db': 'x',
    });
    const result = await validate(path, {
      labels: 'folder',
      classes: ['cat', 'dog'],
      media: ['image/*'],
      max_imbalance: 2,
      min_width: 24,
      max_height: 16,
    });
    expect(problems(result)).toEqual([]);
    expect(result.verdict).toBe('pass');
    expect(result.findings[0]?.message).toBe(
      '3 files, 2,825 bytes; types image/gif: 1, image/jpeg: 1, image/png: 1; classes dog: 2, cat: 1',
    );
    const first = JSON.parse(result.manifest.split('\n')[0] ?? '');
    expect(first).toMatchObject({ path: 'well/cat/1.jpg', media: 'image/jpeg', label: 'cat', width: 24 });
    // The digest is the one that training and the registry know the dataset by.
    expect(result.dataset.sha256).toBe(
      (await resolveDataset('images', path, root, undefined, 'files')).sha256,
    );
  });

  test('that has everything wrong says each thing, with its files', async () => {
    const path = await folder('ill', {
      'cat/same.jpg': 'picture.jpg',
      'dog/same.jpg': 'picture.jpg',
      'cat/empty.jpg': '',
      'cat/really-a-png.jpg': 'picture.png',
      'cat/page.pdf': 'page.pdf',
      'loose.gif': 'picture.gif',
      'fox/notes.txt': 'nothing here',
    });
    const cut = (await readFile(join(FIXTURES, 'progressive.jpg'))).subarray(0, 500);
    await writeFile(join(root, path, 'cat/cut.jpg'), cut);
    const result = await validate(path, {
      labels: 'folder',
      classes: ['cat', 'dog', 'owl'],
      media: ['image/*'],
      min_per_class: 2,
      max_imbalance: 3,
      max_size: '1KB',
      min_width: 25,
      max_files: 7,
    });
    const found = Object.fromEntries(problems(result).map((finding) => [finding.check, finding]));
    expect(problems(result).map(({ check, verdict, count }) => [check, verdict, count])).toEqual([
      ['files.empty', 'fail', 1],
      ['files.broken', 'fail', 1],
      ['files.media', 'fail', 2],
      ['files.name', 'warn', 1],
      ['files.size', 'fail', 2],
      ['files.dimensions', 'fail', 5],
      ['files.duplicate', 'warn', 1],
      ['files.conflict', 'fail', 2],
      ['files.label', 'fail', 2],
      ['files.balance', 'fail', undefined],
      ['files.balance', 'fail', undefined],
      ['files.count', 'fail', undefined],
    ]);
    expect(found['files.broken']?.where).toEqual([
      { file: 'ill/cat/cut.jpg', value: 'the file ends within the picture (no marker EOI)' },
    ]);
    expect(found['files.duplicate']?.where).toEqual([
      { file: 'ill/dog/same.jpg', value: 'the same as ill/cat/same.jpg' },
    ]);
    expect(result.verdict).toBe('fail');
  });

  test('severity and allowed shares work for every check', async () => {
    const path = await folder('some', { 'a.jpg': 'picture.jpg', 'b.jpg': 'picture.png', 'c.jpg': '' });
    expect((await validate(path)).verdict).toBe('fail');
    expect((await validate(path, { severity: { empty: 'warn' } })).verdict).toBe('warn');
    const allowed = await validate(path, { allowed: { empty: '34%', name: 0.34 } });
    expect(allowed.verdict).toBe('pass');
    expect(allowed.findings.map(({ message }) => message)).toContain('1 of 3 files are empty (allowed: 34%)');
    expect((await validate(path, { allowed: { empty: '33%' } })).verdict).toBe('fail');
  });

  test('of classes that are not there never passes', async () => {
    const path = await folder('none', { 'a.jpg': 'picture.jpg' });
    const result = await validate(path, { classes: ['cat'], max_imbalance: 2 });
    expect(problems(result).map(({ check }) => check)).toEqual(['files.label', 'files.balance']);
    expect((await validate(path, { labels: 'folder', max_imbalance: 2 })).verdict).toBe('fail');
  });

  test('what is not looked at is listed', async () => {
    const path = await folder('odd', { 'a.bin': '\u0001\u0002\u0003\u0000', 'b.jpg': 'picture.jpg' });
    expect((await validate(path, { min_width: 5 })).notChecked).toEqual([
      'images: whether 1 files of the type application/octet-stream are whole',
      'images: how large 1 files are in pixels',
      expect.stringMatching(/nothing was decoded/),
    ]);
  });

  test('that shares a file with training is leakage', async () => {
    await folder('train', { 'x/1.jpg': 'picture.jpg', 'x/2.png': 'picture.png', 'x/empty': '' });
    await folder('test', { 'y/9.jpg': 'picture.jpg', 'y/8.gif': 'picture.gif', 'y/empty': '' });
    const [train, held] = await Promise.all(
      ['train', 'test'].map((name) => resolveDataset(name, name, root, undefined, 'files')),
    );
    if (!train || !held) throw new Error('both were resolved');
    const [finding] = sharedBytes(held, train).findings;
    expect(finding).toMatchObject({ check: 'leakage.files', verdict: 'fail', count: 1 });
    expect(finding?.where).toEqual([{ file: 'test/y/9.jpg', value: 'the same as train/x/1.jpg' }]);
    expect(sharedBytes(train, { ...held, files: held.files.slice(0, 1) }).findings).toEqual([]);
  });

  test('a folder that is missing or empty is an error before anything runs', async () => {
    await mkdir(join(root, 'bare'));
    await expect(findDataset('images', 'nowhere', root, 'files')).rejects.toThrow(/nowhere/);
    await expect(findDataset('images', 'bare', root, 'files')).rejects.toThrow(/no file lies behind bare/);
  });

  test('assay.yaml: what belongs to rows is refused for files, all at once', async () => {
    await writeFile(
      join(root, 'assay.yaml'),
      `version: 1
model: cats
registry: registry
datasets:
  images: {kind: files, path: well, contract: c.yaml, id: x, drift: {reference: rows}}
  rows: {path: rows.csv, files: {labels: folder}, leakage: {against: images}}
evaluate: {dataset: images, task: binary, target: y, metrics: [accuracy]}
`,
    );
    const error = await loadConfig(join(root, 'assay.yaml')).catch((thrown: unknown) => thrown);
    const text = String(error instanceof Error ? error.message : error);
    for (const part of [
      /no rows, and no contract/,
      /no rows, and no id/,
      /no rows, and no drift/,
      /the dataset holds rows/,
      /rows and files share nothing/,
      /needs a row with a label/,
    ]) {
      expect(text).toMatch(part);
    }
  });
});
