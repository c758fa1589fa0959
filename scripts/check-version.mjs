#!/usr/bin/env node
/** Fails unless tag, package.json, src/version.ts and CHANGELOG.md name the same version. Usage: check-version.mjs vX.Y.Z */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const tag = process.argv[2]?.replace(/^v/, '');
const found = {
  tag,
  'package.json': JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version,
  'src/version.ts': /VERSION = '([^']+)'/.exec(readFileSync(join(root, 'src/version.ts'), 'utf8'))?.[1],
  'CHANGELOG.md': /^## ([0-9][^\s]*)/m.exec(readFileSync(join(root, 'CHANGELOG.md'), 'utf8'))?.[1],
};
const differing = Object.entries(found).filter(([, version]) => version !== tag);
if (tag === undefined || differing.length > 0) {
  console.error(`versions differ: ${JSON.stringify(found)}`);
  process.exit(1);
}
