/** `assay validate` against bare DuckDB and against the peers, on Parquet and on CSV. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONTRACT, contractWithServer, FLIGHTS, ROOT, write } from '../flights.mjs';
import { peerProgram } from '../python.mjs';

const DUCKDB = join(ROOT, 'bench/peers/duckdb-validate.mjs');
const CSV = '(HEADER)';

/** A file and how to make it in the case's folder. */
const parquet = async () => FLIGHTS;
const csv = (folder) => write('FROM $FLIGHTS', join(folder, 'flights.csv'), CSV);
/** Ten times the rows, with noise so that nothing is merely repeated. */
const large = (folder) =>
  write(
    'SELECT date + to_seconds(i) AS date, delay + (hash(date, delay, i) % 7)::BIGINT AS delay, distance, origin, destination FROM $FLIGHTS, range(10) AS r(i)',
    join(folder, 'large.parquet'),
  );

function validateCase({ name, title, data, peer, bound, rounds = 5, slow = false }) {
  return {
    name,
    title,
    rounds,
    slow,
    bound,
    prepare: async ({ folder, assay, node }) => {
      const file = await data(folder);
      writeFileSync(join(folder, 'flights.odcs.yaml'), CONTRACT);
      return {
        ours: {
          argv: [...assay, 'validate', '--data', file, '--contract', 'flights.odcs.yaml'],
          cwd: folder,
        },
        peer: { cwd: folder, ...(await peer({ folder, file, assay, node })) },
      };
    },
  };
}

const pandera = ({ file }) => ({ argv: peerProgram('pandera', 'pandera-validate.py', file) });
const datacontract =
  (format) =>
  ({ folder, file }) => {
    const contract = join(folder, 'datacontract.yaml');
    writeFileSync(contract, contractWithServer(file, format));
    return { argv: peerProgram('datacontract', 'datacontract-validate.py', contract) };
  };

export const DATA = [
  validateCase({
    name: 'validate',
    title:
      '`assay validate`, nine checks on 3 million rows of Parquet, against one query on bare DuckDB in Node',
    data: parquet,
    rounds: 7,
    bound: { ratio: 1.5 },
    peer: ({ node, file }) => ({ argv: [...node, DUCKDB, file] }),
  }),
  validateCase({
    name: 'validate-pandera',
    title: 'the same against pandera on polars',
    data: parquet,
    bound: { ratio: 1 / 1.8 },
    peer: pandera,
  }),
  validateCase({
    name: 'validate-great-expectations',
    title: 'the same against Great Expectations on pandas',
    data: parquet,
    bound: { ratio: 1 / 6 },
    peer: ({ file }) => ({ argv: peerProgram('great-expectations', 'great-expectations-validate.py', file) }),
  }),
  validateCase({
    name: 'validate-datacontract',
    title: 'the same against datacontract-cli',
    data: parquet,
    bound: { ratio: 1 / 4 },
    peer: datacontract('parquet'),
  }),
  validateCase({
    name: 'validate-csv',
    title:
      '`assay validate` of 106 MB of CSV, text checked as text, against one lexical query on bare DuckDB in Node',
    data: csv,
    bound: { ratio: 1.5 },
    peer: ({ node, file }) => ({ argv: [...node, DUCKDB, file] }),
  }),
  validateCase({
    name: 'validate-csv-pandera',
    title: 'the same CSV against pandera on polars, which reads leniently',
    data: csv,
    bound: { ratio: 1 },
    peer: pandera,
  }),
  validateCase({
    name: 'validate-csv-datacontract',
    title: 'the same CSV against datacontract-cli, which reads leniently',
    data: csv,
    bound: { ratio: 1 },
    peer: datacontract('csv'),
  }),
  validateCase({
    name: 'validate-csv-frictionless',
    title: 'the same CSV against Frictionless',
    data: csv,
    rounds: 1,
    slow: true,
    bound: { ratio: 1 / 60 },
    peer: ({ file }) => ({ argv: peerProgram('frictionless', 'frictionless-validate.py', file) }),
  }),
  {
    name: 'validate-ten-times',
    title: '`assay validate` of 30 million rows against itself on 3 million',
    rounds: 5,
    slow: true,
    bound: { ratio: 11, memory: 1.5 },
    prepare: async ({ folder, assay }) => {
      const file = await large(folder);
      const small = await write(
        'SELECT date, delay, distance, origin, destination FROM $FLIGHTS',
        join(folder, 'small.parquet'),
      );
      writeFileSync(join(folder, 'flights.odcs.yaml'), CONTRACT);
      const on = (data) => ({
        argv: [...assay, 'validate', '--data', data, '--contract', 'flights.odcs.yaml'],
        cwd: folder,
      });
      return { ours: on(file), peer: on(small) };
    },
  },
];
