/** The profile of a whole dataset from those of its shards. */
import { relative, resolve, sep } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { readUserFile, sha256, usageError } from '../../base/index.js';
import { mergeProfiles, parseProfile, profileText } from '../../data/index.js';
import { isS3Url, type Place } from '../../s3/index.js';
import type { Made } from './new.js';

interface Named {
  /** Absolute. */
  readonly path: string;
  readonly shown: string;
}

export async function mergedProfile(place: Place, patterns: readonly string[]): Promise<Made> {
  const paths = (await Promise.all(patterns.map((pattern) => filesOf(place, pattern)))).flat();
  const files = [...new Map(paths.map((named) => [named.path, named])).values()];
  files.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const shards = await Promise.all(
    files.map(async ({ path, shown: file }) => {
      const text = await readUserFile(path, 'the profile of a shard');
      return { file, text, profile: parseProfile(text, file) };
    }),
  );
  const profile = mergeProfiles(shards);
  const { dataset, rows, columns } = profile;
  const read = new Set(shards.flatMap((shard) => shard.profile.shard?.files.map(({ path }) => path) ?? []));
  const approximate = columns.filter(
    ({ categorical }) => categorical?.distinctError !== undefined || categorical?.leftOut !== undefined,
  );
  return {
    profile,
    text: profileText(profile),
    body: {
      verdict: 'pass',
      summary: `${rows} rows and ${columns.length} columns of ${dataset}, from ${shards.length} shards`,
      inputs: shards.map(({ file, text }) => ({ name: 'shard', path: file, sha256: sha256(text) })),
      findings: approximate.map(({ name, categorical }) => ({
        check: 'profile.approximate',
        verdict: 'pass' as const,
        severity: 'info' as const,
        subject: { dataset, column: name },
        where: [],
        message: [
          ...(categorical?.distinctError === undefined
            ? []
            : [
                `about ${categorical.distinct} distinct values (standard error ${(100 * categorical.distinctError).toFixed(1)}%)`,
              ]),
          ...(categorical?.leftOut === undefined
            ? []
            : [`values that are not listed come at most ${categorical.leftOut} times`]),
        ].join('; '),
      })),
      notChecked: [
        `${dataset}: rules over all rows (uniqueness, row counts, SQL); each shard was checked by itself`,
      ],
      datasets: [
        {
          name: dataset,
          path: patterns.join(', '),
          files: read.size,
          rows,
          columns: columns.length,
          sha256: profile.sha256,
        },
      ],
    },
  };
}

async function filesOf({ root, remote }: Place, pattern: string): Promise<Named[]> {
  if (isS3Url(pattern) && remote !== null) {
    const { files } = await remote.files(pattern);
    return files.map(({ path, url }) => ({ path, shown: url }));
  }
  const named = (path: string) => ({ path, shown: relative(root, path).split(sep).join('/') });
  if (!isDynamicPattern(pattern)) return [named(resolve(root, pattern))];
  const found = await glob(pattern, { cwd: root, absolute: true, onlyFiles: true });
  if (found.length > 0) return found.map(named);
  throw usageError({
    message: `--merge: no file matches ${pattern}`,
    expected: 'the profiles of all shards',
  });
}
