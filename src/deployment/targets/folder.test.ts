import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { targetConformance } from './conformance.js';
import { folderTarget } from './folder.js';

targetConformance('a folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'assay-target-test-'));
  return {
    open: async (layout, fetch) =>
      folderTarget({ folder, layout, fetch, now: () => new Date(), signal: new AbortController().signal }),
    async keys() {
      const all = await readdir(folder, { recursive: true });
      const files = await Promise.all(all.map(async (key) => (await stat(join(folder, key))).isFile()));
      return all.filter((_, index) => files[index]).sort();
    },
    read: (key) => readFile(join(folder, key), 'utf8'),
    async write(key, text) {
      await mkdir(dirname(join(folder, key)), { recursive: true });
      await writeFile(join(folder, key), text);
    },
    remove: (key) => rm(join(folder, key)),
    close: () => rm(folder, { recursive: true, force: true }),
  };
});
