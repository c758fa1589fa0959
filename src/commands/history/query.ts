/**
 * What a list of runs is asked: conditions, an order, columns. Pure. A field is `metrics.NAME` (of the whole
 * dataset, else the last value over the steps), `params.NAME`, `data.NAME`, `stages.COMMAND`, or one of `FIELDS`.
 */
import { nearest, type Problem, usageError } from '../../base/index.js';
import { durationMs } from '../../config/index.js';
import type { RunRow } from '../../registry/index.js';
import { when } from '../registry/table.js';

export type Value = string | number | boolean | null;

/** What is listed: a run, or a version with what is known of its run. */
export type Row = Pick<RunRow, 'run' | 'time' | 'verdict' | 'version' | 'params' | 'metrics'> &
  Partial<Omit<RunRow, 'run' | 'time' | 'verdict' | 'version' | 'params' | 'metrics'>>;

const FIELDS: Readonly<Record<string, (row: Row) => Value>> = {
  id: (row) => row.id ?? null,
  run: (row) => row.run.id,
  attempt: (row) => row.run.attempt,
  time: (row) => row.time,
  actor: (row) => row.actor ?? null,
  status: (row) => row.verdict,
  verdict: (row) => row.verdict,
  version: (row) => row.version,
  commit: (row) => row.run.commit,
  dirty: (row) => row.run.dirty ?? null,
  name: (row) => row.name ?? null,
  source: (row) => row.source ?? null,
  duration: (row) => (row.durationMs === undefined ? null : row.durationMs / 1000),
};
const GROUPS = ['metrics', 'params', 'data', 'stages'] as const;

/** The value of a field; null where the row has none, also for a metric that has no value. */
export function fieldValue(row: Row, field: string): Value {
  const own = Object.hasOwn(FIELDS, field) ? FIELDS[field] : undefined;
  if (own !== undefined) return own(row);
  const at = field.indexOf('.');
  const name = field.slice(at + 1);
  switch (field.slice(0, at)) {
    case 'metrics': {
      const metric = row.metrics.find((one) => one.name === name && one.slice === null);
      return metric === undefined ? memberOf(row.last, name) : metric.value;
    }
    case 'params':
      return plain(memberOf(row.params, name));
    case 'data':
      return row.data?.find((one) => one.name === name)?.sha256 ?? null;
    case 'stages':
      return row.stages?.find(({ command }) => command === name)?.verdict ?? null;
    default:
      return null;
  }
}

function memberOf<T>(record: Readonly<Record<string, T>> | undefined, name: string): T | null {
  return record !== undefined && Object.hasOwn(record, name) ? (record[name] ?? null) : null;
}

function plain(value: unknown): Value {
  if (value === null || typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean')
    return value;
  return JSON.stringify(value);
}

/** Throws nothing; gives the problem of a name that can be no field. */
function fieldProblem(field: string, option: string): Problem | null {
  const group = GROUPS.find((one) => field.startsWith(`${one}.`) && field.length > one.length + 1);
  if (group !== undefined || Object.hasOwn(FIELDS, field)) return null;
  const near = nearest(field, Object.keys(FIELDS));
  return {
    message: `${option}: there is no field ${JSON.stringify(field)}`,
    expected: `metrics.NAME, params.NAME, data.NAME, stages.COMMAND, ${Object.keys(FIELDS).join(', ')}`,
    ...(near ? { fix: `did you mean ${near}?` } : {}),
  };
}

const OPERATORS = ['>=', '<=', '!=', '==', '=', '>', '<', '~'] as const;
type Operator = (typeof OPERATORS)[number];

export interface Condition {
  readonly field: string;
  readonly operator: Operator;
  readonly value: string;
}

/** `metrics.roc_auc > 0.6`, `params.trees = 100`, `actor ~ ada`. */
export function parseCondition(text: string): Condition | Problem {
  const match = /^\s*([^\s<>=!~]+)\s*(>=|<=|!=|==|=|>|<|~)\s*(.+?)\s*$/s.exec(text);
  if (match === null) {
    return {
      message: `--where ${JSON.stringify(text)} cannot be read`,
      expected: `FIELD OPERATOR VALUE, such as "metrics.roc_auc > 0.6"; operators are ${OPERATORS.join(' ')}`,
    };
  }
  const [, field = '', operator = '=', raw = ''] = match;
  const value = /^(["'])(.*)\1$/s.exec(raw)?.[2] ?? raw;
  const problem = fieldProblem(field, '--where');
  if (problem !== null) return problem;
  if (/[<>]/.test(operator) && numberOf(value) === null && field !== 'time') {
    return {
      message: `--where ${JSON.stringify(text)}: ${operator} needs a number`,
      expected: 'a number on the right',
    };
  }
  return { field, operator: operator as Operator, value };
}

function numberOf(text: string): number | null {
  return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : null;
}

/** A field without a value fulfils no condition, `!=` included: it is not known to differ. */
export function holds(row: Row, { field, operator, value }: Condition): boolean {
  const actual = fieldValue(row, field);
  if (actual === null) return false;
  if (operator === '~') return String(actual).toLowerCase().includes(value.toLowerCase());
  const [left, right] =
    typeof actual === 'number' ? [actual, numberOf(value)] : [String(actual), String(value)];
  if (right === null) return operator === '!=';
  switch (operator) {
    case '=':
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
  }
}

export interface Query {
  readonly conditions: readonly Condition[];
  readonly since: string | null;
  readonly sort: { readonly field: string; readonly descending: boolean };
  readonly columns: readonly string[];
}

/** Reads the options; every problem is reported at once. */
export function parseQuery(
  options: {
    readonly where: readonly string[];
    readonly since: string | undefined;
    readonly actor: string | undefined;
    readonly status: string | undefined;
    readonly sort: string | undefined;
    readonly columns: string | undefined;
  },
  now: Date,
): Query {
  const problems: Problem[] = [];
  const conditions: Condition[] = [];
  for (const text of options.where) {
    const parsed = parseCondition(text);
    if ('field' in parsed) conditions.push(parsed);
    else problems.push(parsed);
  }
  if (options.actor !== undefined) conditions.push({ field: 'actor', operator: '=', value: options.actor });
  if (options.status !== undefined)
    conditions.push({ field: 'status', operator: '=', value: options.status });
  const since = options.since === undefined ? null : sinceOf(options.since, now);
  if (since !== null && typeof since !== 'string') problems.push(since);
  const descending = options.sort === undefined || options.sort.startsWith('-');
  const field = options.sort?.replace(/^[-+]/, '') ?? 'time';
  const columns = (options.columns ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  for (const problem of [
    fieldProblem(field, '--sort'),
    ...columns.map((one) => fieldProblem(one, '--columns')),
  ]) {
    if (problem !== null) problems.push(problem);
  }
  if (problems.length > 0) throw usageError(problems);
  return {
    conditions,
    since: typeof since === 'string' ? since : null,
    sort: { field, descending },
    columns,
  };
}

/** A date, a time, or a span such as `7d` before now, as an ISO time. */
function sinceOf(text: string, now: Date): string | Problem {
  if (/^\d+(\.\d+)?(ms|s|m|h|d)$/.test(text)) return new Date(now.getTime() - durationMs(text)).toISOString();
  const time = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isFinite(time)) return new Date(time).toISOString();
  return {
    message: `--since ${JSON.stringify(text)} is no time`,
    expected: '2026-01-31, 2026-01-31T12:00:00Z, or a span such as 7d or 12h',
  };
}

export function select<R extends Row>(rows: readonly R[], query: Query): R[] {
  const { conditions, since, sort } = query;
  return rows
    .filter((row) => (since === null || row.time >= since) && conditions.every((one) => holds(row, one)))
    .map((row, index) => ({ row, index, value: fieldValue(row, sort.field) }))
    .sort((a, b) => {
      // What has no value comes last in either order.
      if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
      // Rows come in the order of their making, which also decides between equal values.
      const order = compare(a.value, b.value) || a.index - b.index;
      return sort.descending ? -order : order;
    })
    .map(({ row }) => row);
}

function compare(a: Value, b: Value): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [String(a), String(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Fields that are asked for and that no row has a value of: an empty list may mean a misspelt name. */
export function unknownFields(rows: readonly Row[], query: Query): string[] {
  const asked = [...query.conditions.map(({ field }) => field), query.sort.field, ...query.columns];
  return [...new Set(asked)].filter(
    (field) =>
      GROUPS.some((group) => field.startsWith(`${group}.`)) && !rows.some((row) => hasField(row, field)),
  );
}

/** Also where the value is null: the name is known. */
function hasField(row: Row, field: string): boolean {
  const name = field.slice(field.indexOf('.') + 1);
  if (field.startsWith('metrics.') && row.metrics.some((metric) => metric.name === name)) return true;
  return fieldValue(row, field) !== null;
}

/** Every field that any of the rows has, the fixed ones first. */
export function fieldsOf(rows: readonly Row[]): string[] {
  const names = (group: string, of: (row: Row) => readonly string[]) =>
    [...new Set(rows.flatMap(of))].sort().map((name) => `${group}.${name}`);
  return [
    ...['id', 'run', 'attempt', 'time', 'actor', 'status', 'version', 'commit', 'dirty', 'duration'],
    ...names('params', (row) => Object.keys(row.params)),
    ...names('metrics', (row) => [
      ...row.metrics.filter(({ slice }) => slice === null).map(({ name }) => name),
      ...Object.keys(row.last ?? {}),
    ]),
  ];
}

/** Rows as CSV (RFC 4180), every value with all its digits. A text that a spreadsheet would run is kept from it. */
export function csvText(rows: readonly Row[], columns: readonly string[]): string {
  const cell = (value: Value): string => {
    if (value === null) return '';
    const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [columns, ...rows.map((row) => columns.map((column) => fieldValue(row, column)))]
    .map((line) => `${line.map(cell).join(',')}\r\n`)
    .join('');
}

/** As a table shows it: times as elsewhere, digests short. */
export function shown(row: Row, field: string, number: (value: number) => string): string {
  const value = fieldValue(row, field);
  if (value === null) return '';
  if (field === 'time') return when(String(value));
  if (typeof value === 'number') return number(value);
  return field.startsWith('data.') || field === 'commit' ? String(value).slice(0, 12) : String(value);
}
