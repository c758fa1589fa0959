/** Signatures beside versions: entries that are added and never changed. What they are worth, `signing` judges. */
import { usageError } from '../base/index.js';
import { type Core, createEntry, nonce } from './core.js';
import { keys, locate } from './layout.js';
import { newId, readAll } from './records.js';
import { damaged } from './sealed.js';
import { type SignatureEntry, signatureSchema } from './types.js';
import { version } from './versions.js';

/** Keeps a signature. The same bundle on the same version is found again, and gets no second entry. */
export async function addSignature(
  core: Core,
  signature: Omit<SignatureEntry, 'format' | 'id' | 'nonce' | 'time'>,
): Promise<{ signature: SignatureEntry; created: boolean }> {
  const { model, version: number, digest, bundle } = signature;
  const there = await version(core, model, number);
  if (there === null || there.entry.digest !== digest) {
    throw usageError({
      message: `${model} v${number} with the digest ${digest} is not in ${core.store.description}`,
      fix: 'look at `assay history` for the versions and their digests',
    });
  }
  const known = (await signatures(core, model, number)).find((one) => one.bundle === bundle);
  if (known !== undefined) return { signature: known, created: false };
  const id = newId(core);
  const own = nonce();
  const key = keys.signature(model, number, id);
  const written = await createEntry(
    core,
    key,
    signatureSchema,
    { ...signature, format: 1, id, nonce: own, time: core.now().toISOString() },
    (other) => other.nonce === own,
  );
  if (!written.created) throw damaged(core.store, key, 'the id was used twice');
  return { signature: written.entry, created: true };
}

/** Signatures of one version, oldest first. */
export async function signatures(core: Core, model: string, number: number): Promise<SignatureEntry[]> {
  await core.names.checkModel(model);
  return readAll(core, keys.signatures(model, number), signatureSchema, (entry, key) => {
    const place = locate(key);
    return (
      place.kind === 'signature' &&
      entry.model === place.model &&
      entry.version === place.version &&
      entry.id === place.id
    );
  });
}
