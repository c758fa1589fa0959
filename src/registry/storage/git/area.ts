/**
 * The store's own object area, apart from the user's repository: nothing here touches its index, work tree,
 * branches, shallow marks or objects. The area lies in the repository's git folder, which `git clean` and a
 * checkout leave alone; objects are shared by all processes, while each process has refs, index and shallow
 * marks of its own, so that no lock is shared. It holds nothing that the remote does not have.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf, type Environment, sha256, writeFileAtomic } from '../../../base/index.js';
import { asVariables, headerFor, type Setting, tokenFor } from './credentials.js';
import { remoteError } from './errors.js';
import { findPlace, type Place, sharedFolder } from './place.js';
import { type Ran, type RunOptions, runGit, withoutSecrets } from './run.js';
import {
  CROWDED,
  consolidate,
  crowd,
  FIRST_OBJECTS,
  type Note,
  readText,
  removeAtExit,
  removeStale,
  seenOf,
} from './upkeep.js';

export interface AreaOptions {
  /** Folder in the repository. */
  readonly root: string;
  readonly remote: string;
  readonly ref: string;
  readonly env: Environment;
  readonly signal: AbortSignal | undefined;
  /** Told of texts that must never appear in any output. */
  readonly onSecret: (secret: string) => void;
  /** Files in the object folder from which on they are consolidated; absent: `CROWDED`. */
  readonly crowded?: number;
}

/** Blobs of this size or more are fetched when they are read, where the server can do that. */
export const LARGE_BYTES = 65_536;
const TIP = 'refs/assay/tip';
const NOTE = 'seen.json';

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

export class Area {
  /** All processes' folder; may be removed at any time while none runs. */
  readonly shared: string;
  /** For messages, without credentials. */
  readonly address: string;
  /** Grows when what this process had here was lost, and begun anew. */
  made = 0;
  private readonly own: string;
  private objects: string;
  private lastSeen: string | null = null;
  private reviving: Promise<boolean> | null = null;
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
    this.objects = join(shared, FIRST_OBJECTS);
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
    const own = { ...variables, GIT_OBJECT_DIRECTORY: this.objects };
    return runGit(this.place.cwd, args, this.options.env, own, this.secrets, {
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
    // Where what was seen is lost here, its place in the history must be found again: that takes all commits.
    const first = (await this.tip()) === null && this.lastSeen === null;
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
    this.lastSeen = commit;
    await writeFile(join(this.own, TIP), `${commit}\n`);
    const shallow = (await readText(join(this.own, 'shallow'))) ?? '';
    const note: Note = { tip: commit, shallow, objects: basename(this.objects) };
    await writeFileAtomic(join(this.shared, NOTE), JSON.stringify(note));
  }

  /**
   * Shows other processes that this one lives. True where its folders were gone, since it slept for days or someone
   * removed them: they are there again, and empty, so that the remote must be looked at.
   */
  revive(): Promise<boolean> {
    this.reviving ??= (async () => {
      const now = new Date();
      try {
        for (const folder of [this.own, this.objects]) await utimes(folder, now, now);
        return false;
      } catch (error) {
        // Another user's folder, which this one may write to: its owner shows that it is used.
        if (codeOf(error) === 'EPERM') return false;
        if (codeOf(error) !== 'ENOENT') throw error;
      }
      await this.make();
      return true;
    })().finally(() => {
      this.reviving = null;
    });
    return this.reviving;
  }

  /** Whether the private index is there. A missing one counts as empty, and a commit of it would remove everything. */
  async hasIndex(): Promise<boolean> {
    return stat(join(this.own, 'index')).then(
      () => true,
      (error: unknown) => {
        if (codeOf(error) === 'ENOENT') return false;
        throw error;
      },
    );
  }

  private async make(): Promise<void> {
    this.made += 1;
    const note = seenOf(await readText(join(this.shared, NOTE)));
    this.objects = join(this.shared, note?.objects ?? FIRST_OBJECTS);
    await mkdir(join(this.own, 'refs', 'assay'), { recursive: true });
    await mkdir(this.objects, { recursive: true });
    removeAtExit(this.own);
    const { format } = this.place;
    await writeFile(join(this.own, 'HEAD'), 'ref: refs/heads/none\n');
    await writeFile(
      join(this.own, 'config'),
      `[core]\n\trepositoryformatversion = 1\n\tbare = true\n${format === 'sha1' ? '' : `[extensions]\n\tobjectFormat = ${format}\n`}`,
    );
    await removeStale(this.shared, basename(this.objects));
    if (note === null) return;
    await writeFile(join(this.own, 'shallow'), note.shallow);
    // A machine that went down may have kept the note and lost the objects: then everything is fetched anew.
    if ((await this.run(['rev-parse', '--quiet', '--verify', `${note.tip}^{tree}`])).code !== 0) {
      await rm(join(this.own, 'shallow'), { force: true });
      return;
    }
    await writeFile(join(this.own, TIP), `${note.tip}\n`);
    if ((await crowd(this.objects)) >= (this.options.crowded ?? CROWDED)) await this.consolidate(note.tip);
  }

  /** Goes on with a copy of what is needed, in a folder of its own: other processes may be using the old one. */
  private async consolidate(tip: string): Promise<void> {
    const into = join(this.shared, `${FIRST_OBJECTS}-${randomBytes(6).toString('hex')}`);
    await consolidate((args, input) => this.need(args, input === undefined ? {} : { input }), tip, into);
    this.objects = into;
    await writeFile(join(this.own, 'shallow'), `${tip}\n`);
    await this.see(tip);
  }
}
