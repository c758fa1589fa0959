#!/usr/bin/env node
/**
 * Gives the path of Mermaid as one script for a browser, to draw what our reports write for it: the same library that
 * GitHub draws with. npm's archive of it is held against its digest and unpacked under .cache/ once, without the many
 * packages that it is made of.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { extract } from 'tar';

const VERSION = '11.9.0';
const INTEGRITY =
  'sha512-YdPXn9slEwO0omQfQIsW6vS84weVQftIyyTGAZCwM//MGhPzL1+l6vO6bkf0wnP4tHigH1alZ5Ooy3HXI2gOag==';
const SCRIPT = 'package/dist/mermaid.min.js';
const CACHE = fileURLToPath(new URL('../.cache/mermaid/', import.meta.url));

/** @returns {{ path: string | null, missing: string }} */
export function ensureMermaid() {
  const path = join(CACHE, VERSION, SCRIPT);
  if (existsSync(path)) return { path, missing: '' };
  mkdirSync(CACHE, { recursive: true });
  const temporary = mkdtempSync(join(CACHE, 'new-'));
  try {
    const options = { cwd: temporary, stdio: ['ignore', 'ignore', 'pipe'], timeout: 300_000 };
    execFileSync('npm', ['pack', '--silent', `mermaid@${VERSION}`], options);
    const [name = ''] = readdirSync(temporary);
    const archive = join(temporary, name);
    const digest = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`;
    if (digest !== INTEGRITY) throw new Error(`mermaid ${VERSION} has another digest: ${digest}`);
    extract({ file: archive, cwd: temporary, sync: true }, [SCRIPT]);
    rmSync(archive);
    renameSync(temporary, join(CACHE, VERSION));
    return { path, missing: '' };
  } catch (error) {
    // Another process was first where the rename failed.
    if (existsSync(path)) return { path, missing: '' };
    return { path: null, missing: `Mermaid cannot be had: ${error.message.split('\n')[0]}` };
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { path, missing } = ensureMermaid();
  console.log(path ?? missing);
}
