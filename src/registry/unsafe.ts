/** Stores that the probe found unsafe: who may use them, and what is said of it. */
import { environmentError } from '../base/index.js';
import { locate, PROBES } from './layout.js';
import { needEntry } from './sealed.js';
import { type ProbeFinding, probeFindingSchema } from './setup-schemas.js';
import type { Store } from './storage/index.js';

const FIX =
  'move the registry to a store with conditional writes (docs/aws.md lists them), or accept lost and doubled entries with `allow_unsafe: true` beside its `url`';

/** What the newest probe of this registry found; null where it was never probed. */
export async function lastFinding(store: Store): Promise<ProbeFinding | null> {
  let last: string | null = null;
  // Their names begin with the time, so the last one is the newest.
  for await (const { key } of store.list(PROBES)) if (locate(key).kind === 'probe') last = key;
  return last === null ? null : (await needEntry(store, last, probeFindingSchema)).entry;
}

/** The error for a store that the probe found unsafe. */
export function unsafeStore(store: Store, finding: ProbeFinding, fix = FIX): Error {
  return environmentError(
    finding.checks
      .filter(({ ok }) => !ok)
      .map(({ check, detail }) => ({
        message: `${store.description} is not safe for a registry: ${check}: ${detail}`,
        fix,
      })),
  );
}
