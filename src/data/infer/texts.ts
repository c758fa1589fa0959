/** What the texts of a column have in common: a known format, or a pattern. */
import type { Database } from '../../engines/index.js';
import { FORMATS } from '../checks/formats.js';
import { sqlString } from '../dataset.js';
import { commonPrefix, patternOfEnds, patternOfShapes, SHAPE_FROM, SHAPE_TO } from './shapes.js';

/** Narrow ones first. `hostname` and the like say too little to be guessed. */
const CANDIDATES = ['uuid', 'email', 'url', 'uri', 'ipv4', 'ipv6', 'date-time'] as const;
/** Codes of one length, narrow ones first. */
const CODES = ['[0-9a-f]', '[0-9A-F]', '[a-z0-9]', '[A-Z0-9]', '[A-Za-z0-9]'] as const;
/** More shapes than this have nothing in common that a pattern could say. */
const SHAPES = 200;
/** Longer texts are prose. */
const LONGEST = 80;
/** Fewer values may be alike by accident. */
const ENOUGH = 10;

export interface TextForm {
  readonly format?: string;
  readonly pattern?: string;
}

/** `text` is SQL over `from`; `kinds` how many different values there are, `short` and `long` their lengths. */
export async function textForm(
  db: Database,
  from: string,
  text: string,
  facts: { readonly kinds: number; readonly short: number; readonly long: number },
): Promise<TextForm> {
  const { kinds, short, long } = facts;
  if (kinds < ENOUGH || long === 0) return {};
  const format = await formatOfAll(db, from, text);
  if (format !== undefined) return { format };
  if (long > LONGEST) return {};
  const there = `${from} WHERE ${text} IS NOT NULL`;
  const [ends = {}] = await db.all(
    `SELECT min(${text}) AS a, max(${text}) AS b, min(reverse(${text})) AS c, max(reverse(${text})) AS d FROM ${there}`,
  );
  const prefix = commonPrefix(String(ends['a']), String(ends['b']));
  const suffix = [...commonPrefix(String(ends['c']), String(ends['d']))].reverse().join('');
  const shape = `translate(${text}, ${sqlString(SHAPE_FROM)}, ${sqlString(SHAPE_TO)})`;
  const rows = await db.all(`SELECT DISTINCT ${shape} AS shape FROM ${there} LIMIT ${SHAPES + 1}`);
  const shapes = rows.map((row) => String(row['shape']));
  const candidates = [
    ...(shapes.length > SHAPES ? [] : [patternOfShapes(shapes, prefix, suffix)]),
    ...(short === long && long > 1 ? CODES.map((code) => `${code}{${long}}`) : []),
    patternOfEnds(prefix, suffix),
  ].filter((pattern): pattern is string => pattern !== null);
  const pattern = await firstThatFits(db, from, text, candidates);
  return pattern === undefined ? {} : { pattern };
}

async function formatOfAll(db: Database, from: string, text: string): Promise<string | undefined> {
  const conditions = CANDIDATES.map((name) => {
    const format = FORMATS[name];
    if (format === undefined) return 'false';
    const form = `regexp_full_match(${text}, ${sqlString(format.pattern)})`;
    return format.refuses === undefined ? form : `(${form} AND NOT ${format.refuses(text)})`;
  });
  return CANDIDATES[await fitting(db, from, conditions)];
}

async function firstThatFits(
  db: Database,
  from: string,
  text: string,
  patterns: readonly string[],
): Promise<string | undefined> {
  if (patterns.length === 0) return undefined;
  const conditions = patterns.map((pattern) => `regexp_full_match(${text}, ${sqlString(pattern)})`);
  return patterns[await fitting(db, from, conditions)];
}

/** The index of the first condition that holds for every value that is there, or -1. */
async function fitting(db: Database, from: string, conditions: readonly string[]): Promise<number> {
  const parts = conditions.map((condition, at) => `bool_and(${condition}) AS p${at}`);
  const [row = {}] = await db.all(`SELECT ${parts.join(', ')} FROM ${from}`);
  return conditions.findIndex((_, at) => row[`p${at}`] === true);
}
