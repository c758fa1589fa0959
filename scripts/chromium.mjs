#!/usr/bin/env node
/**
 * Finds a Chromium for the tests of pages, and as root of a machine with apt-get installs Debian's. Prints its path,
 * or why there is none; ends with 0 either way, since the tests are then skipped by name with that reason.
 */
import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

function onPath(name) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const file = join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Not in this folder.
    }
  }
  return null;
}

/** Its absolute path, or null. CHROMIUM names another one. */
export function findChromium() {
  return process.env.CHROMIUM || NAMES.map(onPath).find((file) => file !== null) || null;
}

/** @returns {{ path: string | null, missing: string }} */
export function ensureChromium() {
  const found = findChromium();
  if (found !== null) return { path: found, missing: '' };
  if (process.getuid?.() !== 0) return { path: null, missing: 'no Chromium, and only root can install one' };
  if (onPath('apt-get') === null)
    return { path: null, missing: 'no Chromium, and no apt-get to install one' };
  try {
    const options = { stdio: ['ignore', 'ignore', 'pipe'], timeout: 300_000 };
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    execFileSync('apt-get', ['update', '-qq'], { ...options, env });
    execFileSync('apt-get', ['install', '-qq', '-y', '--no-install-recommends', 'chromium'], {
      ...options,
      env,
    });
  } catch (error) {
    return {
      path: null,
      missing: `no Chromium, and apt-get could not install it: ${error.message.split('\n')[0]}`,
    };
  }
  const path = findChromium();
  return { path, missing: path === null ? 'no Chromium: the package brought no program of that name' : '' };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { path, missing } = ensureChromium();
  console.log(path ?? missing);
}
