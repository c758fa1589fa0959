/** The files of a version or a run, gathered with the blobs to store: each digest once, each name as often as it differs. */
import { sha256 } from '../base/index.js';
import type { Artifact } from '../results/index.js';
import type { ManifestFile } from './types.js';

/** A blob to store: an artifact of the workspace, a file of the user's, or bytes. */
export type Blob =
  | { readonly sha256: string; readonly artifact: Artifact }
  | { readonly sha256: string; readonly path: string }
  | { readonly sha256: string; readonly bytes: Uint8Array };

export class Files {
  readonly #files = new Map<string, ManifestFile>();
  readonly #blobs = new Map<string, Blob>();

  add(role: ManifestFile['role'], name: string, artifact: Artifact): void {
    const { file, sha256: digest, size } = artifact;
    this.put({ role, name, file, sha256: digest, size }, { sha256: digest, artifact });
  }

  addFile(role: ManifestFile['role'], name: string, given: Artifact & { readonly path: string }): void {
    const { file, sha256: digest, size, path } = given;
    this.put({ role, name, file, sha256: digest, size }, { sha256: digest, path });
  }

  addBytes(role: ManifestFile['role'], name: string, file: string, bytes: Uint8Array): void {
    const digest = sha256(bytes);
    this.put({ role, name, file, sha256: digest, size: bytes.length }, { sha256: digest, bytes });
  }

  files(): ManifestFile[] {
    return [...this.#files.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, file]) => file);
  }

  blobs(): Blob[] {
    return [...this.#blobs.values()];
  }

  private put(file: ManifestFile, blob: Blob): void {
    // Two results may keep the same profile: once is enough. Different files of one name both stay.
    this.#files.set(`${file.role}\0${file.name}\0${file.sha256}`, file);
    this.#blobs.set(blob.sha256, blob);
  }
}
