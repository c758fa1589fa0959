/**
 * The run cache: outcomes of training by the digest of everything that they depend on. One folder an entry,
 * renamed into place when it is whole; what is restored is checked against its digests.
 */
import { randomBytes } from 'node:crypto';
import {
  constants,
  copyFile,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Context, codeOf, messageOf, sha256, sha256File, writeFileAtomic } from '../base/index.js';
import { type Artifact, acceleratorSchema, trainResultSchema, type Workspace } from '../results/index.js';
import { type RunFacts, runFactsSchema } from './facts.js';

/** What training made, as results show it, without what belongs to one call only. */
const outcomeSchema = trainResultSchema.pick({ seeds: true, telemetry: true }).extend({
  format: z.literal(1),
  key: z.string(),
  accelerators: acceleratorSchema,
});
export type CachedOutcome = z.infer<typeof outcomeSchema>;

/** What a seed left in the workspace: its outputs, and its metrics over the steps. */
export function filesOfSeed({ outputs, steps }: CachedOutcome['seeds'][number]): Artifact[] {
  return [...Object.values(outputs), ...(steps === undefined ? [] : [steps.file])];
}

const ENTRY = 'entry.json';
/** Models are large and disks of runners small; older entries are removed. */
const KEEP = 10;

export class RunCache {
  private readonly folder: string;

  /** `folder`: where entries lie. `model` tells several models in one cache apart. */
  constructor(
    folder: string,
    private readonly model: string,
    private readonly ctx: Context,
  ) {
    this.folder = join(folder, 'train');
  }

  /**
   * The outcome of an earlier run with this key, its files checked and kept in the workspace; null where there
   * is none. A damaged entry is removed with a warning, and counts as none.
   */
  async restore(key: string, workspace: Workspace): Promise<CachedOutcome | null> {
    const folder = join(this.folder, key);
    let text: string;
    try {
      text = await readFile(join(folder, ENTRY), 'utf8');
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    }
    try {
      const outcome = outcomeSchema.parse(JSON.parse(text));
      if (outcome.key !== key) throw new Error('it is the entry of another run');
      for (const seed of outcome.seeds) {
        for (const { name, sha256: digest } of filesOfSeed(seed)) {
          const kept = await workspace.keepFile(name, join(folder, digest));
          if (kept.sha256 !== digest) throw new Error(`${name} was changed after it was cached`);
        }
      }
      const now = this.ctx.now();
      await utimes(folder, now, now);
      return outcome;
    } catch (error) {
      this.ctx.log.warn(`run cache: the entry ${key.slice(0, 12)} cannot be used: ${messageOf(error)}`);
      await rm(folder, { recursive: true, force: true });
      return null;
    }
  }

  /** Keeps an outcome whose files are in the workspace. A failure costs a later training, not this one. */
  async store(outcome: CachedOutcome, workspace: Workspace): Promise<void> {
    const folder = join(this.folder, outcome.key);
    const temporary = `${folder}.${randomBytes(6).toString('hex')}.tmp`;
    try {
      await mkdir(temporary, { recursive: true });
      for (const seed of outcome.seeds) {
        for (const artifact of filesOfSeed(seed)) {
          const from = await workspace.checkedArtifact(artifact);
          await copyFile(from, join(temporary, artifact.sha256), constants.COPYFILE_FICLONE);
        }
      }
      await writeFile(join(temporary, ENTRY), `${JSON.stringify(outcomeSchema.parse(outcome), null, 2)}\n`);
      // `--no-cache` trains again under a key that is there; the newer outcome stays.
      await rm(folder, { recursive: true, force: true });
      await rename(temporary, folder);
      await this.prune();
    } catch (error) {
      this.ctx.log.warn(`run cache: the outcome could not be kept: ${messageOf(error)}`);
    } finally {
      await rm(temporary, { recursive: true, force: true });
    }
  }

  /** The facts of the last run of this model, whatever came of it; null where there was none that can be read. */
  async lastFacts(): Promise<RunFacts | null> {
    try {
      return runFactsSchema.parse(JSON.parse(await readFile(this.lastPath(), 'utf8')));
    } catch (error) {
      // An older format and a damaged file mean the same: nothing to compare with.
      if (codeOf(error) !== 'ENOENT') this.ctx.log.debug(`run cache: ${messageOf(error)}`);
      return null;
    }
  }

  async rememberFacts(facts: RunFacts): Promise<void> {
    try {
      await writeFileAtomic(this.lastPath(), `${JSON.stringify(facts, null, 2)}\n`);
    } catch (error) {
      this.ctx.log.warn(`run cache: what this run depended on could not be kept: ${messageOf(error)}`);
    }
  }

  private lastPath(): string {
    // Names that differ only in case are one file on some systems; the digest tells them apart.
    return join(this.folder, `last-${sha256(this.model).slice(0, 16)}.json`);
  }

  private async prune(): Promise<void> {
    const entries: { path: string; used: number }[] = [];
    for (const name of await readdir(this.folder)) {
      if (!/^[0-9a-f]{64}$/.test(name)) continue;
      const path = join(this.folder, name);
      entries.push({ path, used: (await stat(path)).mtimeMs });
    }
    entries.sort((a, b) => b.used - a.used);
    for (const { path } of entries.slice(KEEP)) await rm(path, { recursive: true, force: true });
  }
}

/** Copies restored files to where training would have written them, so that later steps find them there. */
export async function copyOutputs(
  outputs: CachedOutcome['seeds'][number]['outputs'],
  declared: Readonly<Record<string, string>>,
  folder: string,
  workspace: Workspace,
): Promise<void> {
  for (const [name, artifact] of Object.entries(outputs)) {
    const path = declared[name];
    if (path === undefined) continue;
    const to = join(folder, path);
    await mkdir(join(to, '..'), { recursive: true });
    await copyFile(workspace.artifactPath(artifact.sha256), to, constants.COPYFILE_FICLONE);
    const copied = await sha256File(to);
    if (copied.sha256 !== artifact.sha256) throw new Error(`${to} was changed while it was copied`);
  }
}
