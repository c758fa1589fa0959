/**
 * What of the code no commit holds, kept when training begins: the changes of tracked files as a patch, inputs
 * that git does not track, lock files, and what is installed. With the commit they are what a rebuild needs.
 */
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AssayError, type Context, type GitOutput, git, gitBytes, secretIn } from '../base/index.js';
import type { Artifact, TrainResult, Workspace } from '../results/index.js';
import { lockDigests, type RunFacts } from './facts.js';

type KeptCode = Pick<TrainResult['code'], 'folder' | 'diff' | 'untracked' | 'locks' | 'notKept'>;

/** Larger changes are data, not code. */
const MAX_BYTES = 10 * 1024 * 1024;
/** Files of code that a training may import; of those that nobody named, their names are all there is to tell. */
const CODE = /\.(py|r|jl|js|mjs|ts|sh|toml|cfg|ini)$/i;

interface Source {
  readonly root: string;
  readonly workspace: Workspace;
  readonly facts: RunFacts;
  /** Listings of what is installed, by the name that its digest has in the environment. */
  readonly packages: Readonly<Record<string, string>>;
}

/** Keeps the code as artifacts. `notes` says what a later rebuild will lack; a secret is warned of at once. */
export async function keepCode(ctx: Context, source: Source): Promise<{ code: KeptCode; notes: string[] }> {
  const locks = await keepLocks(source);
  const place = await ask(ctx, source.root, ['rev-parse', '--show-prefix']);
  if (place === null || place.code !== 0) {
    return { code: { locks, notKept: ['the code: it is in no git repository'] }, notes: [] };
  }
  const notKept: string[] = [];
  const diff = await keepDiff(ctx, source, notKept);
  const untracked = await keepUntracked(ctx, source, notKept);
  return {
    code: { folder: place.stdout.trim().replace(/\/$/, ''), diff, untracked, locks, notKept },
    notes: notKept.map((note) => `whether the training can be repeated: ${note}`),
  };
}

async function keepLocks({ root, workspace, facts, packages }: Source): Promise<Artifact[]> {
  const kept: Artifact[] = [];
  for (const path of Object.keys(lockDigests(facts.inputs))) {
    const artifact = await workspace.keepFile(`environment:${path}`, join(root, path));
    // Changed since it was digested: what training sees is not known, so none is kept under that name.
    if (artifact.sha256 === facts.inputs[path]) kept.push(artifact);
  }
  for (const [name, text] of Object.entries(packages)) {
    kept.push(await workspace.keepBytes(`environment:${name}`, `${name.replaceAll(' ', '-')}.txt`, text));
  }
  return kept;
}

async function keepDiff(
  ctx: Context,
  { root, workspace }: Source,
  notKept: string[],
): Promise<Artifact | null> {
  let patch: Buffer;
  try {
    const { code, stdout } = await gitBytes(root, DIFF, {
      env: ctx.env,
      signal: ctx.signal,
      maxBytes: MAX_BYTES,
    });
    if (code !== 0) {
      notKept.push('changes that were not committed: there is no commit to compare with');
      return null;
    }
    patch = stdout;
  } catch (error) {
    if (ctx.signal.aborted || !(error instanceof AssayError)) throw error;
    notKept.push(`changes that were not committed: they are more than ${MAX_BYTES} bytes, or git failed`);
    return null;
  }
  if (patch.length === 0) return null;
  const text = patch.toString('utf8');
  // Lines that were taken out stand in a commit already.
  const added = text.replace(/^-.*$/gm, '');
  const secret = secretIn(added);
  if (secret !== null) {
    refuseSecret(
      ctx,
      notKept,
      secret.what,
      fileOfLine(added, secret.line),
      'the changes that were not committed',
    );
    return null;
  }
  return workspace.keepBytes('diff', 'changes.patch', patch);
}

const DIFF = [
  '-c',
  'core.quotePath=true',
  'diff',
  '--binary',
  '--full-index',
  '--no-color',
  '--no-ext-diff',
  '--no-textconv',
  '--no-relative',
  '--no-renames',
  '--src-prefix=a/',
  '--dst-prefix=b/',
  'HEAD',
] as const;

/** The file that a line of a patch belongs to. */
function fileOfLine(patch: string, line: number): string {
  const before = patch.split('\n').slice(0, line);
  return (
    /^\+\+\+ "?b\/(.*?)"?$/.exec(before.findLast((one) => one.startsWith('+++ ')) ?? '')?.[1] ?? 'a file'
  );
}

async function keepUntracked(
  ctx: Context,
  { root, workspace, facts }: Source,
  notKept: string[],
): Promise<NonNullable<KeptCode['untracked']>> {
  const list = async (args: readonly string[]): Promise<Set<string>> => {
    const found = await ask(ctx, root, ['ls-files', '-z', '--others', '--exclude-standard', ...args]);
    return new Set((found?.stdout ?? '').split('\0').filter((path) => path !== ''));
  };
  const all = await list([]);
  const ignored = await list([
    '--ignored',
    '--',
    ...Object.keys(facts.inputs).map((path) => `:(literal)${path}`),
  ]);
  const kept: { path: string; file: Artifact }[] = [];
  let size = 0;
  for (const [path, sha256] of Object.entries(facts.inputs)) {
    if (ignored.has(path)) notKept.push(`the input ${path}: git ignores it`);
    if (!all.has(path)) continue;
    const file = await workspace.keepFile(`source:${path}`, join(root, path));
    size += file.size;
    const secret = file.size > MAX_BYTES ? null : secretIn(await textOf(workspace, file));
    if (secret !== null) refuseSecret(ctx, notKept, secret.what, path, `the input ${path}`);
    else if (size > MAX_BYTES)
      notKept.push(`the input ${path}: inputs that git does not track are too large`);
    else if (file.sha256 !== sha256) notKept.push(`the input ${path}: it changed while training began`);
    else kept.push({ path, file });
  }
  const unnamed = [...all].filter((path) => CODE.test(path) && !Object.hasOwn(facts.inputs, path));
  if (unnamed.length > 0) {
    const shown = unnamed.slice(0, 3).join(', ');
    notKept.push(
      `files that git does not track and \`train.inputs\` does not name (${shown}${unnamed.length > 3 ? ', …' : ''})`,
    );
  }
  return kept;
}

async function textOf(workspace: Workspace, artifact: Artifact): Promise<string> {
  return readFile(workspace.artifactPath(artifact.sha256), 'utf8');
}

function refuseSecret(ctx: Context, notKept: string[], what: string, file: string, left: string): void {
  ctx.log.warn(
    `train: ${basename(file)} holds what looks like ${what}; ${left} will not be kept, since a registry never forgets`,
  );
  notKept.push(`${left}: ${file} holds what looks like ${what}`);
}

/** Null where git is missing. */
async function ask(ctx: Context, root: string, args: readonly string[]): Promise<GitOutput | null> {
  try {
    return await git(root, args, { env: ctx.env, signal: ctx.signal });
  } catch (error) {
    if (ctx.signal.aborted || !(error instanceof AssayError)) throw error;
    ctx.log.debug(`git ${args.join(' ')}: ${error.message}`);
    return null;
  }
}
