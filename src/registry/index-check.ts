/**
 * The index of runs against the runs. It is never the truth, but lists and filters read it: a row that says something
 * else than its run would show a wrong figure, well sealed. Compared by digest, so that 10,000 runs stay small.
 */
import { sha256 } from '../base/index.js';
import { keys } from './layout.js';
import { type ReadSegment, rowOf } from './run-index.js';
import { canonicalBytes } from './sealed.js';
import type { RegistryProblem, RunEntry, RunRow } from './types.js';

export class IndexCheck {
  /** Key of the run → digest of its row. */
  private readonly runs = new Map<string, string>();
  private readonly rows: {
    readonly segment: string;
    readonly model: string;
    readonly run: string;
    readonly digest: string;
  }[] = [];
  private readonly unreadable: { readonly key: string; readonly model: string; readonly message: string }[] =
    [];

  run(entry: RunEntry, bytes: Uint8Array): void {
    this.runs.set(keys.run(entry.model, entry.id), digestOf(rowOf(entry, bytes)));
  }

  segment(key: string, model: string, read: ReadSegment): void {
    if ('problem' in read) this.unreadable.push({ key, model, message: read.problem });
    else
      for (const row of read.rows) {
        this.rows.push({ segment: key, model, run: keys.run(model, row.id), digest: digestOf(row) });
      }
  }

  /** `notes`: what readers do without by themselves. `unread`: keys of runs that are damaged, which is told elsewhere. */
  compare(unread: ReadonlySet<string>): { problems: RegistryProblem[]; notes: RegistryProblem[] } {
    const wrong = new Map<string, { readonly model: string; readonly runs: string[] }>();
    const gone = new Map<string, { readonly model: string; readonly runs: string[] }>();
    for (const { segment, model, run, digest } of this.rows) {
      const own = this.runs.get(run);
      if (own === digest || (own === undefined && unread.has(run))) continue;
      const list = own === undefined ? gone : wrong;
      const found = list.get(segment) ?? { model, runs: [] };
      found.runs.push(run);
      list.set(segment, found);
    }
    return {
      problems: [...wrong].map(([key, { model, runs }]) => ({
        key,
        message: `the index says something else than ${runs[0]} does${runs.length > 1 ? `, and than ${runs.length - 1} more of its runs` : ''}; lists show it`,
        fix: rebuild(model),
      })),
      notes: [
        ...[...gone].map(([key, { model, runs }]) => ({
          key,
          message: `holds a row of ${runs[0]}${runs.length > 1 ? ` and ${runs.length - 1} more` : ''}, which is not there; no list shows it, and ${rebuild(model)} takes it out`,
        })),
        ...this.unreadable.map(({ key, model, message }) => ({
          key,
          message: `this segment of the index cannot be used (${message}); runs are read one by one until ${rebuild(model)}`,
        })),
      ],
    };
  }
}

const rebuild = (model: string): string => `\`assay history --model ${model} --reindex\``;

function digestOf(row: RunRow): string {
  return sha256(canonicalBytes(row, 'a row of the index'));
}
