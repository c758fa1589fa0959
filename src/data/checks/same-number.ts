/** Numbers of two columns of different kinds, brought to one form in which equal means equal. */
import type { ContractColumn } from '../contract/index.js';
import type { ColumnSql } from './lexical.js';
import { digitsOf } from './text-types.js';

/** A column of numbers: its type in the data (null: text), and what the contract says of it. */
export interface NumberColumn {
  readonly type: string | null;
  readonly rule: Pick<ContractColumn, 'type' | 'text'> | undefined;
}

type Form = (column: Pick<ColumnSql, 'raw' | 'value'>) => string;

/** From here on not every whole number has a double of its own. */
const OWN_DOUBLES = 2 ** 53;
/** Texts of this length may have more digits than a double. */
const LONG = 15;

/**
 * How each of two columns is compared with the other. Whole numbers against doubles go by their digits, since the
 * engine would bring both to doubles, of which one stands for several 64-bit integers; against a FLOAT everything
 * else becomes the float nearest to it, as the column's own values did.
 */
export function sameNumber(one: NumberColumn, other: NumberColumn): readonly [Form, Form] {
  const kinds = [kindOf(one), kindOf(other)] as const;
  const value: Form = (column) => column.value;
  const exact = kinds.includes('whole') || kinds.includes('text');
  const binary = kinds.some((kind) => kind === 'double' || kind === 'float' || kind === 'text');
  if (kinds.includes('float') && !kinds.includes('whole')) {
    if (kinds[0] === kinds[1]) return [value, value];
    const float: Form = (column) => nearestFloat(column.value);
    return [float, float];
  }
  // Against signed numbers the engine brings those of 128 bits to doubles.
  const wide = one.type !== other.type && [one.type, other.type].includes('UHUGEINT');
  if (wide && kinds[0] === kinds[1]) return [digits(one), digits(other)];
  if (!exact || !binary || kinds.includes('decimal')) return [value, value];
  return [digits(one), digits(other)];
}

/** The FLOAT nearest to a number as SQL; a plain cast of one that is larger than every FLOAT ends the query. */
export function nearestFloat(value: string): string {
  return `coalesce(TRY_CAST(${value} AS FLOAT), CASE WHEN ${value} > 0 THEN 'inf'::FLOAT WHEN ${value} < 0 THEN '-inf'::FLOAT END)`;
}

function kindOf({ type, rule }: NumberColumn): 'whole' | 'decimal' | 'float' | 'double' | 'text' {
  if (type === null) return rule?.type === 'integer' ? 'whole' : 'text';
  if (/INT/.test(type) || /^DECIMAL\(\d+,\s*0\)$/.test(type)) return 'whole';
  if (type.startsWith('DECIMAL')) return 'decimal';
  return type === 'FLOAT' ? 'float' : 'double';
}

/** The number as text: `3` for 3.0 and -0 for 0, with all digits of whole numbers. */
function digits(column: NumberColumn): Form {
  const kind = kindOf(column);
  if (kind === 'whole') return ({ value }) => `CAST(${value} AS VARCHAR)`;
  const double = (value: string) =>
    `CASE WHEN ${value} = trunc(${value}) AND abs(${value}) < 1e37 THEN CAST(TRY_CAST(${value} AS HUGEINT) AS VARCHAR) ELSE CAST(CAST(${value} AS DOUBLE) AS VARCHAR) END`;
  if (kind !== 'text') return ({ value }) => double(value);
  return ({ raw, value }) => {
    const decimal = `TRY_CAST(${digitsOf(column.rule ?? {}, raw)} AS DECIMAL(38, 10))`;
    return `CASE WHEN length(${raw}) > ${LONG} AND abs(${decimal}) >= ${OWN_DOUBLES} AND ${decimal} = trunc(${decimal}) THEN CAST(CAST(trunc(${decimal}) AS HUGEINT) AS VARCHAR) ELSE ${double(value)} END`;
  };
}
