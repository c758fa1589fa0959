/** Puts the blobs of a version or a run into the registry, each checked against the digest that it was read under. */
import { usageError } from '../../base/index.js';
import type { Blob, Registry } from '../../registry/index.js';
import type { Workspace } from '../../results/index.js';

export async function storeBlob(
  registry: Registry,
  workspace: Workspace,
  blob: Blob,
  signal: AbortSignal,
  size?: number,
): Promise<void> {
  const stored =
    'bytes' in blob
      ? await registry.putBytes(blob.bytes)
      : await registry.putBlob(
          'path' in blob ? blob.path : await workspace.checkedArtifact(blob.artifact),
          signal,
          // Read and hashed a moment ago; the store reads it once more and refuses other bytes.
          size === undefined ? undefined : { sha256: blob.sha256, size },
        );
  if (stored.sha256 === blob.sha256) return;
  throw usageError({
    ...('path' in blob ? { where: { file: blob.path } } : {}),
    message: 'the file changed while it was registered',
    fix: 'run the command again once nothing writes to the file',
  });
}
