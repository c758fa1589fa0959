/** The custom properties `assay.*`: which there are, and where. One that is misspelled would silently say nothing. */
import { nearest, type Problem } from '../../base/index.js';
import type { PlaceOf } from './read.js';

type Path = readonly PropertyKey[];

/** Where each word may stand. */
const WORDS = {
  'assay.text': ['contract', 'server', 'object', 'property'],
  'assay.csv': ['contract', 'server', 'object'],
  'assay.tolerance': ['object', 'property'],
  'assay.extraColumns': ['object'],
  'assay.environments': ['property'],
  'assay.lifecycle': ['property'],
} as const satisfies Readonly<Record<string, readonly Level[]>>;

type Level = 'contract' | 'server' | 'object' | 'property' | 'rule';

/** Problems of the custom properties of one element of a contract; those of other tools are left alone. */
export function checkOwnWords(
  element: { readonly customProperties?: unknown },
  level: Level,
  path: Path,
  place: PlaceOf,
  problems: Problem[],
): void {
  const list: unknown = element.customProperties;
  const seen = new Set<string>();
  for (const [index, item] of (Array.isArray(list) ? list : []).entries()) {
    const { property: name } = (item ?? {}) as { property?: unknown };
    if (typeof name !== 'string' || !/^assay\./i.test(name)) continue;
    const levels: readonly string[] | undefined = Object.entries(WORDS).find(([word]) => word === name)?.[1];
    const where = place([...path, 'customProperties', index, 'property']);
    if (levels === undefined) {
      const near = nearest(name, Object.keys(WORDS));
      problems.push({
        where,
        message: `${name} is no custom property that Assay has`,
        expected: `one of ${Object.keys(WORDS).join(', ')}`,
        ...(near ? { fix: `did you mean \`${near}\`?` } : {}),
      });
    } else if (!levels.includes(level)) {
      problems.push({ where, message: `${name} belongs to ${levels.map(withArticle).join(' or ')}` });
    } else if (seen.has(name)) {
      problems.push({ where, message: `${name} stands here a second time` });
    }
    seen.add(name);
  }
}

function withArticle(level: string): string {
  return level === 'object' ? 'an object' : level === 'contract' ? 'the contract' : `a ${level}`;
}
