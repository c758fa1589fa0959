/**
 * The peer of `validate`: nine checks as one query on bare DuckDB, as a person would write it for this one file.
 * Of CSV every column is read as text and must look like its type before it is cast. Exits 1 where a row breaks one.
 */
import { DuckDBInstance } from '@duckdb/node-api';

const [file] = process.argv.slice(2);
const csv = file.endsWith('.csv');
const WHOLE = "'-?(0|[1-9][0-9]*)'";
const TIMESTAMP = "'[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}'";
const number = (column) => (csv ? `TRY_CAST(${column} AS BIGINT)` : column);
const lexical = `
     count(*) FILTER (NOT regexp_full_match(date, ${TIMESTAMP}) OR TRY_CAST(date AS TIMESTAMP) IS NULL),
     count(*) FILTER (NOT regexp_full_match(delay, ${WHOLE})),
     count(*) FILTER (NOT regexp_full_match(distance, ${WHOLE})),`;

const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
const reader = await connection.runAndReadAll(
  `SELECT ${csv ? lexical : ''}
     count(*) FILTER (date IS NULL),
     count(*) FILTER (delay IS NULL),
     count(*) FILTER (distance IS NULL),
     count(*) FILTER (origin IS NULL),
     count(*) FILTER (destination IS NULL),
     count(*) FILTER (NOT ${number('delay')} BETWEEN -1500 AND 3000),
     count(*) FILTER (NOT ${number('distance')} BETWEEN 1 AND 6000),
     count(*) FILTER (NOT regexp_full_match(origin, '[A-Z]{3}')),
     count(*) FILTER (NOT regexp_full_match(destination, '[A-Z]{3}'))
   FROM ${csv ? "read_csv(?, header = true, all_varchar = true, delim = ',', quote = '\"')" : 'read_parquet(?)'}`,
  [file],
);
const broken = reader.getRows()[0];
connection.closeSync();
instance.closeSync();
console.log(broken.join(' '));
process.exitCode = broken.every((count) => count === 0n) ? 0 : 1;
