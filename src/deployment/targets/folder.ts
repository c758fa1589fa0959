/**
 * A folder that a server reads. Files are staged in a hidden folder of the same file system and appear by
 * rename, complete; then one small file is replaced, and that is the switch. A crash between any two steps
 * leaves the old version served, and running again completes the work.
 *
 *   <folder>/<model>/<version>/model.onnx, assay.json
 *   <folder>/<model>/config.pbtxt | current.json
 *   <folder>/.staging-<nonce>/<model>/<version>/…       while a deployment is under way
 */
import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson, codeOf, environmentError, syncFolder, writeFileAtomic } from '../../base/index.js';
import { folderFiles } from './files.js';
import { LAYOUTS, type LayoutName } from './layouts.js';
import { withLock } from './lock.js';
import { namesOf, recordText } from './placement.js';
import {
  exists,
  RECORD_FILE,
  readDeployed,
  readPointer,
  readRecord,
  readSignatures,
  readVersion,
  SIGNATURES_FILE,
  safeName,
} from './read.js';
import { type Mark, NOTHING, type Placement, type Step, type Switched, type Target } from './target.js';

/** A staging folder this old belongs to a deployment that crashed. */
const STALE_STAGING_MS = 86_400_000;

export interface FolderTargetOptions {
  /** Absolute. */
  readonly folder: string;
  readonly layout: LayoutName;
  /** Writes the bytes with this digest to a new file, checked. */
  readonly fetch: (sha256: string, path: string) => Promise<void>;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  /** How long to wait for another deployment. */
  readonly lockMs?: number;
  /** Called after each effect; a fault test ends the process there. */
  readonly onStep?: (step: Step) => void | Promise<void>;
}

export function folderTarget(options: FolderTargetOptions): Target {
  const { folder } = options;
  const layout = LAYOUTS[options.layout];
  const step = async (name: Step): Promise<void> => options.onStep?.(name);
  const files = folderFiles(folder);
  const modelFolder = (model: string): string => join(folder, safeName(model));
  // The lock keeps others out: there is nothing to tell apart.
  const done = (): Switched => ({ done: true, mark: NOTHING });

  return {
    description: `folder ${folder} (${options.layout})`,

    exclusive: (who, work) =>
      withLock({ folder, who, waitMs: options.lockMs ?? 600_000, signal: options.signal }, work),

    mark: async (): Promise<Mark> => NOTHING,

    current: (model) => readDeployed(folder, model, options.layout),

    async stage(placement) {
      const names = namesOf(placement, layout);
      const home = modelFolder(placement.model);
      const place = join(home, String(placement.version));
      await mkdir(folder, { recursive: true });
      await removeStale(folder, options.now());
      const before = await strangeness(place, placement, names);
      if (before !== null && before.length === 0) {
        await writeSignatures(place, placement);
        return [];
      }

      const nonce = join(folder, `.staging-${randomBytes(8).toString('hex')}`);
      const staged = join(nonce, safeName(placement.model), String(placement.version));
      try {
        await mkdir(staged, { recursive: true });
        for (const [index, file] of placement.files.entries()) {
          const path = join(staged, names[index] ?? file.file);
          await options.fetch(file.sha256, path);
          await syncFile(path);
        }
        await writeFile(join(staged, RECORD_FILE), recordText(placement, names));
        await syncFile(join(staged, RECORD_FILE));
        await writeSignatures(staged, placement);
        await syncFolder(staged);
        await step('staged');
        // A server that polls would guess a configuration for a model folder that has none and serve it:
        // so the first version of a model appears together with its pointer.
        if (!(await exists(home))) {
          const pointer = { version: placement.version, digest: placement.digest };
          const first = join(nonce, safeName(placement.model));
          await writeFile(join(first, layout.pointerFile), layout.render(placement.model, pointer));
          await syncFile(join(first, layout.pointerFile));
          if (await renamedInto(first, home)) {
            await syncFolder(folder);
            await step('placed');
            return [];
          }
        }
        await mkdir(home, { recursive: true });
        if (!(await renamedInto(staged, place))) {
          // What lies there is not what the manifest names: it steps aside, and goes with the staging folder.
          if ((await strangeness(place, placement, names))?.length !== 0) {
            await rename(place, join(nonce, 'damaged'));
            await rename(staged, place);
          }
        }
        await syncFolder(home);
        await step('placed');
        return before ?? [];
      } catch (error) {
        throw codeOf(error) === 'ENOSPC'
          ? environmentError(
              {
                message: `the disk is full: cannot place version ${placement.version} in ${folder}`,
                fix: 'free space, then deploy again; what was served before is still served',
              },
              error,
            )
          : error;
      } finally {
        await rm(nonce, { recursive: true, force: true });
      }
    },

    async switchTo(model, version) {
      const home = modelFolder(model);
      const record = await readRecord(files, `${safeName(model)}/${version}`);
      if (record === null || record.version !== version || record.model !== model) {
        throw environmentError({
          where: { file: join(home, String(version)) },
          message: `version ${version} of ${model} is not there to switch to`,
          fix: `run \`assay deploy --version ${version}\` again`,
        });
      }
      await writeFileAtomic(join(home, layout.pointerFile), layout.render(model, record));
      await step('switched');
      return done();
    },

    async clear(model) {
      const nonce = join(folder, `.staging-${randomBytes(8).toString('hex')}`);
      await mkdir(nonce, { recursive: true });
      try {
        await rename(modelFolder(model), join(nonce, 'removed'));
        await syncFolder(folder);
      } catch (error) {
        if (codeOf(error) !== 'ENOENT') throw error;
      } finally {
        await rm(nonce, { recursive: true, force: true });
      }
      return done();
    },

    async prune(model, keep) {
      const home = modelFolder(model);
      const pointer = await readPointer(files, safeName(model), layout);
      // Without a pointer that can be read nobody knows what is served: nothing is removed.
      if (pointer === null || 'problem' in pointer) return;
      for (const name of await readdir(home)) {
        if (!/^[1-9]\d*$/.test(name) || keep.includes(Number(name)) || pointer.version === Number(name))
          continue;
        await rm(join(home, name), { recursive: true, force: true });
      }
      await step('pruned');
    },

    opened: (deployed, work) => work(deployed.path),
  };

  /** What a version folder holds that the manifest does not; null where there is no such folder. */
  async function strangeness(
    place: string,
    placement: Placement,
    names: readonly string[],
  ): Promise<readonly string[] | null> {
    if (!(await exists(place))) return null;
    const key = `${safeName(placement.model)}/${placement.version}`;
    const record = await readRecord(files, key);
    if (record === null) return [`${join(place, RECORD_FILE)} was missing or damaged`];
    if (canonicalJson(record) !== recordText(placement, names).trim()) {
      return [`${join(place, RECORD_FILE)} was of other files`];
    }
    return (await readVersion(files, placement.model, placement)).problems;
  }

  /** Signatures may come after a version was placed, so they lie beside its record and not in it. */
  async function writeSignatures(place: string, { signatures = [] }: Placement): Promise<void> {
    if (signatures.length === 0) return;
    const there = await readSignatures(folderFiles(place), '');
    if (canonicalJson(there) === canonicalJson(signatures)) return;
    await writeFileAtomic(join(place, SIGNATURES_FILE), `${canonicalJson(signatures)}\n`);
  }
}

/** Renames a folder; false where something lies at the new place already. */
async function renamedInto(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOTEMPTY' || codeOf(error) === 'EEXIST' || codeOf(error) === 'EPERM')
      return false;
    throw error;
  }
}

async function removeStale(folder: string, now: Date): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith('.staging-')) continue;
    const path = join(folder, name);
    const info = await stat(path).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    });
    if (info !== null && now.getTime() - info.mtimeMs > STALE_STAGING_MS) {
      await rm(path, { recursive: true, force: true });
    }
  }
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
