/**
 * Writes src/engines/locked.ts: for each engine the packages, versions and sha512 that package-lock.json holds,
 * with the platforms that each package is for. `--check` writes nothing and fails where the file is stale.
 * Usage: node scripts/lock-engines.mjs [--check] [LOCK-FILE]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const TARGET = `${ROOT}src/engines/locked.ts`;

/** The platforms that src/engines/table.ts supports. A package for others only is left out. */
const PLATFORMS = ['linux-x64', 'linux-arm64', 'darwin-arm64', 'win32-x64'];

/** The module that each engine is loaded by, and the dependencies of it that it loads nothing from. */
const ENGINES = {
  duckdb: { module: '@duckdb/node-api', unused: ['detect-libc'] },
  onnxruntime: { module: 'onnxruntime-node', unused: ['adm-zip', 'global-agent'] },
};

/** The text of src/engines/locked.ts for a lock file. Throws where a platform has no package. */
export function lockedSource(lock) {
  const engines = {};
  for (const [engine, { module, unused }] of Object.entries(ENGINES)) {
    const packages = closure(lock, module, unused);
    requireEveryPlatform(engine, packages);
    engines[engine] = { module, version: packages[0].version, packages };
  }
  return `/** Made from package-lock.json by scripts/lock-engines.mjs. Do not edit. */
import type { LockedEngine } from './table.js';
import type { EngineName } from './types.js';

export const LOCKED: Readonly<Record<EngineName, LockedEngine>> = ${literal(engines)};
`;
}

function closure(lock, module, unused) {
  const packages = [];
  const queue = [module];
  const seen = new Set(unused);
  for (const name of queue) {
    if (seen.has(name)) continue;
    seen.add(name);
    const entry = lock.packages[`node_modules/${name}`];
    if (entry === undefined) throw new Error(`package-lock.json has no ${name}: install again with npm`);
    const platforms = platformsOf(entry);
    if (platforms.length === 0) continue;
    if (!entry.integrity?.startsWith('sha512-'))
      throw new Error(`package-lock.json has no sha512 of ${name}`);
    packages.push({
      name,
      version: entry.version,
      integrity: entry.integrity,
      ...(platforms.length === PLATFORMS.length ? {} : { platforms }),
    });
    queue.push(...Object.keys({ ...entry.dependencies, ...entry.optionalDependencies }));
  }
  return packages;
}

/** npm leaves optional packages out of the lock file that the registry did not have when it was written. */
function requireEveryPlatform(engine, packages) {
  const counts = PLATFORMS.map(
    (platform) => packages.filter((p) => p.platforms?.includes(platform) ?? true).length,
  );
  const most = Math.max(...counts);
  const short = PLATFORMS.filter((_, index) => counts[index] < most);
  if (short.length > 0) {
    throw new Error(
      `package-lock.json has no ${engine} for ${short.join(', ')}: take a version that is published for all`,
    );
  }
}

function platformsOf(entry) {
  if (entry.libc !== undefined && !entry.libc.includes('glibc')) return [];
  return PLATFORMS.filter((platform) => {
    const [os, cpu] = platform.split('-');
    return (entry.os?.includes(os) ?? true) && (entry.cpu?.includes(cpu) ?? true);
  });
}

/** A literal as the formatter of this repository writes it. */
function literal(value, indent = '') {
  const deeper = `${indent}  `;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) {
    return `[${value.map((item) => `'${item}'`).join(', ')}]`;
  }
  if (Array.isArray(value)) {
    return `[\n${value.map((item) => `${deeper}${literal(item, deeper)},\n`).join('')}${indent}]`;
  }
  if (typeof value === 'object') {
    const members = Object.entries(value).map(([key, item]) => {
      const text = literal(item, deeper);
      const line = `${deeper}${key}: ${text},\n`;
      return line.length > 111 && typeof item === 'string' ? `${deeper}${key}:\n${deeper}  ${text},\n` : line;
    });
    return `{\n${members.join('')}${indent}}`;
  }
  return `'${value}'`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file =
    process.argv.slice(2).find((argument) => !argument.startsWith('-')) ?? `${ROOT}package-lock.json`;
  const wanted = lockedSource(JSON.parse(readFileSync(file, 'utf8')));
  if (process.argv.includes('--check')) {
    if (readFileSync(TARGET, 'utf8') !== wanted) {
      console.error('src/engines/locked.ts is stale: run node scripts/lock-engines.mjs');
      process.exit(1);
    }
  } else {
    writeFileSync(TARGET, wanted);
  }
}
