/** The actions of others that our files use, from the files themselves, and the folder that stands in for each. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/program.js';

const STAND_INS = join(ROOT, 'test', 'act', 'stand-ins');
const USES = /\buses: ['"]?([\w.-]+\/[\w.-]+)((?:\/[\w./-]+)?)@([\w.-]+)/g;
const OWN = 'assay-ml/assay';

export interface Use {
  /** `actions/cache` */
  readonly repository: string;
  /** `/restore`, or empty. */
  readonly path: string;
  readonly ref: string;
  readonly file: string;
}

/** Every `uses:` of another repository in a text. */
export function usesIn(text: string, file: string): Use[] {
  return [...text.matchAll(USES)].flatMap(([, repository = '', path = '', ref = '']) =>
    repository === OWN ? [] : [{ repository, path, ref, file }],
  );
}

/** Every use in what we ship: action.yml, actions/, the reusable workflow, the examples. */
export function shippedUses(): Use[] {
  const files = [
    'action.yml',
    '.github/workflows/delivery.yml',
    ...readdirSync(join(ROOT, 'actions')).map((name) => `actions/${name}/action.yml`),
    ...readdirSync(join(ROOT, 'examples', 'workflows')).map((name) => `examples/workflows/${name}`),
  ];
  return files.flatMap((file) => usesIn(readFileSync(join(ROOT, file), 'utf8'), file));
}

/** `owner/name@ref=folder` for each, as `act --local-repository` takes them; an error names those without one. */
export function standIns(uses: readonly Use[]): string[] {
  const found = new Set<string>();
  const missing: string[] = [];
  for (const { repository, path, ref, file } of uses) {
    const folder = join(STAND_INS, repository.replace(/^actions\//, ''));
    if (existsSync(join(folder, path, 'action.yml'))) found.add(`${repository}@${ref}=${folder}`);
    else missing.push(`${repository}${path}@${ref} (${file})`);
  }
  if (missing.length > 0)
    throw new Error(`there is no stand-in in test/act/stand-ins for ${missing.join(', ')}`);
  return [...found];
}
