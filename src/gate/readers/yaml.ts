/**
 * YAML 1.2 in its core schema, where `yes` and `1_000` are text. Plain `NaN`, `nan` and `inf`, which Python's
 * `print` gives and YAML would take for text, are read as what was meant: text would be left out without a value.
 */
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Node as YamlNode,
} from 'yaml';
import { messageOf, type Problem, usageError } from '../../base/index.js';
import { type Entry, MOST_PROBLEMS, type Node, nodeOfText } from './node.js';

const MAX_DEPTH = 100;
/** An alias is expanded where it is used, so a small file could become a large one. */
const MAX_NODES = 100_000;

/** Throws a usage error with every problem of the file. */
export function parseYaml(text: string, file: string): Node {
  const lines = new LineCounter();
  let document: Document.Parsed;
  try {
    document = parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      // The library compares each key with each other; the walk below finds equal ones by a table.
      uniqueKeys: false,
      version: '1.2',
      schema: 'core',
      // `silent` would also hide that the text holds several documents.
      logLevel: 'error',
    });
  } catch (error) {
    // The library recurses, and deep nesting ends its stack.
    throw usageError({ where: { file }, message: `is not usable YAML: ${messageOf(error)}` }, error);
  }
  if (document.errors.length > 0) {
    throw usageError(
      document.errors.slice(0, MOST_PROBLEMS).map((error) => {
        const { line, col } = lines.linePos(error.pos[0]);
        return { where: { file, line, column: col }, message: `is not YAML: ${error.message}` };
      }),
    );
  }
  return new Walk(document, lines, file).root();
}

class Walk {
  #nodes = 0;
  readonly #problems: Problem[] = [];

  constructor(
    private readonly document: Document.Parsed,
    private readonly lines: LineCounter,
    private readonly file: string,
  ) {}

  root(): Node {
    const node = this.#node(this.document.contents, 0);
    if (this.#problems.length > 0) throw usageError(this.#problems);
    return node;
  }

  #lineOf(node: YamlNode | null): number {
    return node?.range ? this.lines.linePos(node.range[0]).line : 1;
  }

  #node(node: unknown, depth: number): Node {
    this.#nodes += 1;
    if (this.#nodes > MAX_NODES || depth > MAX_DEPTH) {
      throw usageError({
        where: { file: this.file },
        message:
          depth > MAX_DEPTH ? `is nested deeper than ${MAX_DEPTH}` : `holds more than ${MAX_NODES} values`,
      });
    }
    if (isAlias(node)) {
      const target = node.resolve(this.document);
      if (target !== undefined) return this.#node(target, depth + 1);
      this.#problems.push({
        where: { file: this.file, line: this.#lineOf(node) },
        message: `*${node.source} refers to nothing`,
        expected: `an anchor &${node.source} before it`,
      });
      return { type: 'null' };
    }
    if (isSeq(node)) return { type: 'list', length: node.items.length };
    if (isMap(node)) return this.#map(node.items, depth);
    return isScalar(node) ? scalar(node.value, node.type, node.source) : { type: 'null' };
  }

  #map(items: readonly { key: unknown; value: unknown }[], depth: number): Node {
    const entries: Entry[] = [];
    const lines = new Map<string, number>();
    for (const { key, value } of items) {
      if (!isScalar(key)) {
        const line = isMap(key) || isSeq(key) || isAlias(key) ? this.#lineOf(key) : 1;
        this.#problems.push({
          where: { file: this.file, line },
          message: 'a key is not plain text',
          expected: 'names of metrics as keys',
        });
        continue;
      }
      const name = key.source ?? String(key.value);
      const line = this.#lineOf(key);
      const earlier = lines.get(name);
      if (earlier !== undefined && this.#problems.length < MOST_PROBLEMS) {
        this.#problems.push({
          where: { file: this.file, line, key: name },
          message: `the key stands twice (first on line ${earlier})`,
          expected: 'each key once',
        });
      }
      lines.set(name, line);
      entries.push({ key: name, line, value: this.#node(value, depth + 1) });
    }
    return { type: 'map', entries };
  }
}

function scalar(value: unknown, type: string | undefined, source: string | undefined): Node {
  if (typeof value === 'number') return { type: 'number', value };
  if (typeof value === 'bigint') return { type: 'number', value: Number(value) };
  if (typeof value === 'boolean') return { type: 'boolean', value };
  if (value === null || value === undefined) return { type: 'null' };
  const text = source ?? String(value);
  if (type === 'PLAIN') {
    const meant = nodeOfText(text);
    if (meant.type === 'number' && !Number.isFinite(meant.value)) return meant;
  }
  return { type: 'string', value: text };
}
