/**
 * MLflow's database file (SQLite). NaN stands there as 0 with `is_nan`, and an infinite value as the largest number.
 * Source: mlflow, store/tracking/dbmodels/models.py and sqlalchemy_store.py.
 */
import { access, readFile, stat } from 'node:fs/promises';
import initSqlJs from 'sql.js/dist/sql-wasm-inline.js';
import { messageOf, usageError } from '../../../base/index.js';
import type { Run } from './run.js';

const LARGEST = 1024 * 1024 * 1024;
const JOURNAL_MODES = [18, 19];

export interface OpenDatabase {
  runs(): Run[];
  metrics(run: string): Map<string, number>;
  /** Where its artifacts lie, as MLflow wrote it: a path or a URI. */
  artifacts(run: string): string;
  close(): void;
}

/** Reads the whole file into memory. Throws a usage error where it is no database of MLflow. Close it always. */
export async function openMlflowDatabase(path: string, shown: string): Promise<OpenDatabase> {
  const { size } = await stat(path);
  if (size > LARGEST) throw usageError({ where: { file: shown }, message: 'is larger than 1 GiB' });
  const unfinished = await access(`${path}-wal`).then(
    async () => (await stat(`${path}-wal`)).size > 0,
    () => false,
  );
  if (unfinished) {
    throw usageError({
      where: { file: shown },
      message: 'has changes that are not in the file yet: beside it lies a -wal file',
      fix: 'stop the server of MLflow, or run `sqlite3 FILE "PRAGMA wal_checkpoint(TRUNCATE)"`',
    });
  }
  const bytes = await readFile(path);
  // In memory there is no journal beside the file, which these two bytes would ask for.
  for (const place of JOURNAL_MODES) if (bytes[place] === 2) bytes[place] = 1;
  const sql = await initSqlJs();
  const db = new sql.Database(bytes);
  const rows = (query: string, values: readonly string[] = []): unknown[][] => {
    try {
      return db.exec(query, [...values])[0]?.values ?? [];
    } catch (error) {
      throw usageError(
        {
          where: { file: shown },
          message: `cannot be read: ${messageOf(error)}`,
          expected: 'a database file of MLflow',
        },
        error,
      );
    }
  };
  return {
    runs: () =>
      rows(
        "SELECT r.run_uuid, r.name, e.name, r.status, r.lifecycle_stage = 'active' AND e.lifecycle_stage = 'active', r.start_time FROM runs r JOIN experiments e ON e.experiment_id = r.experiment_id",
      ).map(([id, name, experiment, status, active, started]) => ({
        id: String(id),
        name: name === null ? '' : String(name),
        experiment: String(experiment),
        status: String(status),
        deleted: active !== 1,
        started: Number(started),
      })),
    metrics: (run) =>
      new Map(
        rows('SELECT key, value, is_nan FROM latest_metrics WHERE run_uuid = ?', [run]).map(
          ([key, value, isNan]) => [String(key), storedValue(value, isNan)],
        ),
      ),
    artifacts: (run) => String(rows('SELECT artifact_uri FROM runs WHERE run_uuid = ?', [run])[0]?.[0] ?? ''),
    close: () => db.close(),
  };
}

function storedValue(value: unknown, isNan: unknown): number {
  if (isNan !== 0 || typeof value !== 'number') return Number.NaN;
  if (Math.abs(value) === Number.MAX_VALUE) return Math.sign(value) * Number.POSITIVE_INFINITY;
  return value;
}
