/** Drift of June against January to May, and of many columns. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { write } from '../flights.mjs';
import { peerProgram } from '../python.mjs';

const COLUMNS = 'SELECT delay, distance, origin, destination FROM $FLIGHTS WHERE month(date)';

async function months(folder) {
  const reference = await write(`${COLUMNS} < 6`, join(folder, 'reference.parquet'));
  const current = await write(`${COLUMNS} = 6`, join(folder, 'june.parquet'));
  return { reference, current };
}

export const DRIFT = [
  {
    name: 'drift',
    title: 'drift of June against January to May (2.5 million rows), four columns, against Evidently',
    rounds: 3,
    slow: true,
    bound: { ratio: 1 / 15 },
    prepare: async ({ folder, assay }) => {
      const { reference, current } = await months(folder);
      return {
        ours: { argv: [...assay, 'validate', '--data', current, '--reference', reference], cwd: folder },
        peer: { argv: peerProgram('evidently', 'evidently-drift.py', reference, current), cwd: folder },
      };
    },
  },
  {
    name: 'drift-profile',
    title: 'the same drift against a saved profile, against itself on the rows',
    rounds: 7,
    bound: { ratio: 1 / 1.5 },
    prepare: async ({ folder, assay }) => {
      const { reference, current } = await months(folder);
      const profile = join(folder, 'reference.profile.json');
      const made = spawnSync(
        assay[0],
        [...assay.slice(1), 'profile', '--data', reference, '--output', profile],
        {
          cwd: folder,
          encoding: 'utf8',
        },
      );
      if (made.status !== 0) throw new Error(`assay profile exits with ${made.status}: ${made.stderr}`);
      const against = (file) => ({
        argv: [...assay, 'validate', '--data', current, '--reference', file],
        cwd: folder,
      });
      return { ours: against(profile), peer: against(reference) };
    },
  },
  {
    name: 'drift-wide',
    title: 'drift of 1,000 columns × 100,000 rows against `node -e 0`',
    rounds: 1,
    slow: true,
    bound: { seconds: 60 },
    prepare: async ({ folder, assay, node }) => {
      const columns = Array.from({ length: 1000 }, (_, k) =>
        k % 4 === 3
          ? `'c' || (hash(i, ${k}) % 20) AS c${k}`
          : `(hash(i, ${k}) % 1000003) / 1000003.0 AS c${k}`,
      );
      const wide = (from, to, name) =>
        write(`SELECT ${columns.join(', ')} FROM range(${from}, ${to}) AS r(i)`, join(folder, name));
      const reference = await wide(0, 100_000, 'reference.parquet');
      const current = await wide(100_000, 200_000, 'current.parquet');
      return {
        ours: { argv: [...assay, 'validate', '--data', current, '--reference', reference], cwd: folder },
        peer: { argv: [...node, '-e', '0'] },
      };
    },
  },
];
