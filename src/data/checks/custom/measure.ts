/**
 * The ways in which a custom check measures: rows that break it, a number over rows, a query of its own, or
 * something known before. All give the same account of what cannot be told: no rows, only missing values,
 * values that cannot be read, numbers that are not finite.
 */
import { type Bound, boundText, meetsBound } from '../../contract/model.js';
import type { Judgement, Lookup } from '../check.js';
import type { CustomContext, CustomPlan } from './define.js';

type Parts = Readonly<Record<string, string>>;
type Values = Readonly<Record<string, unknown>>;

/** `{'a': …}`: one aggregate that holds several. */
function struct(parts: Parts): string {
  return `{${Object.entries(parts)
    .map(([name, sql]) => `'${name}': ${sql}`)
    .join(', ')}}`;
}

function fieldsOf(value: unknown): Values {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** The rows that a rule looks at, as a condition that is never NULL-sensitive in FILTER and WHERE. */
export function scopeSql({ where }: CustomContext, sql: Lookup): string {
  return where === null ? 'true' : where.sql(sql);
}

/** Rows in which a value that the rule needs is text that cannot be read as its type. */
function unreadSql(context: CustomContext, columns: readonly string[], sql: Lookup): string | null {
  const own = columns.map((name) => sql(name).bad).filter((bad) => bad !== null);
  const filter = (context.where?.columns ?? []).map((name) => sql(name).bad).filter((bad) => bad !== null);
  const scoped = own.length === 0 ? [] : [`(${scopeSql(context, sql)} AND (${own.join(' OR ')}))`];
  const parts = [...scoped, ...filter];
  return parts.length === 0 ? null : parts.join(' OR ');
}

interface Ground {
  /** Columns that must have a value for a row to say anything. */
  readonly columns: readonly string[];
  /** A condition instead of that. */
  readonly told?: ((sql: Lookup) => string) | undefined;
  /** Columns that are read; absent: `columns`. */
  readonly reads?: readonly string[] | undefined;
}

/** Counts that tell whether anything can be said. */
function groundsSql(context: CustomContext, { columns, told, reads }: Ground, sql: Lookup): Parts {
  const scope = scopeSql(context, sql);
  const values = columns.map((name) => `${sql(name).value} IS NOT NULL`).join(' AND ') || 'true';
  const unread = unreadSql(context, reads ?? columns, sql);
  return {
    n: `count(*) FILTER (WHERE ${scope})`,
    present: `count(*) FILTER (WHERE (${scope}) AND (${told === undefined ? values : told(sql)}))`,
    unread: unread === null ? '0' : `count(*) FILTER (WHERE ${unread})`,
    // Anything but a condition would silently be cast to one.
    type: context.where === null ? "'BOOLEAN'" : `first(typeof(${scope}))`,
  };
}

export interface Grounds {
  readonly n: number;
  readonly present: number;
  readonly unread: number;
  readonly type: string;
}

function groundsOf(values: Values): Grounds {
  return {
    n: Number(values['n'] ?? 0),
    present: Number(values['present'] ?? 0),
    unread: Number(values['unread'] ?? 0),
    type: String(values['type'] ?? 'BOOLEAN'),
  };
}

export function untold(problem: string, verdict: 'inconclusive' | 'error' = 'inconclusive'): Judgement {
  return { ok: false, verdict, actual: 'not known', problem };
}

/** Why nothing can be said, or null where something can. */
function groundless(context: CustomContext, { n, present, unread, type }: Grounds): Judgement | null {
  if (type !== 'BOOLEAN') return untold(`\`where\` gives ${type}, which is no condition`, 'error');
  if (n === 0 && unread === 0) {
    return untold(context.where === null ? 'there are no rows' : 'no row satisfies `where`');
  }
  if (present > 0) return null;
  if (unread > 0) return untold(`none of ${unread} values can be read`, 'error');
  return untold(`in all ${n} rows a value is missing`);
}

export function unreadText(unread: number): string {
  return `${unread} ${unread === 1 ? 'row has a value' : 'rows have values'} that cannot be read as the type of the contract`;
}

/** Counts over the rows in scope, judged whatever their number: no rows are an answer here. */
export function countOf(
  context: CustomContext,
  parts: (sql: Lookup, scope: string) => Parts,
  judge: (values: Values, grounds: Grounds) => Judgement,
): Extract<CustomPlan['measure'], { kind: 'value' }> {
  return {
    kind: 'value',
    fragile: true,
    expression: (sql) =>
      struct({ ...groundsSql(context, { columns: [] }, sql), ...parts(sql, scopeSql(context, sql)) }),
    judge: (value) => {
      const values = fieldsOf(value);
      const grounds = groundsOf(values);
      if (grounds.type !== 'BOOLEAN') return groundless(context, grounds) ?? untold('no condition', 'error');
      return judge(values, grounds);
    },
  };
}

/** Judges rows that break a rule. Rows that cannot be read could break it too, so both ends must meet the bound. */
export function judgeRows(
  context: CustomContext,
  count: number,
  of: number,
  unread: number,
  more: Pick<Judgement, 'rows' | 'places' | 'where'> = {},
): Judgement {
  const percent = context.rule.unit === 'percent';
  const amount = (rows: number) => (percent ? (100 * rows) / of : rows);
  const ok = meetsBound(amount(count), context.bound);
  const actual = percent ? `${Number(amount(count).toPrecision(4))}%` : String(count);
  if (ok && unread > 0 && !meetsBound(amount(count + unread), context.bound)) {
    return { ...untold(unreadText(unread)), actual, count, of };
  }
  const noted = unread > 0 ? `${actual}; ${unreadText(unread)}` : actual;
  return { ok, actual: noted, count, of, ...more };
}

/** The values of a FLOAT column are the floats nearest to what was meant; so are its limits. */
function floatBound({ operator, limit }: Bound): Bound {
  return {
    operator,
    limit: typeof limit === 'number' ? Math.fround(limit) : [Math.fround(limit[0]), Math.fround(limit[1])],
  };
}

/** Judges a measured number. `float`: it is a value of a FLOAT column. */
export function judgeNumber(
  context: CustomContext,
  number: unknown,
  unread: number,
  more: Pick<Judgement, 'rows' | 'where'> & { readonly float?: boolean } = {},
): Judgement {
  const { float = false, ...places } = more;
  if (typeof number !== 'number' && typeof number !== 'bigint') {
    return untold('the engine gives no number', 'error');
  }
  if (typeof number === 'number' && !Number.isFinite(number)) {
    return untold(`the result is ${number}`, 'error');
  }
  const percent = context.measures === 'share' && context.rule.unit === 'percent';
  const amount = percent ? 100 * Number(number) : number;
  const actual = `${typeof amount === 'number' ? Number(amount.toPrecision(float ? 7 : 12)) : amount}${percent ? '%' : ''}`;
  const ok = meetsBound(amount, float ? floatBound(context.bound) : context.bound);
  if (unread > 0) {
    return ok
      ? { ...untold(unreadText(unread)), actual }
      : { ok, actual: `${actual}; ${unreadText(unread)}` };
  }
  return { ok, actual, ...places };
}

/** The bound with the unit, for `expected`. */
export function amountText({ bound, rule, measures }: CustomContext): string {
  const percent = rule.unit === 'percent' && measures !== 'number';
  return `${boundText(bound)}${percent ? '%' : ''}`;
}

interface RowParts extends Ground {
  readonly expected: string;
  readonly what: string;
  readonly fix?: string;
  readonly condition: (sql: Lookup) => string;
  /** Columns that findings show; absent: `columns`. */
  readonly shows?: readonly string[];
}

/** Rows that break a rule. A missing value breaks nothing, unless the condition says so. */
export function rowsThat(context: CustomContext, parts: RowParts): CustomPlan {
  const { columns, condition, what, expected, fix } = parts;
  const broken = (sql: Lookup) => `(${scopeSql(context, sql)}) AND (${condition(sql)})`;
  return {
    expected: `${expected}${context.rule.bound === null ? '' : `; of other rows: ${amountText(context)}`}`,
    what,
    ...(fix === undefined ? {} : { fix }),
    measure: {
      kind: 'value',
      fragile: true,
      shows: parts.shows ?? columns,
      expression: (sql) =>
        struct({
          ...groundsSql(context, parts, sql),
          count: `count(*) FILTER (WHERE ${broken(sql)})`,
        }),
      judge: (value) => {
        const values = fieldsOf(value);
        const grounds = groundsOf(values);
        return (
          groundless(context, grounds) ??
          judgeRows(context, Number(values['count']), grounds.n, grounds.unread, { rows: broken })
        );
      },
    },
  };
}

interface NumberParts extends Ground {
  /** `the mean of \`x\``. */
  readonly name: string;
  readonly parts: (sql: Lookup, scope: string) => Parts;
  readonly number: (values: Values, grounds: Grounds) => unknown;
  /** The number is a value of a FLOAT column. */
  readonly float?: boolean;
  /** Reason why there is no number, from the measured parts. */
  readonly problem?: (values: Values, grounds: Grounds) => Judgement | null;
}

/** A number over rows, in the one scan. */
export function numberOf(context: CustomContext, parts: NumberParts): CustomPlan {
  return {
    expected: amountText(context),
    what: `${parts.name} is out of bounds`,
    measure: {
      kind: 'value',
      fragile: true,
      expression: (sql) =>
        struct({
          ...groundsSql(context, parts, sql),
          ...parts.parts(sql, scopeSql(context, sql)),
        }),
      judge: (value) => {
        const values = fieldsOf(value);
        const grounds = groundsOf(values);
        return (
          groundless(context, grounds) ??
          parts.problem?.(values, grounds) ??
          judgeNumber(context, parts.number(values, grounds), grounds.unread, {
            float: parts.float === true,
          })
        );
      },
    },
  };
}

interface QueryParts extends Ground {
  readonly expected: string;
  readonly what: string;
  readonly fix?: string;
  readonly why: string;
  readonly relation?: 'rows' | 'located';
  readonly shows?: readonly string[];
  /** A query over `rows`, a table that holds the rows in scope with a value in each of `columns` (see `fields`). */
  readonly query: (rows: string) => string;
  /** Names of columns in `rows`: `v0`, `v1`, … for `columns`; more as SQL over the source. */
  readonly fields?: (sql: Lookup) => Parts;
  /** The columns as `rows` has them; absent: their typed values. */
  readonly field?: (sql: ReturnType<Lookup>) => string;
  /** True: rows with a missing value stay. */
  readonly keepMissing?: boolean;
  readonly judge: (rows: readonly Values[], grounds: Grounds) => Judgement;
  /** All rows that break it, as a query over a table like that of `query`, with `assay_file` and `assay_row`. */
  readonly failing?: (rows: string) => string;
  /** A second query over the same rows, where the answer of the first asks for one. */
  readonly next?: (rows: readonly Values[]) => string | null;
}

const PLACE = ['assay_file', 'assay_row'];

/**
 * A query of its own. Its first column group `g` carries the grounds, so that empty data and unreadable text are
 * told apart; the rest comes as a list of structs in `r`.
 */
export function queryOf(context: CustomContext, parts: QueryParts): CustomPlan {
  const { columns, relation = 'rows', field = ({ value }) => value } = parts;
  const scoped = (sql: Lookup, place: readonly string[]) => {
    const scope = scopeSql(context, sql);
    const names = columns.map((name, index) => `${field(sql(name))} AS v${index}`);
    const more = Object.entries(parts.fields?.(sql) ?? {}).map(([name, part]) => `${part} AS ${name}`);
    const present = columns.map((_, index) => `v${index} IS NOT NULL`).join(' AND ') || 'true';
    const kept = parts.keepMissing ? '' : ` WHERE ${present}`;
    const selected = [...place, ...names, ...more].join(', ') || '1 AS one';
    return (from: string) =>
      `WITH scoped AS (SELECT ${selected} FROM ${from} WHERE ${scope}), filled AS (SELECT * FROM scoped${kept})`;
  };
  const written = (query: string) => (sql: Lookup) => {
    const table = scoped(sql, relation === 'located' ? PLACE : []);
    const grounds = struct(groundsSql(context, parts, sql));
    return (from: string) =>
      `${table(from)} SELECT (SELECT ${grounds} FROM ${from}) AS g, (SELECT list(r) FROM (${query}) AS r) AS r`;
  };
  const failing = parts.failing?.('filled');
  return {
    expected: parts.expected,
    what: parts.what,
    ...(parts.fix === undefined ? {} : { fix: parts.fix }),
    measure: {
      kind: 'query',
      why: parts.why,
      relation,
      ...(parts.shows === undefined ? {} : { shows: parts.shows }),
      ...(parts.next === undefined
        ? {}
        : {
            next: ([row]) => {
              const more = parts.next?.(listOf(row?.['r'])) ?? null;
              return more === null ? null : written(more);
            },
          }),
      query: written(parts.query('filled')),
      ...(failing === undefined
        ? {}
        : {
            failing: (sql: Lookup) => {
              const table = scoped(sql, PLACE);
              return (from: string) => `${table(from)} SELECT assay_file, assay_row FROM (${failing})`;
            },
          }),
      judge: ([row]) => {
        const grounds = groundsOf(fieldsOf(row?.['g']));
        const counted = parts.keepMissing ? { ...grounds, present: grounds.n } : grounds;
        return groundless(context, counted) ?? parts.judge(listOf(row?.['r']), grounds);
      },
    },
  };
}

function listOf(value: unknown): Values[] {
  return Array.isArray(value) ? value.map(fieldsOf) : [];
}

/** Known before any value was read. `actual` null: it holds. */
export function known(
  expected: string,
  what: string,
  actual: string | null,
  more: { readonly fix?: string; readonly where?: Judgement['where'] } = {},
): CustomPlan {
  return {
    expected,
    what,
    ...(more.fix === undefined ? {} : { fix: more.fix }),
    measure: {
      kind: 'files',
      judge: () => ({
        ok: actual === null,
        actual: actual ?? '',
        ...(more.where === undefined ? {} : { where: more.where }),
      }),
    },
  };
}

/** What cannot be measured on these columns, such as the mean of a text. */
export function unfit(problem: string): CustomPlan {
  return {
    expected: 'a column that it can be measured on',
    what: problem,
    measure: { kind: 'files', judge: () => untold(problem, 'error') },
  };
}
