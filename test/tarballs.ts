/** The real tarballs of the engines, from the package registry of this machine, kept under .cache/. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ENGINE_NAMES, packagesFor, platformOf } from '../src/engines/table.js';

const CACHE = fileURLToPath(new URL('../.cache/tarballs/', import.meta.url));

/** Path in a registry → bytes, for this platform; null where the registry cannot be reached. */
export function engineTarballs(): ReadonlyMap<string, Uint8Array> | null {
  const all = new Map<string, Uint8Array>();
  for (const engine of ENGINE_NAMES) {
    for (const { name, version } of packagesFor(engine, platformOf())) {
      const file = `${name.split('/').at(-1)}-${version}.tgz`;
      const kept = join(CACHE, file);
      if (!existsSync(kept) && !fetched(`${name}@${version}`, kept)) return null;
      all.set(`${name}/-/${file}`, readFileSync(kept));
    }
  }
  return all;
}

function fetched(spec: string, to: string): boolean {
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, 'new-'));
  try {
    const name = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder, spec], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    renameSync(join(folder, name.trim()), to);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
