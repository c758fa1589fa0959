/** The data of the benchmarks: 3 million flights of vega-datasets, and what is made from them. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

export const ROOT = join(import.meta.dirname, '..');
export const FLIGHTS = join(ROOT, 'node_modules/vega-datasets/data/flights-3m.parquet');

/** Writes a query's rows to a file; `$FLIGHTS` stands for the table of the flights. */
export async function write(query, path, options = '') {
  if (!existsSync(FLIGHTS)) throw new Error(`${FLIGHTS} is missing: run npm ci`);
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const text = query.replaceAll('$FLIGHTS', `read_parquet('${FLIGHTS.replaceAll("'", "''")}')`);
  await connection.run(`COPY (${text}) TO '${path.replaceAll("'", "''")}' ${options}`);
  connection.closeSync();
  return path;
}

/** Five required columns, two ranges, two patterns: the nine checks that every peer is given. */
export const CONTRACT = `apiVersion: v3.1.0
kind: DataContract
id: flights
version: 1.0.0
status: active
schema:
  - name: flights
    logicalType: object
    properties:
      - {name: date, logicalType: timestamp, required: true}
      - {name: delay, logicalType: integer, required: true, logicalTypeOptions: {minimum: -1500, maximum: 3000}}
      - {name: distance, logicalType: integer, required: true, logicalTypeOptions: {minimum: 1, maximum: 6000}}
      - {name: origin, logicalType: string, required: true, logicalTypeOptions: {pattern: "^[A-Z]{3}$"}}
      - {name: destination, logicalType: string, required: true, logicalTypeOptions: {pattern: "^[A-Z]{3}$"}}
`;

/** The same with a server, as datacontract-cli wants it. */
export function contractWithServer(path, format) {
  const server = `servers:\n  - {server: local, type: local, path: ${JSON.stringify(path)}, format: ${format}${format === 'csv' ? ', delimiter: ","' : ''}}\n`;
  return CONTRACT.replace('schema:\n', `${server}schema:\n`);
}
