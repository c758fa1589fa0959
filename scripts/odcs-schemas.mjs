#!/usr/bin/env node
/**
 * Writes src/data/contract/standard/schemas.ts from the standard's JSON Schemas that lie beside it: one string for
 * each, without what no check reads. A string that is parsed where it is needed starts faster than an object.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = join(dirname(fileURLToPath(import.meta.url)), '../src/data/contract/standard');
const VERSIONS = { V3_1: 'odcs-json-schema-v3.1.0.json', V3_0: 'odcs-json-schema-v3.0.2.json' };
const ANNOTATIONS = new Set(['description', 'examples', 'title', 'default', 'deprecated', '$schema']);

/** Under `properties` and `$defs` the keys are names and not keywords. */
function stripped(value, names = false) {
  if (Array.isArray(value)) return value.map((item) => stripped(item));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => names || !ANNOTATIONS.has(key));
  return Object.fromEntries(
    kept.map(([key, item]) => [key, stripped(item, !names && (key === 'properties' || key === '$defs'))]),
  );
}

const quoted = (text) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
const parts = Object.entries(VERSIONS).map(([name, file]) => {
  const schema = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  return `/** ${file} as JSON text. */\nexport const ${name} =\n  ${quoted(JSON.stringify(stripped(schema)))};\n`;
});
const head =
  '/** Made by `node scripts/odcs-schemas.mjs` from the JSON Schemas of the standard; see NOTICE.md. */\n\n';
writeFileSync(join(folder, 'schemas.ts'), head + parts.join('\n'));
