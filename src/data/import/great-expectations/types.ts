/** Names of types in pandas, Spark and SQL as logical types. */
import type { LogicalType } from '../../contract/index.js';
import { CannotCarry, type Change } from '../model.js';

/** Lower case, without what stands in brackets. A name with no row is listed as not carried over. */
const TYPES: readonly [LogicalType, RegExp][] = [
  [
    'integer',
    /^(u?int(8|16|32|64|eger)?|(tiny|small|big|medium|huge)int|integertype|longtype|long|shorttype|bytetype|int[248]|serial|bigserial|byteint)$/,
  ],
  [
    'number',
    /^(float(16|32|64|4|8)?|float_|double|double precision|double_precision|real|decimal|numeric|number|floattype|doubletype|decimaltype|dec|fixed)$/,
  ],
  [
    'string',
    /^(str|string|string_|stringdtype|stringtype|text|varchar|char|nvarchar|nchar|ntext|character varying|tinytext|mediumtext|longtext|clob|bpchar)$/,
  ],
  ['boolean', /^(bool|boolean|bool_|booleandtype|booleantype|bit)$/],
  ['date', /^(date|datetype)$/],
  [
    'timestamp',
    /^(datetime|datetime64(\[.*\])?|timestamp(tz|_tz|_ntz|_ltz)?|timestamptype|timestamp with(out)? time zone|datetime2|smalldatetime|datetimetz)$/,
  ],
  ['time', /^time$/],
];

export function logicalTypeNamed(name: string): LogicalType | undefined {
  const plain = name.trim().toLowerCase();
  const bare = plain.startsWith('datetime64') ? plain : plain.replace(/\s*\([^)]*\)/, '');
  return TYPES.find(([, names]) => names.test(bare))?.[0];
}

/** Pandas keeps text as `object`, and whole numbers with gaps as `float64`. */
export function typesOf(column: string, names: readonly unknown[], mostly: number): Change[] {
  if (mostly !== 1) throw new CannotCarry('a share of values of another type is not a thing of the contract');
  const words = names.filter((name): name is string => typeof name === 'string');
  const types = new Set(words.map(logicalTypeNamed));
  const unknown = words.filter((word) => logicalTypeNamed(word) === undefined);
  types.delete(undefined);
  // Lists name the types of many systems at once: those that no system here has may be left out.
  if (types.has('number')) types.delete('integer');
  const [type] = types;
  if (type === undefined) {
    throw new CannotCarry(
      `no logical type is meant by ${names.map((name) => JSON.stringify(name)).join(', ')}`,
    );
  }
  if (types.size > 1) throw new CannotCarry(`it allows several types: ${[...types].join(', ')}`);
  if (unknown.length > 0) throw new CannotCarry(`the type ${unknown.join(', ')} has no logical type`);
  return [{ kind: 'type', column, type }];
}
