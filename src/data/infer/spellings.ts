/**
 * How the text of a column is spelled, where it has no type as it stands: words for a missing value among numbers or
 * dates, a decimal comma, dates of another country. What cannot be told apart is not guessed.
 */
import type { Database } from '../../engines/index.js';
import { columnSql } from '../checks/lexical.js';
import { type LogicalType, STRICT_TEXT, type TextPolicy } from '../contract/index.js';
import { sqlString } from '../dataset.js';
import type { Source, SourceColumn } from '../source/index.js';
import { bareColumn } from './types.js';

/** What people write for a missing value. */
export const MISSING_WORDS = [
  'NA',
  'N/A',
  'n/a',
  'na',
  '#N/A',
  'NULL',
  'null',
  'Null',
  'None',
  'none',
  'NaN',
  'nan',
  'NAN',
  '-',
  '--',
  '.',
  '?',
] as const;

/** Rows that are looked at first: few ways of spelling are left for the scan of all. */
const LOOKED_AT = 5000;
/** Fewer values may look like numbers or dates by accident. */
const ENOUGH = 5;

type Change = Partial<Pick<TextPolicy, 'decimal' | 'thousands' | 'date' | 'timestamp'>>;

interface Way {
  readonly type: LogicalType;
  readonly change: Change;
}

const DATES = ['d.M.yyyy', 'd/M/yyyy', 'M/d/yyyy', 'd-M-yyyy', 'M-d-yyyy', 'yyyy/M/d', 'yyyy.M.d'];
const CLOCKS = ['H:mm', 'H:mm:ss'];
const PLAIN: readonly Way[] = (['integer', 'number', 'boolean', 'date', 'timestamp', 'time'] as const).map(
  (type) => ({ type, change: {} }),
);
/** Without a change first; then each change by itself. */
const WAYS: readonly Way[] = [
  ...PLAIN,
  { type: 'number', change: { decimal: ',' } },
  { type: 'integer', change: { thousands: '.', decimal: ',' } },
  { type: 'number', change: { thousands: '.', decimal: ',' } },
  { type: 'integer', change: { thousands: ',' } },
  { type: 'number', change: { thousands: ',' } },
  ...DATES.map((format): Way => ({ type: 'date', change: { date: [format] } })),
  ...DATES.flatMap((format) =>
    CLOCKS.map((clock): Way => ({ type: 'timestamp', change: { timestamp: [`${format} ${clock}`] } })),
  ),
];

export interface Spelling {
  readonly type: LogicalType;
  readonly text: TextPolicy;
  /** `assay.text` as the contract writes it. */
  readonly value: Readonly<Record<string, unknown>>;
  readonly why: string;
}

/** For each column its spelling, a remark where it could be read in two ways, or null where it is text. */
export async function spellingsOf(
  db: Database,
  source: Source,
  columns: readonly SourceColumn[],
): Promise<(Spelling | { readonly remark: string } | null)[]> {
  const found: (Spelling | { readonly remark: string } | null)[] = [];
  const some = `(SELECT * FROM ${source.from} LIMIT ${LOOKED_AT})`;
  for (const column of columns) {
    // In JSON numbers have one spelling.
    const ways = source.kind === 'json' ? PLAIN : WAYS;
    const likely = await fitting(db, source, column, ways, some, 1);
    const sure =
      likely.length === 0 ? [] : await fitting(db, source, column, likely, source.from ?? '', ENOUGH);
    found.push(await chosen(db, source, column, sure));
  }
  return found;
}

async function fitting(
  db: Database,
  source: Source,
  column: SourceColumn,
  ways: readonly Way[],
  from: string,
  least: number,
): Promise<Way[]> {
  const parts = ways.flatMap((way, at) => {
    const { raw, bad } = columnSql(source.kind, column, column.sql, ruleOf(column, way));
    return [`count_if(${bad ?? 'false'}) AS b${at}`, `count(${raw}) AS n${at}`];
  });
  const [row = {}] = await db.all(`SELECT ${parts.join(', ')} FROM ${from}`);
  return ways.filter((_, at) => Number(row[`b${at}`]) === 0 && Number(row[`n${at}`]) >= least);
}

function ruleOf(column: SourceColumn, { type, change }: Way) {
  return bareColumn(column.name, type, { ...STRICT_TEXT, missing: ['', ...MISSING_WORDS], ...change });
}

async function chosen(
  db: Database,
  source: Source,
  column: SourceColumn,
  ways: readonly Way[],
): Promise<Spelling | { readonly remark: string } | null> {
  // The plain spelling wins, and of numbers the whole ones; other than that, two ways to read are none.
  const plain = ways.find(({ change }) => Object.keys(change).length === 0);
  const [first, ...others] = plain === undefined ? simplest(ways) : [plain];
  if (first === undefined) return null;
  if (others.length > 0) {
    const all = [first, ...others].map(({ change }) => JSON.stringify(change)).join(' or ');
    return { remark: `its values can be read in several ways (${all}): it is left as text` };
  }
  const text = source.kind === 'json' ? `json_extract_string(${column.sql}, '$')` : column.sql;
  const words = MISSING_WORDS.map(sqlString).join(', ');
  const rows = await db.all(
    `SELECT ${text} AS word, count(*) AS n FROM ${source.from} WHERE ${text} IN (${words}) GROUP BY 1 ORDER BY 2 DESC, 1`,
  );
  const spelled = rows.map((row) => ({ word: String(row['word']), n: Number(row['n']) }));
  const { type, change } = first;
  const missing = ['', ...spelled.map(({ word }) => word)];
  const value = { ...(spelled.length > 0 ? { missing } : {}), ...written(change) };
  if (Object.keys(value).length === 0) return null;
  const count = spelled.map(({ word, n }) => `${JSON.stringify(word)} ${n} times`).join(', ');
  const reasons = [
    ...(spelled.length > 0 ? [`${count}, and every other value is ${TYPE_WORDS[type] ?? 'text'}`] : []),
    ...(Object.keys(change).length > 0 ? [`every value is ${TYPE_WORDS[type] ?? 'text'} only so`] : []),
  ];
  return {
    type,
    text: { ...STRICT_TEXT, ...(spelled.length > 0 ? { missing } : {}), ...change },
    value,
    why: reasons.join('; '),
  };
}

const TYPE_WORDS: Readonly<Partial<Record<LogicalType, string>>> = {
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  date: 'a date',
  timestamp: 'a date with a time',
  time: 'a time',
};

/** Of ways that say the same the one that asks for least: no separators that nowhere stand, whole numbers first. */
function simplest(ways: readonly Way[]): Way[] {
  const kept: Way[] = [];
  for (const way of ways) {
    const same = kept.some(({ change }) => {
      const [mine, theirs] = [way.change, change];
      if (mine.date || mine.timestamp || theirs.date || theirs.timestamp) return false;
      // `1,5` needs no thousands; `1.234.567` no decimals.
      return (mine.decimal ?? '.') === (theirs.decimal ?? '.');
    });
    if (!same) kept.push(way);
  }
  return kept;
}

function written({ date, timestamp, ...rest }: Change): Record<string, unknown> {
  return {
    ...rest,
    ...(date == null ? {} : { date: date[0] }),
    ...(timestamp == null ? {} : { timestamp: timestamp[0] }),
  };
}
