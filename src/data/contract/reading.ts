/** From the custom properties of a contract to how its data is read and what is let pass. */
import type { Problem } from '../../base/index.js';
import type { OdcsObject } from './odcs.js';
import { checkOwnWords } from './own-words.js';
import type { PlaceOf } from './read.js';
import {
  CSV_KEYS,
  type CsvOptions,
  csvSchema,
  customValue,
  STRICT_TEXT,
  TEXT_KEYS,
  type TextPolicy,
  textSchema,
  withText,
} from './text-policy.js';
import { type Tolerances, toleranceSchema } from './tolerance.js';

type Path = readonly PropertyKey[];

export interface Reading {
  readonly text: TextPolicy;
  readonly csv: CsvOptions;
  readonly tolerances: Tolerances;
}

export interface ColumnReading {
  readonly text: TextPolicy;
  readonly tolerances: Tolerances;
}

interface Root {
  readonly customProperties?: unknown;
  readonly servers?: unknown;
}

/**
 * What holds for the object: from the contract, over its only server, to the object itself. With several servers
 * nothing says which one the file came from, so only what stands on all of them alike is taken.
 */
export function readingOf(
  root: Root,
  object: OdcsObject,
  index: number,
  placeOf: PlaceOf,
  problems: Problem[],
): Reading {
  let text = STRICT_TEXT;
  let csv: CsvOptions = {};
  const apply = (element: { customProperties?: unknown }, path: Path) => {
    const place = placesUnder(placeOf, path);
    text = withText(text, customValue(element, 'assay.text', textSchema, TEXT_KEYS, place, problems));
    csv = { ...csv, ...customValue(element, 'assay.csv', csvSchema, CSV_KEYS, place, problems) };
  };
  checkOwnWords(root, 'contract', [], placeOf, problems);
  apply(root, []);
  const servers = (Array.isArray(root.servers) ? root.servers : []).filter(isRecord);
  for (const [at, server] of servers.entries()) {
    checkOwnWords(server, 'server', ['servers', at], placeOf, problems);
  }
  const delimiters = new Set(servers.map(serverDelimiter));
  const [delimiter] = delimiters;
  if (delimiters.size === 1 && delimiter !== undefined) csv = { ...csv, delimiter };
  const alike = new Set(servers.map((server) => JSON.stringify(server['customProperties'])));
  if (alike.size === 1 && servers[0] !== undefined) apply(servers[0], ['servers', 0]);
  checkOwnWords(object, 'object', ['schema', index], placeOf, problems);
  apply(object, ['schema', index]);
  contradictions(text, placeOf(['schema', index]), problems);
  const place = placesUnder(placeOf, ['schema', index]);
  const tolerances = customValue(object, 'assay.tolerance', toleranceSchema, [], place, problems) ?? {};
  return { text, csv, tolerances };
}

/** What holds for a column: what its property says, over what holds for the object or the property around it. */
export function columnReadingOf(
  property: { readonly customProperties?: unknown },
  outer: Pick<Reading, 'text'>,
  path: Path,
  placeOf: PlaceOf,
  problems: Problem[],
): ColumnReading {
  const place = placesUnder(placeOf, path);
  checkOwnWords(property, 'property', path, placeOf, problems);
  const given = customValue(property, 'assay.text', textSchema, TEXT_KEYS, place, problems);
  const text = withText(outer.text, given);
  if (given !== undefined) contradictions(text, placeOf(path), problems);
  const own = customValue(property, 'assay.tolerance', toleranceSchema, [], place, problems) ?? {};
  return { text, tolerances: own };
}

function contradictions(text: TextPolicy, where: Problem['where'], problems: Problem[]): void {
  if (text.thousands === null || text.thousands !== text.decimal) return;
  problems.push({
    ...(where === undefined ? {} : { where }),
    message: `assay.text: ${JSON.stringify(text.decimal)} is both the decimal sign and the separator of thousands`,
    fix: 'state both `decimal` and `thousands`',
  });
}

function placesUnder(placeOf: PlaceOf, prefix: Path): PlaceOf {
  return (path, ofKey) => placeOf([...prefix, ...path], ofKey);
}

/** The standard's `delimiter` of a server names how JSON records are parted; other tools use it for CSV too. */
function serverDelimiter(server: Record<string, unknown>): string | undefined {
  const { format, delimiter } = server;
  if (format !== 'csv' || typeof delimiter !== 'string') return undefined;
  const parsed = csvSchema.safeParse({ delimiter });
  return parsed.success ? parsed.data.delimiter : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/**
 * A value for `assay.text` or `assay.csv` without the keys that would be refused, and what is wrong with those. Values
 * of other properties stay as they are.
 */
export function readable(
  property: string,
  value: unknown,
): { readonly value: unknown; readonly problems: readonly string[] } {
  const schema = property === 'assay.text' ? textSchema : property === 'assay.csv' ? csvSchema : null;
  if (schema === null || !isRecord(value)) return { value, problems: [] };
  const { decimal = '.', thousands } = value;
  if (property === 'assay.text' && thousands === decimal) {
    const reason = `thousands ${JSON.stringify(thousands)} is not read here: it is the decimal sign too`;
    const rest = readable(property, without(value, ['thousands']));
    return { ...rest, problems: [reason, ...rest.problems] };
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return { value, problems: [] };
  const bad = new Map(parsed.error.issues.map(({ path, message }) => [String(path[0] ?? ''), message]));
  const problems = [...bad].map(
    ([key, message]) => `${key} ${JSON.stringify(value[key]) ?? ''} is not read here: ${message}`,
  );
  if (bad.has('')) return { value: {}, problems };
  // Keys that belong together may be refused once one of them is gone.
  const rest = readable(property, without(value, [...bad.keys()]));
  return { ...rest, problems: [...problems, ...rest.problems] };
}

function without(value: Record<string, unknown>, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
}
