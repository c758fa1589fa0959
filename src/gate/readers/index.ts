/**
 * Reads metrics as teams have them. A format is a row of the table: which file endings it has, how large a file may
 * be, and how its text becomes metrics. Whatever is wrong with a file is a usage error that names it.
 */
import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import { AssayError, messageOf, sha256, unreadable, usageError } from '../../base/index.js';
import type { EvaluateResult } from '../../results/index.js';
import { type Ignored, type Measured, MetricSet } from '../metrics.js';
import { parseJson } from './json.js';
import { flatten, type Node } from './node.js';

export interface MetricsFile {
  /** As messages name it. */
  readonly shown: string;
  readonly format: string;
  readonly metrics: MetricSet;
  /** Of the bytes, lower-case hex. */
  readonly sha256: string;
  readonly size: number;
  /** Where the file is a result of our own `evaluate`. */
  readonly evaluate: EvaluateResult | null;
}

export interface ReadOptions {
  /** For formats with rows: a number from 1, or COLUMN=VALUE; absent: the last. */
  readonly row?: string | undefined;
  /** True: a format without rows is read whole and `row` is not needed there. */
  readonly rowIfAny?: boolean;
}

interface Content {
  readonly metrics: readonly Measured[];
  readonly ignored: readonly Ignored[];
  readonly evaluate?: EvaluateResult;
}

interface Format {
  readonly name: string;
  readonly endings: readonly string[];
  readonly rows: boolean;
  readonly maxBytes: number;
  read(text: string, file: string, options: ReadOptions): Promise<Content> | Content;
}

const MiB = 1024 * 1024;
const LARGEST = 16 * MiB;

const FORMATS: readonly Format[] = [
  { name: 'JSON', endings: ['.json'], rows: false, maxBytes: LARGEST, read: readJson },
  {
    name: 'YAML',
    endings: ['.yaml', '.yml'],
    rows: false,
    // Its parser keeps every token, and takes seconds for what JSON does at once.
    maxBytes: 1 * MiB,
    async read(text, file) {
      const { parseYaml } = await import('./yaml.js');
      return contentOf(parseYaml(text, file), file);
    },
  },
  {
    name: 'JSON lines',
    endings: ['.jsonl', '.ndjson'],
    rows: true,
    maxBytes: LARGEST,
    async read(text, file, { row }) {
      const { chooseRow, jsonLines } = await import('./rows.js');
      return contentOf(chooseRow(jsonLines(text, file), row, file), file);
    },
  },
  {
    name: 'CSV',
    endings: ['.csv'],
    rows: true,
    maxBytes: LARGEST,
    async read(text, file, { row }) {
      const { chooseRow, tableRows } = await import('./rows.js');
      return contentOf(chooseRow(tableRows(text, file, null), row, file), file);
    },
  },
  {
    name: 'TSV',
    endings: ['.tsv'],
    rows: true,
    maxBytes: LARGEST,
    async read(text, file, { row }) {
      const { chooseRow, tableRows } = await import('./rows.js');
      return contentOf(chooseRow(tableRows(text, file, '\t'), row, file), file);
    },
  },
  {
    name: 'text lines',
    // Also every other ending, where the content does not begin as JSON does.
    endings: ['.txt', '.metrics', '.properties', '.log', '.out', ''],
    rows: false,
    maxBytes: LARGEST,
    async read(text, file) {
      const { parseText } = await import('./text.js');
      const { node, ignored } = parseText(text);
      const content = contentOf(node, file);
      return { ...content, ignored: [...ignored, ...content.ignored] };
    },
  },
];

/** Reads a metrics file. `shown` is how messages name it; absent: the path. */
export async function readMetricsFile(
  path: string,
  options: ReadOptions = {},
  shown = path,
): Promise<MetricsFile> {
  let bytes: Uint8Array;
  try {
    bytes = await readAtMost(path, LARGEST + 1);
  } catch (error) {
    throw unreadable(shown, 'the metrics file', error);
  }
  return parseMetrics(bytes, shown, options);
}

/** No more than `limit` bytes are read, so that a device or a mistaken model file does not fill the memory. */
async function readAtMost(path: string, limit: number): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const chunks: Uint8Array[] = [];
    let size = 0;
    while (size < limit) {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(Math.min(64 * 1024, limit - size)));
      if (bytesRead === 0) break;
      chunks.push(buffer.subarray(0, bytesRead));
      size += bytesRead;
    }
    return Buffer.concat(chunks);
  } finally {
    await file.close();
  }
}

/** Metrics of bytes whose format follows from the ending of `shown`, or from their beginning. */
export async function parseMetrics(
  bytes: Uint8Array,
  shown: string,
  options: ReadOptions = {},
): Promise<MetricsFile> {
  const text = decode(bytes, shown);
  const format = formatOf(shown, text);
  if (bytes.length > format.maxBytes) {
    throw usageError({
      where: { file: shown },
      message: `is too large for a file of metrics`,
      expected: `at most ${format.maxBytes / MiB} MiB of ${format.name}`,
    });
  }
  if (options.row !== undefined && !format.rows && !options.rowIfAny) {
    throw usageError({
      where: { file: shown },
      message: `--row names a row, and ${format.name} has none`,
      expected: 'JSON lines, CSV or TSV with --row',
    });
  }
  let content: Content;
  try {
    content = await format.read(text, shown, options);
  } catch (error) {
    if (error instanceof AssayError) throw error;
    throw usageError(
      { where: { file: shown }, message: `cannot be read as ${format.name}: ${messageOf(error)}` },
      error,
    );
  }
  if (content.metrics.length === 0) {
    const listed = content.ignored.slice(0, 5).map(({ name, why }) => `${name}: ${why}`);
    throw usageError({
      where: { file: shown },
      message: `holds no metric${listed.length > 0 ? ` (${listed.join('; ')})` : ''}`,
      expected: `names with numbers, as ${format.name}`,
    });
  }
  return {
    shown,
    format: format.name,
    metrics: new MetricSet(content.metrics, content.ignored, shown),
    sha256: sha256(bytes),
    size: bytes.length,
    evaluate: content.evaluate ?? null,
  };
}

function formatOf(shown: string, text: string): Format {
  const ending = extname(shown).toLowerCase();
  const named = FORMATS.find((format) => ending !== '' && format.endings.includes(ending));
  const json = FORMATS.find((format) => format.name === 'JSON');
  const lines = FORMATS.find((format) => format.name === 'text lines');
  const sniffed = /^\s*[{[]/.test(text) ? json : lines;
  const found = named ?? sniffed;
  if (found === undefined) throw new TypeError('the table of formats has no row for text');
  return found;
}

/** UTF-8, or UTF-16 where a byte-order mark says so (PowerShell's `>` writes it). Anything else is refused. */
function decode(bytes: Uint8Array, file: string): string {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  let text: string;
  try {
    text = new TextDecoder(utf16 ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw usageError(
      { where: { file }, message: 'is not text in UTF-8', expected: 'a file of metrics' },
      error,
    );
  }
  if (text.trim() === '')
    throw usageError({ where: { file }, message: 'is empty', expected: 'a file of metrics' });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: text files hold none of these, binary files do.
  if (/[\u0000-\u0008\u000e-\u001f\u007f]/.test(text)) {
    throw usageError({
      where: { file },
      message: 'holds control characters, as binary files do',
      expected: 'text',
    });
  }
  if (text.startsWith('version https://git-lfs.github.com/spec/')) {
    throw usageError({
      where: { file },
      message: 'is a pointer of Git LFS, not the file itself',
      fix: 'run `git lfs pull`, or set `lfs: true` in the checkout step',
    });
  }
  return text;
}

/** A JSON document is a metrics file of any tool, or a result of our own. */
async function readJson(text: string, file: string): Promise<Content> {
  const root = parseJson(text, file);
  const command = root.type === 'map' ? stringOf(root, 'command') : null;
  if (root.type === 'map' && command !== null && root.entries.some(({ key }) => key === 'schemaVersion')) {
    const { readResult } = await import('./result.js');
    return readResult(text, command, file);
  }
  return contentOf(root, file);
}

function stringOf(map: Extract<Node, { type: 'map' }>, key: string): string | null {
  const value = map.entries.find((entry) => entry.key === key)?.value;
  return value?.type === 'string' ? value.value : null;
}

function contentOf(root: Node, file: string): Content {
  if (root.type !== 'map') {
    throw usageError({
      where: { file },
      message: `holds a ${root.type}`,
      expected: 'names with numbers',
      ...(root.type === 'list' ? { fix: 'for a row of metrics on each line use JSON lines (.jsonl)' } : {}),
    });
  }
  const { metrics, ignored, problems } = flatten(root, file);
  if (problems.length > 0) throw usageError(problems);
  return { metrics, ignored };
}
