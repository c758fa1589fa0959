/** Datasets in S3: their objects as files of this machine, which messages call by their addresses. */
import { join } from 'node:path';
import { escapePath, isDynamicPattern } from 'tinyglobby';
import type { Remote } from '../s3/index.js';
import { commonFormat, type DatasetKind, type FoundDataset } from './dataset.js';

/** Finds the objects behind an address, and brings those that are not here. */
export async function findRemote(
  name: string,
  url: string,
  remote: Remote,
  kind: DatasetKind,
): Promise<FoundDataset> {
  const { files: brought, folder, key } = await remote.files(url, kind === 'files');
  const files = brought.map(({ path, url: shown, key: own, sha256 }) => ({
    path,
    shown,
    object: { key: own, sha256 },
  }));
  const [first] = brought;
  const single = brought.length === 1 && first?.key === key;
  if (kind === 'files') {
    const parts = key.split('/');
    const dynamic = parts.findIndex((part) => isDynamicPattern(part));
    const below = single ? parts.slice(0, -1) : dynamic < 0 ? parts : parts.slice(0, dynamic);
    const inside = join(folder, ...below);
    const local = single ? first.path : dynamic < 0 ? inside : `${escapePath(folder)}/${key}`;
    return { name, path: url, format: 'files', files, folder: inside, local };
  }
  const format = commonFormat(
    name,
    url,
    files.map(({ shown }) => shown),
    (file) => file,
  );
  // Nothing but these files lies there, so that the glob of the key means the same ones.
  return { name, path: url, format, files, local: single ? first.path : `${folder}/${key}` };
}
