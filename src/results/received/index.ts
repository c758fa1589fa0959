/**
 * Results that came from another run, as an archive or a folder that whoever had that run could write: they are data,
 * checked whole before anything of them is used, and never written to `.assay/`. Loaded when first needed.
 */
import { stat } from 'node:fs/promises';
import { z } from 'zod';
import { sha256 } from '../../base/index.js';
import { type CommandName, type Result, type RunIdentity, resultSchema, runSchema } from '../schema/index.js';
import { differenceOfRuns } from '../workspace.js';
import { readFolder } from './folder.js';
import { parseStrangeJson } from './json.js';
import { RECEIVED_LIMITS, ReceivedError, type ReceivedLimits, shown } from './limits.js';
import { readZip } from './zip.js';

export { RECEIVED_LIMITS, ReceivedError, type ReceivedLimits, shown as shownStrange } from './limits.js';

/** What a pull request's run may leave; what only others may say, such as a deployment, is refused. */
const EVIDENCE: ReadonlySet<CommandName> = new Set<CommandName>([
  'validate',
  'profile',
  'train',
  'evaluate',
  'gate',
]);
/** What its steps leave besides, which no report shows. */
const BESIDE: ReadonlySet<CommandName> = new Set<CommandName>([
  'run',
  'report',
  'comment',
  'infer',
  'import-contract',
  'compare',
  'history',
  'explain',
  'init',
  'setup',
  'engines',
  'reproduce',
]);

export interface ReceivedResult {
  readonly result: Result;
  readonly bytes: Buffer;
  /** In the archive. */
  readonly path: string;
}

export interface ReceivedOptions {
  /** Whose results they must be. Known from the host, never from the archive. */
  readonly run: RunIdentity;
  /** Commands whose results are taken; others are left out unread. Absent: the evidence of a pull request. */
  readonly only?: readonly CommandName[];
  readonly limits?: ReceivedLimits;
}

/** Results at the top of the archive, or in `.assay/` there. */
const PLACE = /^(?:\.assay\/)?(?:run\.json|results\/[^/]+\.json)$/;

/**
 * The results of a zip archive or a folder, sorted by path. Throws a ReceivedError with every reason where anything is
 * not as a run of ours leaves it, or is of another run. A file that cannot be opened at all is an error of the system.
 */
export async function readReceived(place: string, options: ReceivedOptions): Promise<ReceivedResult[]> {
  const limits = options.limits ?? RECEIVED_LIMITS;
  const only = options.only;
  const wanted = (path: string) =>
    PLACE.test(path) && (only === undefined || path.endsWith('run.json') || only.includes(commandOf(path)));
  const folder = (await stat(place)).isDirectory();
  const files = await (folder ? readFolder : readZip)(place, wanted, limits);
  const roots = new Set([...files.keys()].map((path) => (path.startsWith('.assay/') ? '.assay/' : '')));
  if (roots.size > 1) throw new ReceivedError('there are results at its top and in `.assay/`');
  const reasons: string[] = [];
  const results: ReceivedResult[] = [];
  for (const [path, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    try {
      const value = parseStrangeJson(bytes, path, limits);
      if (path.endsWith('run.json')) checkRun(value, path, options.run);
      else results.push({ result: checked(value, path, options), bytes, path });
    } catch (error) {
      if (!(error instanceof ReceivedError)) throw error;
      reasons.push(...error.reasons);
    }
  }
  if (reasons.length > 0) throw new ReceivedError(reasons.slice(0, MOST_REASONS));
  return results.filter(({ result }) => only !== undefined || EVIDENCE.has(result.command));
}
const MOST_REASONS = 20;

/** Largest file of predictions that is taken out of an archive, into memory. */
export const MOST_PREDICTIONS = 256 * 1024 * 1024;

/**
 * The bytes of a file that a result of the archive names by its digest (lower-case hex); null where the archive has
 * none, since a run may leave its results alone. The whole archive is checked as for its results. Throws a
 * ReceivedError where it is not as ours are, or the bytes are of another digest.
 */
export async function readReceivedFile(
  place: string,
  digest: string,
  limits: ReceivedLimits = { ...RECEIVED_LIMITS, file: MOST_PREDICTIONS, read: MOST_PREDICTIONS },
): Promise<Buffer | null> {
  if (!/^[0-9a-f]{64}$/.test(digest)) throw new ReceivedError(`${shown(digest)} is no digest`);
  const path = `artifacts/sha256/${digest}`;
  const wanted = (each: string) => each === path || each === `.assay/${path}`;
  const files = await ((await stat(place)).isDirectory() ? readFolder : readZip)(place, wanted, limits);
  const [bytes, ...others] = files.values();
  if (bytes === undefined) return null;
  if (others.length > 0) throw new ReceivedError('there are results at its top and in `.assay/`');
  if (sha256(bytes) !== digest) throw new ReceivedError(`${shown(path)} has bytes of another digest`);
  return bytes;
}

/** The command that a file is named after; what is no command stays as it is. */
function commandOf(path: string): CommandName {
  return fileName(path).replace(/\..*$/, '') as CommandName;
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function checkRun(value: unknown, path: string, run: RunIdentity): void {
  const parsed = runSchema.safeParse(value);
  if (!parsed.success) throw new ReceivedError(`${shown(path)} is no identity of a run`);
  refuseOther(path, run, parsed.data);
}

function checked(value: unknown, path: string, { run, only }: ReceivedOptions): Result {
  const parsed = resultSchema.safeParse(value);
  if (!parsed.success) {
    throw new ReceivedError(
      parsed.error.issues
        .slice(0, 3)
        .map(
          (issue) =>
            `${shown(path)} is no result: ${shown(`${z.core.toDotPath(issue.path)}: ${issue.message}`)}`,
        ),
    );
  }
  const result = parsed.data;
  const name = `${result.command}${result.name === undefined ? '' : `.${result.name}`}.json`;
  if (fileName(path) !== name) throw new ReceivedError(`${shown(path)} holds ${shown(name)}`);
  const allowed =
    only?.includes(result.command) ?? (EVIDENCE.has(result.command) || BESIDE.has(result.command));
  if (!allowed)
    throw new ReceivedError(`${shown(path)} is a result of ${result.command}, which no pull request makes`);
  refuseOther(path, run, result.run);
  return result;
}

function refuseOther(path: string, run: RunIdentity, other: RunIdentity): void {
  const { id, attempt, commit } = other;
  const differs = differenceOfRuns(run, { id, attempt, commit, config: null });
  if (differs !== null)
    throw new ReceivedError(`${shown(path)} is of another run: ${shown(differs, 200).slice(1, -1)}`);
}
