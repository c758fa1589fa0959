/**
 * `physicalType` against the types of typed formats. A contract names the type of its own database, and a file holds
 * what an export made of it: each name stands for the types that the usual databases export it as. A name that is not
 * in the table cannot be told. A new name is one line.
 */

const WHOLE = 'TINYINT SMALLINT INTEGER BIGINT HUGEINT UTINYINT USMALLINT UINTEGER UBIGINT UHUGEINT';
const WORDS: readonly (readonly [names: string, types: string])[] = [
  ['tinyint int8u byteint', 'TINYINT UTINYINT SMALLINT'],
  ['smallint int2 short smallserial', 'SMALLINT INTEGER'],
  // 32 bits in most databases, 64 in BigQuery and SQLite, 38 digits in Snowflake and Oracle.
  ['int integer mediumint serial', 'INTEGER BIGINT DECIMAL0'],
  ['int4 int32', 'INTEGER'],
  ['bigint int64 long bigserial', 'BIGINT DECIMAL0'],
  // Eight bytes in PostgreSQL, eight bits elsewhere.
  ['int8', 'BIGINT TINYINT'],
  ['int16', 'SMALLINT'],
  ['uint8', 'UTINYINT'],
  ['uint16', 'USMALLINT'],
  ['uint32', 'UINTEGER'],
  ['uint64', 'UBIGINT'],
  ['hugeint int128', 'HUGEINT DECIMAL0 DOUBLE'],
  ['decimal numeric number dec money smallmoney bignumeric bigdecimal', `DECIMAL ${WHOLE} DOUBLE`],
  ['float4 float32 real', 'FLOAT'],
  // Four bytes in Spark, eight in BigQuery and Snowflake.
  ['float', 'FLOAT DOUBLE'],
  ['double float8 float64 binary_double', 'DOUBLE'],
  ['boolean bool', 'BOOLEAN'],
  ['bit', 'BOOLEAN BIT TINYINT'],
  [
    'string text varchar varchar2 nvarchar nvarchar2 char nchar character bpchar clob nclob ntext citext tinytext mediumtext longtext',
    'VARCHAR ENUM UUID',
  ],
  ['uuid uniqueidentifier', 'UUID VARCHAR'],
  ['json jsonb variant super', 'JSON VARCHAR STRUCT MAP LIST'],
  ['xml', 'VARCHAR'],
  ['enum', 'ENUM VARCHAR'],
  ['date', 'DATE'],
  ['time time_ntz', 'TIME'],
  ['timetz', 'TIMETZ'],
  ['datetime datetime2 smalldatetime timestamp_ntz timestamp_ltz_ntz', 'TIMESTAMP'],
  // Without a zone in PostgreSQL, a moment in Spark and BigQuery.
  ['timestamp', 'TIMESTAMP TIMESTAMPTZ'],
  ['timestamptz timestamp_tz timestamp_ltz datetimeoffset', 'TIMESTAMPTZ'],
  ['binary varbinary bytes bytea blob raw image tinyblob mediumblob longblob', 'BLOB'],
  ['array list', 'LIST'],
  ['struct record row', 'STRUCT'],
  ['map', 'MAP'],
  ['object', 'STRUCT MAP JSON VARCHAR'],
  ['interval', 'INTERVAL'],
];

const TABLE = new Map(
  WORDS.flatMap(([names, types]) => names.split(' ').map((name) => [name, types.split(' ')] as const)),
);

/** Whether a type of DuckDB is what a physical type says; null where that cannot be told. */
export function isPhysically(physicalType: string, type: string): boolean | null {
  const words = physicalType.trim().toLowerCase().replace(/\s+/g, ' ');
  if (/\[\]$/.test(words)) return kindOf(type) === 'LIST';
  const zoned = /^time(stamp)?( ?\(\d+\))? (with(out)?) (local )?time zone$/.exec(words);
  const [, base = ''] = /^([a-z_][a-z0-9_]*)/.exec(words) ?? [];
  const name = zoned
    ? `${zoned[1] ? 'timestamp' : 'time'}${zoned[3] === 'with' ? 'tz' : '_ntz'}`
    : words.startsWith('double precision')
      ? 'double'
      : words.startsWith('character varying')
        ? 'varchar'
        : base;
  const kinds = TABLE.get(name);
  if (kinds === undefined) return null;
  const unsigned = / unsigned\b/.test(words);
  const kind = kindOf(type);
  if (kinds.includes(kind) || (unsigned && kinds.some((one) => `U${one}` === kind))) return true;
  // number(10,0) is a whole number, and number(10,2) is none.
  return kind === 'DECIMAL' && kinds.includes('DECIMAL0') && /,\s*0\)$/.test(type);
}

function kindOf(type: string): string {
  if (/\[\d*\]$/.test(type)) return 'LIST';
  if (type === 'TIMESTAMP WITH TIME ZONE') return 'TIMESTAMPTZ';
  if (type === 'TIME WITH TIME ZONE') return 'TIMETZ';
  if (/^TIMESTAMP_/.test(type)) return 'TIMESTAMP';
  return /^[A-Z]+/.exec(type)?.[0] ?? type;
}
