/**
 * The store's own object area, apart from the user's repository: nothing here touches its index, work tree,
 * branches, shallow marks or objects. The area lies in the repository's git folder, which `git clean` and a
 * checkout leave alone; objects are shared by all processes, while each process has refs, index and shallow
 * marks of its own, so that no lock is shared. It holds nothing that the remote does not have.
 */
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { access, constants, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf, type Environment, sha256, writeFileAtomic } from '../../../base/index.js';
import { asVariables, carriedSettings, headerFor, type Setting, tokenFor } from './credentials.js';
import { noRemote, noRepository, remoteError } from './errors.js';
import { type Ran, type RunOptions, runGit, withoutSecrets } from './run.js';

export interface AreaOptions {
  /** Folder in the repository. */
  readonly root: string;
  readonly remote: string;
  readonly ref: string;
  readonly env: Environment;
  readonly signal: AbortSignal | undefined;
  /** Told of texts that must never appear in any output. */
  readonly onSecret: (secret: string) => void;
}

/** Blobs of this size or more are fetched when they are read, where the server can do that. */
export const LARGE_BYTES = 65_536;
const TIP = 'refs/assay/tip';
/** What a killed process left in the area is removed after a day. */
const STALE_MS = 24 * 3600 * 1000;
const ADDRESS = /^([a-z][a-z0-9+.-]*:\/\/|[^/\\]+@[^/\\]+:|[^/\\:]{2,}:(?!\\))/i;

/** How this program has git work in the area, whatever the user's own settings are. */
const SETTINGS: readonly Setting[] = [
  ['core.hooksPath', '/dev/null'],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
  ['fetch.unpackLimit', '1'],
  ['fetch.writeCommitGraph', 'false'],
  ['fetch.recurseSubmodules', 'false'],
  ['push.followTags', 'false'],
  ['push.gpgSign', 'false'],
  ['push.recurseSubmodules', 'no'],
  ['core.fsmonitor', 'false'],
  ['core.autocrlf', 'false'],
  // Models hardly compress, and have no use for deltas.
  ['core.compression', '1'],
  ['core.bigFileThreshold', '1m'],
  ['http.lowSpeedLimit', '1'],
  ['http.lowSpeedTime', '60'],
  ['advice.pushUpdateRejected', 'false'],
];

interface AreaRun extends RunOptions {
  readonly lazy?: boolean;
}

interface Place {
  /** Folder that git runs in. */
  readonly cwd: string;
  readonly address: string;
  readonly pushAddress: string;
  readonly base: string;
  readonly format: string;
  readonly carried: readonly Setting[];
  readonly authorized: boolean;
}

export class Area {
  /** All processes' folder; may be removed at any time while none runs. */
  readonly shared: string;
  /** For messages, without credentials. */
  readonly address: string;
  private readonly own: string;
  private readonly variables: Readonly<Record<string, string>>;
  /** The same for calls that may fetch a missing object by themselves. */
  private readonly lazy: Readonly<Record<string, string>>;
  private readonly secrets: readonly string[];

  private constructor(
    private readonly options: AreaOptions,
    private readonly place: Place,
    shared: string,
  ) {
    const { env } = options;
    const { address, pushAddress } = place;
    const token = tokenFor(pushAddress, env);
    // What is configured for the address already (by actions/checkout, say) is used, unless a token was asked for.
    const header = token && (token.asked || !place.authorized) ? headerFor(pushAddress, token) : null;
    this.secrets = header?.secrets ?? [];
    for (const secret of this.secrets) options.onSecret(secret);
    this.address = withoutSecrets(address, this.secrets);
    this.shared = shared;
    this.own = join(shared, `process-${process.pid}-${randomBytes(6).toString('hex')}`);
    const sshKnown =
      env['GIT_SSH_COMMAND'] || env['GIT_SSH'] || place.carried.some(([key]) => /sshcommand/i.test(key));
    const settings: readonly Setting[] = [
      ...place.carried,
      ...SETTINGS,
      ['remote.assay.url', address],
      ...(pushAddress === address ? [] : [['remote.assay.pushurl', pushAddress] as const]),
      ...(header?.settings ?? []),
    ];
    const lazySettings: readonly Setting[] = [
      ...settings,
      ['remote.assay.promisor', 'true'],
      ['remote.assay.partialclonefilter', `blob:limit=${LARGE_BYTES}`],
    ];
    const common = {
      GIT_DIR: this.own,
      GIT_OBJECT_DIRECTORY: join(shared, 'objects'),
      GIT_INDEX_FILE: join(this.own, 'index'),
      GIT_AUTHOR_NAME: 'assay',
      GIT_AUTHOR_EMAIL: 'assay@users.noreply.github.com',
      GIT_COMMITTER_NAME: 'assay',
      GIT_COMMITTER_EMAIL: 'assay@users.noreply.github.com',
      // Never asks on a terminal for a host key or a passphrase.
      ...(sshKnown ? {} : { GIT_SSH_COMMAND: 'ssh -oBatchMode=yes' }),
    };
    this.variables = { ...common, GIT_NO_LAZY_FETCH: '1', ...asVariables(settings, env) };
    this.lazy = { ...common, ...asVariables(lazySettings, env) };
  }

  /** Finds the repository and its remote, and makes the area. Throws usage errors where there is none. */
  static async open(options: AreaOptions): Promise<Area> {
    const place = await findPlace(options);
    const name = `registry-${sha256(`${place.address}\0${options.ref}`).slice(0, 12)}`;
    const area = new Area(options, place, await sharedFolder(place.base, name));
    await area.make();
    return area;
  }

  /**
   * Runs git in the area. Only `lazy` calls may fetch objects that are missing: a push that met an unknown commit
   * would otherwise fetch all its history to learn what it must refuse anyway.
   */
  run(args: readonly string[], { lazy, ...options }: AreaRun = {}): Promise<Ran> {
    const variables = lazy ? this.lazy : this.variables;
    const signals = [this.options.signal, options.signal].filter((one) => one !== undefined);
    return runGit(this.place.cwd, args, this.options.env, variables, this.secrets, {
      ...options,
      ...(signals.length > 0 ? { signal: AbortSignal.any(signals) } : {}),
    });
  }

  /** The same for calls that cannot fail but by damage of the area: their output, or an error that says so. */
  async need(args: readonly string[], options: AreaRun = {}): Promise<Buffer> {
    const ran = await this.run(args, options);
    if (ran.code === 0) return ran.stdout;
    throw this.damaged(`git ${args[0]} failed in the area of the registry`, ran.stderr);
  }

  damaged(doing: string, stderr: string): Error {
    const error = remoteError(doing, stderr);
    if (!/git failed/.test(error.message)) return error;
    return remoteError(`${doing}; the folder ${this.shared} may be removed, it holds only copies`, stderr);
  }

  /** The commit that was seen last: by this process, or before it by another one on this machine. */
  async tip(): Promise<string | null> {
    const text = await readText(join(this.own, TIP));
    return text === null ? null : text.trim();
  }

  /**
   * Asks the remote for the ref and gets what is new, all but large blobs; null where there is no such ref.
   * The first time without history, later with what was added since, so that a rewritten ref shows.
   */
  async fetch(): Promise<string | null | Ran> {
    const first = (await this.tip()) === null;
    const ran = await this.run(
      [
        'fetch',
        '--quiet',
        '--no-tags',
        '--no-write-fetch-head',
        ...(first ? ['--depth=1'] : []),
        `--filter=blob:limit=${LARGE_BYTES}`,
        'assay',
        `+${this.options.ref}:refs/assay/fetched`,
      ],
      { lazy: true },
    );
    if (ran.code !== 0) return /couldn't find remote ref/i.test(ran.stderr) ? null : ran;
    return (await readText(join(this.own, 'refs/assay/fetched')))?.trim() ?? null;
  }

  /** Pushes a commit, never by force. Null where the ref names it now, else what git said. */
  async push(commit: string): Promise<string | null> {
    const ran = await this.run([
      'push',
      '--porcelain',
      '--no-verify',
      'assay',
      `${commit}:${this.options.ref}`,
    ]);
    if (ran.code === 0) return null;
    const refused = ran.stdout
      .toString('utf8')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .join('\n');
    return `${ran.stderr}\n${refused}`;
  }

  /** Waits, unless the call is cancelled. */
  async pause(milliseconds: number): Promise<void> {
    const { signal } = this.options;
    await sleep(milliseconds, undefined, signal ? { signal } : {});
  }

  async isAncestor(one: string, other: string): Promise<boolean> {
    return one === other || (await this.run(['merge-base', '--is-ancestor', one, other])).code === 0;
  }

  /** Notes what was seen, here and for the processes after this one. */
  async see(commit: string): Promise<void> {
    await writeFile(join(this.own, TIP), `${commit}\n`);
    const shallow = (await readText(join(this.own, 'shallow'))) ?? '';
    await writeFileAtomic(join(this.shared, 'seen.json'), JSON.stringify({ tip: commit, shallow }));
  }

  private async make(): Promise<void> {
    await mkdir(join(this.own, 'refs', 'assay'), { recursive: true });
    await mkdir(join(this.shared, 'objects'), { recursive: true });
    removeAtExit(this.own);
    const { format } = this.place;
    await writeFile(join(this.own, 'HEAD'), 'ref: refs/heads/none\n');
    await writeFile(
      join(this.own, 'config'),
      `[core]\n\trepositoryformatversion = 1\n\tbare = true\n${format === 'sha1' ? '' : `[extensions]\n\tobjectFormat = ${format}\n`}`,
    );
    await removeStale(this.shared);
    const seen = seenOf(await readText(join(this.shared, 'seen.json')));
    if (seen === null) return;
    await writeFile(join(this.own, 'shallow'), seen.shallow);
    // A machine that went down may have kept the note and lost the objects: then everything is fetched anew.
    if ((await this.run(['rev-parse', '--quiet', '--verify', `${seen.tip}^{tree}`])).code === 0) {
      await writeFile(join(this.own, TIP), `${seen.tip}\n`);
    } else {
      await rm(join(this.own, 'shallow'), { force: true });
    }
  }
}

async function findPlace({ root, remote, env, signal }: AreaOptions): Promise<Place> {
  const git = (...args: string[]) => runGit(root, args, env, {}, [], signal ? { signal } : {});
  const text = ({ stdout }: Ran) => stdout.toString('utf8').trim();
  const within = await git('rev-parse', '--show-object-format', '--git-common-dir');
  const isAddress = ADDRESS.test(remote) || remote.includes('/') || remote.includes('\\');
  if (within.code !== 0 && !isAddress) throw noRepository(root, within.stderr);
  const [format = 'sha1', common] = within.code === 0 ? text(within).split('\n') : [];
  let address = remote;
  let pushAddress = remote;
  if (!isAddress) {
    const found = await git('remote', 'get-url', remote);
    if (found.code !== 0) throw noRemote(root, remote);
    address = text(found);
    pushAddress = text(await git('remote', 'get-url', '--push', remote));
  }
  const top = await git('rev-parse', '--show-toplevel');
  const cwd = top.code === 0 ? text(top) : root;
  const absolute = (one: string) => (ADDRESS.test(one) ? one : resolve(cwd, one));
  const listed = await git('config', '--list', '--show-scope', '-z');
  const header = await git('config', '--get-urlmatch', 'http.extraheader', address);
  return {
    cwd,
    address: absolute(address),
    pushAddress: absolute(pushAddress),
    base:
      common === undefined
        ? join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'assay')
        : join(resolve(root, common), 'assay'),
    format,
    carried: listed.code === 0 ? carriedSettings(listed.stdout.toString('utf8')) : [],
    authorized: /authorization/i.test(text(header)),
  };
}

/** The folder for the area; in the temporary folder where the git folder cannot be written (a read-only mount). */
async function sharedFolder(base: string, name: string): Promise<string> {
  const folder = join(base, name);
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
    return folder;
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes(codeOf(error) ?? '')) throw error;
    const other = join(tmpdir(), `assay-${process.getuid?.() ?? 0}-${sha256(folder).slice(0, 12)}`);
    await mkdir(other, { recursive: true, mode: 0o700 });
    return other;
  }
}

function seenOf(text: string | null): { tip: string; shallow: string } | null {
  if (text === null) return null;
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    // Only a note; without it everything is fetched anew.
    return null;
  }
  if (typeof data !== 'object' || data === null || !('tip' in data) || !('shallow' in data)) return null;
  if (typeof data.tip !== 'string' || typeof data.shallow !== 'string') return null;
  return /^[0-9a-f]{40,64}$/.test(data.tip) ? { tip: data.tip, shallow: data.shallow } : null;
}

async function readText(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

async function removeStale(shared: string): Promise<void> {
  for (const name of await readdir(shared)) {
    if (!name.startsWith('process-')) continue;
    const path = join(shared, name);
    const age = await stat(path).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      // Removed meanwhile by its own process.
      () => 0,
    );
    if (age > STALE_MS) await rm(path, { recursive: true, force: true });
  }
}

const ending = new Set<string>();

/** Refs and index of this process mean nothing to others. */
function removeAtExit(folder: string): void {
  if (ending.size === 0) {
    process.once('exit', () => {
      for (const one of ending) rmSync(one, { recursive: true, force: true });
    });
  }
  ending.add(folder);
}
