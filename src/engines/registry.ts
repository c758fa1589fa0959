/**
 * The package registry that the user's npm configuration names, with its proxy, certificates and tokens.
 * npm's own libraries read the configuration and make the requests, so that what works for `npm install` works here.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Config from '@npmcli/config';
import parts from '@npmcli/config/lib/definitions/index.js';
import registryFetch from 'npm-registry-fetch';
import { type Context, codeOf, messageOf, usageError } from '../base/index.js';

export interface Registry {
  /** Address of the registry that serves a package, without credentials, for messages. */
  addressOf(name: string): string;
  /** The bytes of a package's tarball, and how many there are where the registry says so. Throws as npm does. */
  tarball(
    name: string,
    version: string,
  ): Promise<{ readonly body: AsyncIterable<Uint8Array>; readonly size: number | null }>;
}

/** Reads npm's configuration as `npm` would in `ctx.cwd`: environment, project, user, global, built in. */
export async function openRegistry(ctx: Context): Promise<Registry> {
  const config = new Config({
    npmPath: npmFolder(),
    ...parts,
    argv: [],
    // A copy: loading writes npm_config_* variables into the object that it is given.
    env: { ...ctx.env },
    cwd: ctx.cwd,
    warn: false,
  });
  let flat: Record<string, unknown>;
  try {
    await config.load();
    flat = config.flat;
  } catch (error) {
    throw usageError(
      { message: `npm's configuration cannot be read: ${messageOf(error)}`, fix: 'see `npm config list`' },
      error,
    );
  }
  // Without npm's cache: the tarball is read once, and would be stored a second time there.
  const options = { ...flat, cache: null, signal: ctx.signal };

  const request = (name: string, url: string) =>
    registryFetch(url, { ...options, spec: name, registry: registryFetch.pickRegistry(name, options) });

  return {
    addressOf: (name) => withoutCredentials(registryFetch.pickRegistry(name, options)),
    async tarball(name, version) {
      const base = registryFetch.pickRegistry(name, options).replace(/\/*$/, '');
      const file = `${name.split('/').at(-1)}-${version}.tgz`;
      let response: Awaited<ReturnType<typeof request>>;
      try {
        response = await request(name, `${base}/${name}/-/${file}`);
      } catch (error) {
        if (codeOf(error) !== 'E404') throw error;
        // A few registries keep tarballs elsewhere and tell the address in the package's own document.
        const elsewhere = await tarballAddress(name, version);
        if (elsewhere === null) throw error;
        response = await request(name, elsewhere);
      }
      const length = Number(response.headers.get('content-length'));
      return { body: response.body, size: length > 0 ? length : null };
    },
  };

  async function tarballAddress(name: string, version: string): Promise<string | null> {
    const registry = registryFetch.pickRegistry(name, options);
    const content = await registryFetch.json(`/${name.replace('/', '%2f')}`, {
      ...options,
      spec: name,
      registry,
      headers: { accept: 'application/vnd.npm.install-v1+json' },
    });
    const address = member(member(member(member(content, 'versions'), version), 'dist'), 'tarball');
    return typeof address === 'string' ? address : null;
  }
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function withoutCredentials(address: string): string {
  const url = new URL(address);
  url.username = '';
  url.password = '';
  return url.href;
}

/** The folder of the npm that came with this Node; its `npmrc` holds what a distribution has set. */
function npmFolder(): string {
  const folder = dirname(process.execPath);
  const places = [join(folder, '..', 'lib', 'node_modules', 'npm'), join(folder, 'node_modules', 'npm')];
  return places.find((place) => existsSync(place)) ?? join(folder, 'npm');
}
