/**
 * How a contract loosens the reading of text, point by point: `customProperties` named `assay.text` (what values
 * look like) and `assay.csv` (how a file is cut into values). Both may stand on the contract, a server and the
 * object, `assay.text` also on a property; the nearer one wins, key by key.
 */
import { z } from 'zod';
import { nearest, type Place, type Problem } from '../../base/index.js';
import { dateFormat } from './date-format.js';

const allowed = z.enum(['allow', 'refuse']).optional();
const words = z.array(z.union([z.string(), z.number(), z.bigint(), z.boolean()]).transform(String));
const format = z.string().refine((text) => dateFormat(text) !== null, {
  message:
    'is no date pattern of yyyy, MM, M, dd, d, HH, H, mm, ss, SSS, SSSSSS, a zone (XXX) and signs between them',
});
const formats = z.union([format.transform((one) => [one]), z.array(format).min(1)]).optional();

/** `assay.text`. Every key is optional; what is absent stays strict. */
export const textSchema = z
  .strictObject({
    trim: z.boolean().optional(),
    missing: words.optional(),
    leadingZeros: allowed,
    plusSign: allowed,
    thousands: z.enum([',', '.', ' ', '_', "'", '\u2019', '\u00a0', '\u202f']).optional(),
    decimal: z.enum(['.', ',']).optional(),
    bareDecimals: allowed,
    exponentIntegers: allowed,
    decimalIntegers: allowed,
    quotedNumbers: allowed,
    trueValues: words.min(1).optional(),
    falseValues: words.min(1).optional(),
    date: formats,
    timestamp: formats,
    time: formats,
  })
  .superRefine((text, context) => {
    const problem = (key: string, message: string) =>
      context.addIssue({ code: 'custom', path: [key], message });
    if ((text.trueValues === undefined) !== (text.falseValues === undefined)) {
      problem(
        text.trueValues === undefined ? 'falseValues' : 'trueValues',
        'trueValues and falseValues belong together',
      );
    }
    const both = text.trueValues?.find((word) => text.falseValues?.includes(word));
    if (both !== undefined) problem('falseValues', `${JSON.stringify(both)} is true and false at once`);
  });

const sign = z.string().regex(/^[\x20-\x7e]$/, 'one printable ASCII character');
const DELIMITERS: Readonly<Record<string, string>> = {
  tab: '\t',
  '\\t': '\t',
  comma: ',',
  semicolon: ';',
  pipe: '|',
  space: ' ',
};
const delimiter = z
  .string()
  .transform((text) => DELIMITERS[text] ?? text)
  .refine((text) => text.length === 1 && text > '\0' && text < '\x7f' && !'\r\n"'.includes(text), {
    message: 'one ASCII character, or tab, comma, semicolon, pipe, space',
  });

/** `assay.csv`. What is absent is sniffed (the delimiter) or as RFC 4180 has it. */
export const csvSchema = z
  .strictObject({
    delimiter: delimiter.optional(),
    quote: z.union([sign, z.literal('')]).optional(),
    escape: sign.optional(),
    header: z.boolean().optional(),
    comment: sign.optional(),
    encoding: z.enum(['utf-8', 'utf-16', 'latin-1']).optional(),
    lineEnd: z.enum(['lf', 'crlf', 'any']).optional(),
  })
  .superRefine((csv, context) => {
    const problem = (key: string, message: string) =>
      context.addIssue({ code: 'custom', path: [key], message });
    const quote = csv.quote ?? '"';
    if (csv.quote === '' && csv.escape !== undefined) problem('escape', 'says nothing without quotes');
    const others = { delimiter: csv.delimiter, comment: csv.comment };
    for (const [key, value] of Object.entries(others)) {
      if (value !== undefined && (value === quote || value === csv.escape)) {
        problem(key, `is also the ${value === quote ? 'quote' : 'escape'}`);
      }
    }
    if (csv.comment !== undefined && csv.comment === csv.delimiter)
      problem('comment', 'is also the delimiter');
  });

type Given = z.output<typeof textSchema>;

/** How text must look to be a value. */
export interface TextPolicy {
  /** White space around values is taken off first, also of strings. */
  readonly trim: boolean;
  /** Spellings that mean "no value", after trimming. JSON's null always means it. */
  readonly missing: readonly string[];
  readonly leadingZeros: boolean;
  readonly plusSign: boolean;
  readonly thousands: string | null;
  readonly decimal: '.' | ',';
  /** `.5` and `5.` */
  readonly bareDecimals: boolean;
  /** `1e3` is a whole number. */
  readonly exponentIntegers: boolean;
  /** `5.0` is a whole number. */
  readonly decimalIntegers: boolean;
  /** JSON only: `"5"` is a number. */
  readonly quotedNumbers: boolean;
  readonly booleans: { readonly true: readonly string[]; readonly false: readonly string[] };
  /** Patterns of columns that state no `format`; null: ISO 8601. */
  readonly date: readonly string[] | null;
  readonly timestamp: readonly string[] | null;
  readonly time: readonly string[] | null;
}

/** The default: nothing is forgiven. */
export const STRICT_TEXT: TextPolicy = {
  trim: false,
  missing: [''],
  leadingZeros: false,
  plusSign: false,
  thousands: null,
  decimal: '.',
  bareDecimals: false,
  exponentIntegers: false,
  decimalIntegers: false,
  quotedNumbers: false,
  booleans: { true: ['true', 'True', 'TRUE'], false: ['false', 'False', 'FALSE'] },
  date: null,
  timestamp: null,
  time: null,
};

/** How a CSV file is cut; what is undefined is sniffed or usual. */
export type CsvOptions = z.output<typeof csvSchema>;

/** What lies on one level of a contract. */
interface Level {
  readonly customProperties?: unknown;
}

const propertiesSchema = z.array(z.looseObject({ property: z.string(), value: z.unknown() }));

/** Reads one key of the custom properties of an element; problems get the place that `place` gives. */
export function customValue<T>(
  element: Level | undefined,
  key: string,
  schema: z.ZodType<T>,
  keys: readonly string[],
  place: (path: readonly PropertyKey[], ofKey?: boolean) => Place,
  problems: Problem[],
): T | undefined {
  const list = propertiesSchema.safeParse(element?.customProperties ?? []);
  if (!list.success) return undefined;
  const at = list.data.findIndex(({ property }) => property === key);
  if (at < 0) return undefined;
  const path = ['customProperties', at, 'value'];
  const parsed = schema.safeParse(list.data[at]?.value);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    const where = place([...path, ...issue.path]);
    if (issue.code !== 'unrecognized_keys') {
      const subject = [key, ...issue.path].join('.');
      problems.push({ where, message: `${subject}: ${[...new Set(messagesOf(issue))].join('; or ')}` });
      continue;
    }
    for (const unknown of issue.keys) {
      const near = nearest(unknown, keys);
      problems.push({
        where: place([...path, ...issue.path, unknown], true),
        message: `${unknown} is no key of ${key}`,
        expected: `one of ${keys.join(', ')}`,
        ...(near ? { fix: `did you mean \`${near}\`?` } : {}),
      });
    }
  }
  return undefined;
}

/** Of a choice of forms, what is wrong with each. */
function messagesOf(issue: z.core.$ZodIssue): string[] {
  if (issue.code !== 'invalid_union') return [issue.message];
  return issue.errors.flatMap((form) => form.flatMap(messagesOf));
}

export const TEXT_KEYS = Object.keys(textSchema.shape);
export const CSV_KEYS = Object.keys(csvSchema.shape);

/** A policy with what a nearer level says. Pushes a problem where both together make no sense. */
export function withText(base: TextPolicy, given: Given | undefined): TextPolicy {
  if (given === undefined) return base;
  const allow = (
    key:
      | 'leadingZeros'
      | 'plusSign'
      | 'bareDecimals'
      | 'exponentIntegers'
      | 'decimalIntegers'
      | 'quotedNumbers',
  ) => (given[key] === undefined ? base[key] : given[key] === 'allow');
  return {
    trim: given.trim ?? base.trim,
    missing: given.missing ?? base.missing,
    leadingZeros: allow('leadingZeros'),
    plusSign: allow('plusSign'),
    thousands: given.thousands ?? base.thousands,
    decimal: given.decimal ?? base.decimal,
    bareDecimals: allow('bareDecimals'),
    exponentIntegers: allow('exponentIntegers'),
    decimalIntegers: allow('decimalIntegers'),
    quotedNumbers: allow('quotedNumbers'),
    booleans:
      given.trueValues && given.falseValues
        ? { true: given.trueValues, false: given.falseValues }
        : base.booleans,
    date: given.date ?? base.date,
    timestamp: given.timestamp ?? base.timestamp,
    time: given.time ?? base.time,
  };
}

/** What a policy forgives, key by key as the contract writes it; empty for the strict one. */
export function differencesOf(policy: TextPolicy, base: TextPolicy = STRICT_TEXT): string[] {
  const show = (value: unknown): string =>
    typeof value === 'boolean' ? (value ? 'allow' : 'refuse') : JSON.stringify(value);
  return Object.entries(policy).flatMap(([key, value]) => {
    const before = Object.entries(base).find(([name]) => name === key)?.[1];
    if (JSON.stringify(before) === JSON.stringify(value)) return [];
    if (key === 'trim') return [`trim ${String(value)}`];
    return [`${key} ${show(value)}`];
  });
}
