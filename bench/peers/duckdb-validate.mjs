/** The peer of `validate`: nine checks as one query on bare DuckDB. Exits 1 where a row breaks one. */
import { DuckDBInstance } from '@duckdb/node-api';

const [file] = process.argv.slice(2);
const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
const reader = await connection.runAndReadAll(
  `SELECT
     count(*) FILTER (date IS NULL),
     count(*) FILTER (delay IS NULL),
     count(*) FILTER (distance IS NULL),
     count(*) FILTER (origin IS NULL),
     count(*) FILTER (destination IS NULL),
     count(*) FILTER (NOT delay BETWEEN -1500 AND 3000),
     count(*) FILTER (NOT distance BETWEEN 1 AND 6000),
     count(*) FILTER (NOT regexp_full_match(origin, '[A-Z]{3}')),
     count(*) FILTER (NOT regexp_full_match(destination, '[A-Z]{3}'))
   FROM read_parquet(?)`,
  [file],
);
const broken = reader.getRows()[0];
connection.closeSync();
instance.closeSync();
console.log(broken.join(' '));
process.exitCode = broken.every((count) => count === 0n) ? 0 : 1;
