/** Where a git store works: the repository, the address of its remote, the folder for what is kept here. */
import { access, constants, mkdir } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { codeOf, sha256 } from '../../../base/index.js';
import type { AreaOptions } from './area.js';
import { carriedSettings, type Setting } from './credentials.js';
import { noRemote, noRepository } from './errors.js';
import { type Ran, runGit } from './run.js';

const ADDRESS = /^([a-z][a-z0-9+.-]*:\/\/|[^/\\]+@[^/\\]+:|[^/\\:]{2,}:(?!\\))/i;

export interface Place {
  /** Folder that git runs in. */
  readonly cwd: string;
  readonly address: string;
  readonly pushAddress: string;
  readonly base: string;
  readonly format: string;
  readonly carried: readonly Setting[];
  readonly authorized: boolean;
}

export async function findPlace({ root, remote, env, signal }: AreaOptions): Promise<Place> {
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
export async function sharedFolder(base: string, name: string): Promise<string> {
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
