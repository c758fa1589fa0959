/** What the scan of structure says about every record, as tables of the engine, which spill to the disk. */
import type { Database } from '../engines/index.js';
import type { Source } from './source/index.js';

export interface StructureTables {
  /** (path, engine_row, record, line): where the three no longer count on together. */
  readonly lines: string;
  /** (path, engine_row, record, line, reason): records with a fault; `engine_row` is null where the engine drops it. */
  readonly faults: string;
}

/** Flushed after so many rows, so that memory stays bounded. */
const BATCH = 100_000;

/** Reads every text file again. Only called where something failed. */
export async function readStructure(
  db: Database,
  source: Source,
  tables: StructureTables,
  signal: AbortSignal,
): Promise<void> {
  await db.run(
    `CREATE OR REPLACE TEMP TABLE ${tables.lines} (path VARCHAR, engine_row BIGINT, record BIGINT, line BIGINT)`,
  );
  await db.run(
    `CREATE OR REPLACE TEMP TABLE ${tables.faults} (path VARCHAR, engine_row BIGINT, record BIGINT, line BIGINT, reason VARCHAR)`,
  );
  if (source.kind === 'typed') return;
  const lines = await db.connection.createAppender(tables.lines, null, 'temp');
  const faults = await db.connection.createAppender(tables.faults, null, 'temp');
  let kept = 0;
  const count = () => {
    kept += 1;
    if (kept % BATCH !== 0) return;
    lines.flushSync();
    faults.flushSync();
  };
  const number = (appender: typeof lines, value: number | null) =>
    value === null ? appender.appendNull() : appender.appendBigInt(BigInt(value));
  try {
    for (const [index, { path }] of source.found.files.entries()) {
      await source.listen(
        index,
        {
          place(row, record, line) {
            lines.appendVarchar(path);
            for (const value of [row, record, line]) number(lines, value);
            lines.endRow();
            count();
          },
          fault({ kind, line, row, detail, engineRow }) {
            faults.appendVarchar(path);
            for (const value of [engineRow, row, line]) number(faults, value);
            faults.appendVarchar(
              `${kind === 'encoding' || kind === 'nul' ? 'encoding' : 'structure'}: ${detail}`,
            );
            faults.endRow();
            count();
          },
        },
        signal,
      );
    }
  } finally {
    lines.closeSync();
    faults.closeSync();
  }
}
