/** What holds between columns of numbers: one is never above another, one is the sum of others. */
import type { Database } from '../../engines/index.js';
import { columnSql } from '../checks/lexical.js';
import { sqlName } from '../dataset.js';
import type { Source } from '../source/index.js';
import type { Suggestion } from './limits.js';

/** Columns that are looked at: pairs grow with the square. */
const COLUMNS = 12;
/** Fewer rows may be in this order, or add up, by accident. */
const ENOUGH_ROWS = 100;
/** Rows in which candidates are looked for; those that are left are proved on all rows. */
const LOOKED_AT = 2000;
/** The longest run of columns before their sum. */
const LONGEST_SUM = 6;
/** Sums of decimals in binary are off by a few units in the last place. */
const ROUNDING = 1e-9;

export interface Relation {
  readonly name: string;
  /** SQL over the columns by their names, true for a row that breaks it. */
  readonly broken: string;
  readonly why: string;
}

interface NumberColumn {
  readonly name: string;
  readonly value: string;
}

/** Both kinds of relation that hold in every row, with rows enough to be no accident. */
export async function numbersRelated(
  db: Database,
  source: Source,
  suggestions: readonly Suggestion[],
): Promise<Relation[]> {
  const columns = suggestions
    .filter(({ facts: { type, filled }, unique, kinds }) => {
      const numeric = type === 'integer' || type === 'number';
      return numeric && !unique && kinds > 2 && filled >= ENOUGH_ROWS;
    })
    .slice(0, COLUMNS)
    .map(({ facts: { column, rule } }): NumberColumn => {
      const { value } = columnSql(source.kind, column, column.sql, rule);
      return { name: column.name, value };
    });
  if (columns.length < 2) return [];
  const list = columns.map(({ value }, at) => `CAST(${value} AS DOUBLE) AS ${sqlName(`n${at}`)}`);
  const from = `(SELECT ${list.join(', ')} FROM ${source.from})`;
  const orders = await orderedPairs(db, from, columns);
  const sums = await sumsOf(db, from, columns);
  // A part of a sum of what is never negative is not above it: that says nothing new.
  const parts = new Set(sums.flatMap(({ parts: all, total }) => all.map((part) => `${part}<=${total}`)));
  return [
    ...sums.map(({ parts: all, total }) => {
      const names = all.map((at) => columns[at]?.name ?? '');
      const sum = columns[total]?.name ?? '';
      return {
        name: `${sum} is the sum of ${names.join(', ')}`,
        broken: unequal(sqlName(sum), names.map(sqlName)),
        why: `${sum} is ${names.join(' + ')} in every row`,
      };
    }),
    ...orders
      .filter(([a, b]) => !parts.has(`${a}<=${b}`))
      .map(([a, b]) => {
        const [low, high] = [columns[a]?.name ?? '', columns[b]?.name ?? ''];
        return {
          name: `${low} not above ${high}`,
          broken: `${sqlName(low)} > ${sqlName(high)}`,
          why: `${low} is never above ${high}: so it is in every row, though their values overlap`,
        };
      }),
  ];
}

/** Pairs in this order in every row, though a quarter of each lies where the other does; without those that follow. */
async function orderedPairs(
  db: Database,
  from: string,
  columns: readonly NumberColumn[],
): Promise<(readonly [number, number])[]> {
  const indexes = columns.map((_, at) => at);
  const pairs = indexes.flatMap((a) => indexes.filter((b) => b !== a).map((b) => [a, b] as const));
  const wrong = ([a, b]: readonly [number, number]) => `count_if(n${a} > n${b})`;
  const first = await counted(db, `(SELECT * FROM ${from} LIMIT ${LOOKED_AT})`, pairs.map(wrong));
  const likely = pairs.filter((_, at) => first[at] === 0);
  if (likely.length === 0) return [];
  const asked = likely.flatMap((pair) => [wrong(pair), `count_if(n${pair[0]} < n${pair[1]})`]);
  const used = [...new Set(likely.flat())];
  const quarters = used.flatMap((at) => [`approx_quantile(n${at}, 0.25)`, `approx_quantile(n${at}, 0.75)`]);
  const values = await counted(db, from, [...asked, ...quarters]);
  const quarter = (at: number, upper: number) =>
    values[asked.length + 2 * used.indexOf(at) + upper] ?? Number.NaN;
  const sure = likely.filter(([a, b], at) => {
    const [broken, strict] = [values[2 * at], values[2 * at + 1] ?? 0];
    return broken === 0 && strict >= ENOUGH_ROWS && quarter(a, 1) > quarter(b, 0);
  });
  const has = (a: number, b: number) => sure.some(([c, d]) => c === a && d === b);
  return sure.filter(([a, b]) => !indexes.some((middle) => has(a, middle) && has(middle, b)));
}

interface Sum {
  readonly parts: readonly number[];
  readonly total: number;
}

/** Two columns anywhere, or a run of columns next to their total, which add up in every row. */
async function sumsOf(db: Database, from: string, columns: readonly NumberColumn[]): Promise<Sum[]> {
  const n = columns.length;
  const candidates: Sum[] = [];
  for (let total = 0; total < n; total += 1) {
    for (let a = 0; a < n; a += 1) {
      for (let b = a + 1; b < n; b += 1) {
        if (a !== total && b !== total) candidates.push({ parts: [a, b], total });
      }
    }
    for (let length = 3; length <= LONGEST_SUM; length += 1) {
      const run = (start: number) => Array.from({ length }, (_, i) => start + i);
      if (total - length >= 0) candidates.push({ parts: run(total - length), total });
      if (total + length < n) candidates.push({ parts: run(total + 1), total });
    }
  }
  const wrong = ({ parts, total }: Sum) =>
    `count_if(${unequal(
      `n${total}`,
      parts.map((at) => `n${at}`),
    )})`;
  const first = await counted(db, `(SELECT * FROM ${from} LIMIT ${LOOKED_AT})`, candidates.map(wrong));
  const likely = candidates.filter((_, at) => first[at] === 0);
  if (likely.length === 0) return [];
  const asked = likely.flatMap((sum) => [
    wrong(sum),
    // Each part has to be there: what is nothing everywhere adds nothing to what is known.
    ...sum.parts.map(
      (at) => `count_if(n${at} <> 0 AND ${sum.parts.map((other) => `n${other}`).join(' + ')} IS NOT NULL)`,
    ),
  ]);
  const values = await counted(db, from, asked);
  let at = 0;
  const sure = likely.filter(({ parts }) => {
    const [broken, ...present] = values.slice(at, at + 1 + parts.length);
    at += 1 + parts.length;
    return broken === 0 && present.every((rows) => rows >= ENOUGH_ROWS);
  });
  // a + b = c is said once, and not as a difference: the total is what is largest, which stands at the end or the start.
  return sure.filter(({ parts }, index) => {
    const all = (sum: Sum | undefined) =>
      [...(sum?.parts ?? []), sum?.total ?? -1].sort((x, y) => x - y).join();
    return parts.length > 0 && sure.findIndex((other) => all(other) === all(sure[index])) === index;
  });
}

/** True where a total is not the sum of its parts; a missing value breaks nothing. */
function unequal(total: string, parts: readonly string[]): string {
  const size = parts.map((part) => `abs(${part})`).join(' + ');
  return `abs(${total} - (${parts.join(' + ')})) > ${ROUNDING} * (${size})`;
}

async function counted(db: Database, from: string, parts: readonly string[]): Promise<number[]> {
  if (parts.length === 0) return [];
  const [row = {}] = await db.all(
    `SELECT ${parts.map((part, at) => `${part} AS v${at}`).join(', ')} FROM ${from}`,
  );
  return parts.map((_, at) => Number(row[`v${at}`] ?? Number.NaN));
}

/** The rule for it, in the words of the contract. */
export function relationRule({ name, broken }: Relation): Record<string, unknown> {
  return { name, type: 'sql', query: `SELECT count(*) FROM {object} WHERE ${broken}`, mustBe: 0 };
}
