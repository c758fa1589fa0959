/** Stores that the probe found unsafe: who may use them, and what is said of it. */
import { environmentError } from '../base/index.js';
import { locate, PROBES } from './layout.js';
import { needEntry } from './sealed.js';
import { type ProbeFinding, probeFindingSchema } from './setup-schemas.js';
import type { Store } from './storage/index.js';

const FIX =
  'move the registry to a store with conditional writes (docs/aws.md lists them), or accept lost and doubled entries with `allow_unsafe: true` beside its `url`';

/** What the newest probe of this registry found, where that was unsafe; null where it was safe or never probed. */
export async function unsafeFinding(store: Store): Promise<ProbeFinding | null> {
  let last: { readonly key: string; readonly safe: boolean } | null = null;
  // Their names begin with the time, so the last one is the newest.
  for await (const { key } of store.list(PROBES)) {
    const place = locate(key);
    if (place.kind === 'probe') last = { key, safe: place.safe };
  }
  if (last === null || last.safe) return null;
  const { entry } = await needEntry(store, last.key, probeFindingSchema);
  return entry.safe ? null : entry;
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
