/** From planned checks to SQL: one query with an aggregate for each, over columns prepared once. */

import { BROKEN_ROW, type Lookup, type Planned } from './checks/check.js';
import { type ColumnSql, columnSql } from './checks/lexical.js';
import { expand, type Part, type Spot } from './checks/nested.js';
import type { Contract } from './contract/index.js';
import type { Source } from './source/index.js';

export interface Prepared {
  /** FROM expression with the prepared columns that the checks use. */
  from(relation: string, extra?: readonly string[]): string;
  readonly lookup: Lookup;
  /**
   * Aggregates that make the engine read every column of a CSV file. It drops rows that are not UTF-8 only where
   * it reads the column, and rows must be the same rows in every query.
   */
  unread(): readonly string[];
  /** The same columns in the words of the shown FROM expression. */
  readonly shown: Lookup;
  /** The same columns in the words of the source's own FROM expression. */
  readonly bare: Lookup;
}

/**
 * Computes each column's text, value and fault once, in an inner SELECT, for all checks that ask for them.
 * Columns that no check asks for are not read. `asked` is filled while the aggregates are written.
 */
export function prepare(source: Source, contract: Contract): Prepared {
  const asked = new Map<string, string>();
  const ask = (sql: string): string => {
    // A bare column needs no name of its own.
    if (/^("([^"]|"")*"|[a-z]\w*)$/.test(sql)) {
      asked.set(sql, sql);
      return sql;
    }
    const name = asked.get(sql) ?? `p${asked.size}`;
    asked.set(sql, name);
    return name;
  };
  const inner = new Map<string, ColumnSql>();
  const shown = new Map<string, ColumnSql>();
  for (const column of source.columns) {
    if (inner.has(column.name)) continue;
    const rule = contract.columns.find((candidate) => candidate.name === column.name);
    const policy = contract.reading?.text;
    inner.set(column.name, columnSql(source.kind, column, column.sql, rule, policy));
    shown.set(column.name, columnSql(source.kind, column, column.shown, rule, policy));
  }
  for (const part of expand(source, contract).parts) {
    inner.set(part.name, partSql(part, part.inner));
    shown.set(part.name, partSql(part, part.shown));
  }
  if (source.brokenRow !== null) {
    const row = columnSql('typed', { type: null }, source.brokenRow, undefined);
    inner.set(BROKEN_ROW, row);
    shown.set(BROKEN_ROW, row);
  }
  const get = (map: Map<string, ColumnSql>, name: string): ColumnSql => {
    const found = map.get(name);
    if (found === undefined) throw new RangeError(`the data has no column ${name}`);
    return found;
  };
  return {
    from(relation, extra = []) {
      const named = new Set(asked.values());
      const parts = [
        ...extra.filter((name) => !named.has(name)),
        ...[...asked].map(([sql, name]) => (sql === name ? sql : `${sql} AS ${name}`)),
      ];
      return `(SELECT ${parts.length > 0 ? parts.join(', ') : '1'} FROM ${relation})`;
    },
    unread() {
      if (source.kind !== 'text') return [];
      const names = source.columns.map((column) => column.sql).filter((sql) => !asked.has(sql));
      return names.map((sql) => `count(${ask(sql)})`);
    },
    lookup: lookupOf(ask, false, (name) => {
      const sql = get(inner, name);
      // What is about one element is no column; the list that holds it is.
      if (sql.list !== undefined) {
        const { list } = sql;
        return { ...sql, list: ask(list) };
      }
      return {
        get raw() {
          return ask(sql.raw);
        },
        get text() {
          return ask(sql.text);
        },
        get value() {
          return ask(sql.value);
        },
        get key() {
          return ask(sql.key);
        },
        get bad() {
          if (sql.bad === null) return null;
          return `(${ask(sql.raw)} IS NOT NULL AND ${ask(sql.value)} IS NULL)`;
        },
        get parent() {
          return sql.parent === undefined ? undefined : ask(sql.parent);
        },
      };
    }),
    shown: lookupOf(same, true, (name) => get(shown, name)),
    bare: lookupOf(same, false, (name) => get(inner, name)),
  };
}

const same = (sql: string): string => sql;

function lookupOf(column: Lookup['column'], shown: boolean, find: (name: string) => ColumnSql): Lookup {
  return Object.assign((name: string) => find(name), { column, shown });
}

function partSql(part: Part, spot: Spot): ColumnSql {
  const sql = columnSql(part.kind, { type: part.type }, spot.value, part.rule);
  // An item of an array lies in nothing that could be missing without it.
  const parent = spot.parent === spot.value ? {} : { parent: spot.parent };
  return { ...sql, ...parent, ...(spot.list === null ? {} : { list: spot.list }) };
}

/** The aggregate that measures a check, or null where it needs none. */
export function aggregateOf(planned: Planned, lookup: Lookup): string | null {
  const { measure } = planned;
  switch (measure.kind) {
    case 'rows':
      // DuckDB counts so in half the time of count(*) FILTER (WHERE …); over no rows it says NULL.
      return `coalesce(count_if(CAST((${measure.condition(lookup)}) AS BOOLEAN)), 0)::BIGINT`;
    case 'duplicates': {
      const [first = '', ...more] = measure.columns.map((name) => lookup(name).key);
      if (more.length === 0) return `count(${first}) - count(DISTINCT ${first})`;
      return `count(*) - count(DISTINCT row(${[first, ...more].join(', ')}))`;
    }
    case 'value':
      return measure.expression(lookup);
    default:
      return null;
  }
}

/** The SQL that shows what broke a check, for people to run. */
export function shownQuery(planned: Planned, source: Source, shown: Lookup): string | undefined {
  const { measure } = planned;
  const from = source.shownFrom;
  switch (measure.kind) {
    case 'rows': {
      const condition = measure.condition(shown);
      return condition === 'true'
        ? `SELECT count(*) FROM ${from}`
        : `SELECT * FROM ${from} WHERE ${condition}`;
    }
    case 'duplicates': {
      const names = measure.columns.map((name) => shown(name).key).join(', ');
      return `SELECT ${names}, count(*) AS times FROM ${from} GROUP BY ${names} HAVING count(*) > 1 ORDER BY times DESC`;
    }
    case 'value':
      return `SELECT ${measure.expression(shown)} FROM ${from}`;
    case 'query':
      return measure.query(shown)(measure.relation === 'rows' ? from : shownRows(from));
    case 'sql':
      return measure.query.replaceAll('assay_object', from);
    case 'files':
      return undefined;
    case 'known':
      return `DESCRIBE SELECT * FROM ${from}`;
  }
}

function shownRows(from: string): string {
  return `(SELECT '' AS assay_file, row_number() OVER () AS assay_row, * FROM ${from})`;
}
