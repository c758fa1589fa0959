/**
 * Cuts the flights of 2001 by month: data/2001-01.parquet … 2001-06.parquet, and data/broken.csv, a piece of
 * February with rows that break the contract. Usage: node prepare.mjs SOURCE.parquet FOLDER
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

const [source, folder] = process.argv.slice(2);
if (!source || !folder) {
  console.error('usage: node prepare.mjs SOURCE.parquet FOLDER');
  process.exit(2);
}
await mkdir(folder, { recursive: true });
const quoted = (text) => `'${text.replaceAll("'", "''")}'`;
const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
await connection.run(`
  CREATE TABLE flights AS
  SELECT row_number() OVER () AS flight_id, date, CAST(hour(date) AS INTEGER) AS "hour",
         CAST(dayofweek(date) AS INTEGER) AS weekday, distance, origin, destination, delay,
         CAST(delay >= 15 AS INTEGER) AS late
  FROM read_parquet(${quoted(source)})
  WHERE date < TIMESTAMP '2001-07-01'`); // six stray rows are of 1 July
for (let month = 1; month <= 6; month += 1) {
  const file = join(folder, `2001-0${month}.parquet`);
  await connection.run(`
    COPY (SELECT * FROM flights WHERE month(date) = ${month} ORDER BY flight_id)
    TO ${quoted(file)} (FORMAT parquet, COMPRESSION zstd)`);
}
const broken = join(folder, 'broken.csv');
await connection.run(`
  COPY (SELECT * FROM flights WHERE month(date) = 2 ORDER BY flight_id LIMIT 120000) TO ${quoted(broken)} (FORMAT csv, HEADER)`);
connection.closeSync();
instance.closeSync();

// Errors as they come from real exports: a fraction, a lower-case code, an impossible hour, a space, a missing value.
const rows = (await readFile(broken, 'utf8')).split('\n');
const damage = (line, column, value) => {
  const cells = rows[line - 1].split(',');
  cells[column] = value;
  rows[line - 1] = cells.join(',');
};
damage(1203, 4, '12.7');
damage(20417, 5, 'jfk');
damage(48871, 2, '25');
damage(48872, 2, ' 7');
damage(90010, 6, '');
await writeFile(broken, rows.join('\n'));
console.log(`six months and broken.csv are in ${folder}`);
