/** Makes a contract of another tool's file: finds out whose it is, reads it, and writes ODCS v3.1. */
import { parse } from 'yaml';
import { messageOf, usageError } from '../../base/index.js';
import type { Database } from '../../engines/index.js';
import { sqlString } from '../dataset.js';
import { writeContract } from './draft.js';
import { FORMATS, type ForeignFormat } from './formats.js';
import type { NotCarried, Reading, UsablePattern } from './model.js';

export interface Imported {
  /** The contract as ODCS YAML. */
  readonly text: string;
  readonly format: ForeignFormat;
  readonly objects: readonly string[];
  /** How many items of the file (expectations, fields) the contract says. */
  readonly carried: number;
  /** What it does not say. Nothing is dropped in silence. */
  readonly notCarried: readonly NotCarried[];
  readonly notes: readonly string[];
}

export interface ImportOptions {
  /** Absent: found out from the file. */
  readonly format?: ForeignFormat | undefined;
  /** Names the object where the file does not. */
  readonly object: string;
}

/** `file` names the text in messages. Throws a usage error where it is no file of a known tool. */
export async function importContract(
  db: Database,
  text: string,
  file: string,
  options: ImportOptions,
): Promise<Imported> {
  const data = /\.(pbtxt|textproto)$/.test(file) || options.format === 'tfdv' ? undefined : dataOf(text);
  const format = options.format ?? detect(text, data, file);
  const read = (usable: UsablePattern): Reading => {
    const common = { object: options.object, usable };
    return FORMATS[format].read({ text, data: data ?? null, file }, common);
  };
  // The first reading only asks which patterns there are; the engine says which of them it can use.
  const patterns = new Set<string>();
  read((pattern) => {
    patterns.add(pattern);
    return true;
  });
  const bad = new Set<string>();
  for (const pattern of patterns) if (!(await isUsable(db, pattern))) bad.add(pattern);
  const reading = read((pattern) => !bad.has(pattern));
  const written = writeContract(reading, `${file} (${FORMATS[format].title})`);
  return { ...written, format, objects: reading.objects.map(({ name }) => name), notes: reading.notes };
}

/** The data of JSON or YAML, or undefined where it is neither. */
function dataOf(text: string): unknown {
  try {
    return parse(text, { uniqueKeys: true, maxAliasCount: 100 });
  } catch (error) {
    return error instanceof Error ? undefined : error;
  }
}

function detect(text: string, data: unknown, file: string): ForeignFormat {
  for (const [name, { looksLike }] of Object.entries(FORMATS)) {
    if (looksLike({ text, data: data ?? null, file })) return name as ForeignFormat;
  }
  throw usageError({
    where: { file },
    message: 'is of no tool that is known here',
    expected: Object.values(FORMATS)
      .map(({ title }) => title)
      .join(', '),
    fix: 'say whose it is with --from',
  });
}

async function isUsable(db: Database, pattern: string): Promise<boolean> {
  try {
    await db.all(`SELECT regexp_full_match('', ${sqlString(pattern)})`);
    return true;
  } catch (error) {
    // The engine reports a bad pattern as an invalid input; anything else is its own failure.
    if (/Invalid Input Error/i.test(messageOf(error))) return false;
    throw error;
  }
}
