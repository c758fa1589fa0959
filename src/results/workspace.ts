/**
 * `.assay/`: the results of one run and the files they name. It is the interface between jobs: a job uploads
 * it, the next downloads it. What is read back is checked against the schema and against the run's identity.
 */
import { randomBytes } from 'node:crypto';
import { copyFile, link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import {
  codeOf,
  messageOf,
  type Problem,
  sha256,
  sha256File,
  usageError,
  writeFileAtomic,
} from '../base/index.js';
import {
  type Artifact,
  type CommandName,
  type Result,
  type ResultOf,
  type RunIdentity,
  resultSchema,
  runSchema,
} from './schema/index.js';

export const WORKSPACE_FOLDER = '.assay';
/** No result file of ours comes near this; a larger one is hostile or broken. */
const MAX_RESULT_BYTES = 64 * 1024 * 1024;
const NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/;

export class Workspace {
  /** The absolute path of `.assay`. */
  readonly folder: string;
  readonly run: RunIdentity;

  private constructor(folder: string, run: RunIdentity) {
    this.folder = folder;
    this.run = run;
  }

  /**
   * Opens or makes `.assay` in `root` for a run. The folder ignores itself in git.
   * `run` is what the host says of this run; it is written to `run.json`.
   */
  static async open(root: string, run: RunIdentity): Promise<Workspace> {
    const folder = join(root, WORKSPACE_FOLDER);
    await mkdir(join(folder, 'results'), { recursive: true });
    await mkdir(join(folder, 'artifacts', 'sha256'), { recursive: true });
    await writeFile(join(folder, '.gitignore'), '*\n');
    await writeFileAtomic(join(folder, 'run.json'), `${JSON.stringify(run, null, 2)}\n`);
    return new Workspace(folder, run);
  }

  /** The identity in `run.json`, or null where there is none that can be read. */
  static async lastRun(root: string): Promise<RunIdentity | null> {
    let text: string;
    try {
      text = await readFile(join(root, WORKSPACE_FOLDER, 'run.json'), 'utf8');
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    }
    try {
      return runSchema.parse(JSON.parse(text));
    } catch {
      // A damaged identity belongs to no run: a new one begins, and older results are then refused.
      return null;
    }
  }

  resultPath(command: CommandName, name?: string): string {
    if (name !== undefined && !NAME.test(name)) {
      throw usageError({
        message: `--name ${JSON.stringify(name)} cannot be part of a file name`,
        expected: 'letters, digits, ".", "_" and "-", at most 100',
      });
    }
    return join(this.folder, 'results', `${name === undefined ? command : `${command}.${name}`}.json`);
  }

  /** Writes a result whole or not at all, and returns its path. */
  async write(result: Result): Promise<string> {
    const path = this.resultPath(result.command, result.name);
    const checked = resultSchema.parse(result);
    await writeFileAtomic(path, `${JSON.stringify(checked, null, 2)}\n`);
    return path;
  }

  /** The result of a command in this run, or null where there is none. Refuses a result of another run. */
  async read<C extends CommandName>(command: C, name?: string): Promise<ResultOf<C> | null> {
    const path = this.resultPath(command, name);
    const result = await readResultFile(path);
    if (result === null) return null;
    this.refuseMixture(path, result);
    if (result.command !== command) {
      throw usageError({
        where: { file: path },
        message: `holds a result of ${result.command}, not of ${command}`,
      });
    }
    return result as ResultOf<C>;
  }

  /** Like `read`, but a missing result is a usage error that names the command to run. */
  async need<C extends CommandName>(command: C, name?: string): Promise<ResultOf<C>> {
    const result = await this.read(command, name);
    if (result === null) {
      throw usageError({
        where: { file: this.resultPath(command, name) },
        message: `there is no result of ${command} in this run`,
        fix: `run \`assay ${command}\` first, or download the .assay folder of the job that ran it`,
      });
    }
    return result;
  }

  /** Every result of this run, sorted by file name. Refuses a mixture of runs, and names every file of another. */
  async all(): Promise<Result[]> {
    const names = (await readdir(join(this.folder, 'results')))
      .filter((name) => name.endsWith('.json'))
      .sort();
    const results: Result[] = [];
    const strange: Problem[] = [];
    for (const name of names) {
      const path = join(this.folder, 'results', name);
      const result = await readResultFile(path);
      if (result === null) continue;
      const problem = this.mixture(path, result);
      if (problem === null) results.push(result);
      else strange.push(problem);
    }
    if (strange.length > 0) throw usageError(strange);
    return results;
  }

  /** Removes results of earlier runs, so that a new run starts clean. Artifacts stay: digests tell them apart. */
  async clear(): Promise<void> {
    await rm(join(this.folder, 'results'), { recursive: true, force: true });
    await mkdir(join(this.folder, 'results'), { recursive: true });
  }

  /** Keeps a copy of a file under its digest. A link to `path` would let a later write there change it. */
  async keepFile(name: string, path: string): Promise<Artifact> {
    const digest = await sha256File(path);
    const kept = this.artifactPath(digest.sha256);
    // Another process may keep the same bytes at this moment.
    const temporary = `${kept}.${randomBytes(6).toString('hex')}.tmp`;
    await copyFile(path, temporary);
    await link(temporary, kept).catch(async (error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error;
      // What lies there may have been changed since: the bytes at hand are known to be right.
      if ((await sha256File(kept)).sha256 !== digest.sha256) await rename(temporary, kept);
    });
    await rm(temporary, { force: true });
    return { name, file: basename(path), ...digest };
  }

  async keepBytes(name: string, file: string, bytes: Uint8Array | string): Promise<Artifact> {
    const data = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
    const digest = sha256(data);
    await writeFileAtomic(this.artifactPath(digest), data);
    return { name, file, sha256: digest, size: data.length };
  }

  artifactPath(digest: string): string {
    return join(this.folder, 'artifacts', 'sha256', digest);
  }

  /** The path of an artifact after its bytes were checked against the digest. */
  async checkedArtifact(artifact: { name: string; sha256: string }): Promise<string> {
    const path = this.artifactPath(artifact.sha256);
    let actual: string;
    try {
      actual = (await sha256File(path)).sha256;
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
      throw usageError(
        {
          where: { file: path },
          message: `the artifact ${artifact.name} is missing`,
          fix: 'download the whole .assay folder of the job that made it (upload-artifact needs include-hidden-files: true)',
        },
        error,
      );
    }
    if (actual !== artifact.sha256) {
      throw usageError({
        where: { file: path },
        message: `the artifact ${artifact.name} was changed after it was made`,
        expected: `sha256:${artifact.sha256}, but it is sha256:${actual}`,
        fix: 'run the command that made it again, or download the .assay folder again',
      });
    }
    return path;
  }

  private refuseMixture(path: string, result: Result): void {
    const problem = this.mixture(path, result);
    if (problem !== null) throw usageError(problem);
  }

  private mixture(path: string, result: Result): Problem | null {
    const differs = differenceOfRuns(this.run, result.run);
    if (differs === null) return null;
    return {
      where: { file: path },
      message: `is of another run: ${differs}`,
      fix: OF_A_PIPELINE.has(result.command)
        ? `run \`assay ${result.command}\` again, or begin anew with \`assay run\`; or remove the file`
        : 'remove the file, or begin anew with `assay run`',
    };
  }
}

/** Commands that make the evidence of a run. What others did, such as a decision, is not done again for a report. */
const OF_A_PIPELINE: ReadonlySet<string> = new Set([
  'validate',
  'profile',
  'train',
  'evaluate',
  'gate',
  'monitor',
]);

/**
 * Why two results do not belong together, or null. An earlier attempt of the same run belongs: re-running
 * only the failed jobs keeps the results of the others. A call without a configuration belongs to any.
 */
export function differenceOfRuns(current: RunIdentity, other: RunIdentity): string | null {
  if (other.id !== current.id) {
    return `run ${other.id}, this is run ${current.id}${reasonOfNewRun(current, other)}`;
  }
  if (other.attempt > current.attempt) return `attempt ${other.attempt}, this is attempt ${current.attempt}`;
  if (other.commit !== current.commit) return `commit ${other.commit}, this is commit ${current.commit}`;
  if (other.config !== null && current.config !== null && other.config !== current.config) {
    return CONFIG_CHANGED;
  }
  return null;
}

const CONFIG_CHANGED = 'the configuration was changed since, or it is another one';

/** Why a terminal began a new run, where that can be told: nobody there has asked for one. */
function reasonOfNewRun(current: RunIdentity, other: RunIdentity): string {
  if (other.commit !== current.commit) return ': another commit is checked out';
  if ((other.dirty ?? false) !== (current.dirty ?? false))
    return `: tracked files were ${current.dirty ? 'changed' : 'committed or restored'} since`;
  if (other.config !== null && current.config !== null && other.config !== current.config)
    return `: ${CONFIG_CHANGED}`;
  return '';
}

/** Reads and checks one result file; null where it does not exist. */
export async function readResultFile(path: string): Promise<Result | null> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
  return parseResult(bytes, path);
}

/** Checks bytes as a result. Everything wrong is reported at once, as a usage error that names `path`. */
export function parseResult(bytes: Uint8Array, path: string): Result {
  if (bytes.length > MAX_RESULT_BYTES) {
    throw usageError({
      where: { file: path },
      message: 'is too large to be a result',
      expected: 'at most 64 MiB',
    });
  }
  let data: unknown;
  try {
    data = JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch (error) {
    throw usageError({ where: { file: path }, message: `is not JSON: ${messageOf(error)}` }, error);
  }
  const parsed = resultSchema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw usageError(
    parsed.error.issues.slice(0, 20).map((issue) => ({
      where: { file: path, key: z.core.toDotPath(issue.path) },
      message: issue.message,
    })),
  );
}
