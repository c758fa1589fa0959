/** The front doors of report and host load no library for formats or APIs: `gate` and `--help` pay for none. */
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const SOURCE = join(import.meta.dirname, '..', '..', 'src');

/** Packages that a module loads at once, through all static imports; types and dynamic imports load nothing. */
function packagesOf(file: string, seen = new Set<string>()): Set<string> {
  const packages = new Set<string>();
  if (seen.has(file)) return packages;
  seen.add(file);
  const text = readFileSync(file, 'utf8');
  for (const match of text.matchAll(/^(?:import|export)\s(?!type\b)(?:[^;]*?\sfrom\s)?'([^']+)';/gm)) {
    const name = match[1] ?? '';
    if (!name.startsWith('.')) packages.add(name);
    else {
      const next = resolve(dirname(file), name.replace(/\.js$/, '.ts'));
      for (const each of packagesOf(next, seen)) packages.add(each);
    }
  }
  return packages;
}

describe('front doors', () => {
  it.each(['report/index.ts', 'host/index.ts'])('%s is light', (door) => {
    const packages = [...packagesOf(join(SOURCE, door))].filter((name) => !name.startsWith('node:'));
    expect(packages).toContain('zod');
    expect(packages.filter((name) => !['zod', 'ulid', 'fastest-levenshtein'].includes(name))).toEqual([]);
  });
  it('the walk finds what is heavy', () => {
    expect([...packagesOf(join(SOURCE, 'host/github/client.ts'))]).toContain('@actions/github/lib/utils');
    expect([...packagesOf(join(SOURCE, 'report/html.ts'))]).toContain('hast-util-to-html');
  });
});
