/** Names near to one that was not found, for suggestions. */
import { distance } from 'fastest-levenshtein';

/** At most three, best first. A name that ends with the wanted one (`test.roc_auc`) is near. */
export function nearestNames(wanted: string, among: readonly string[]): string[] {
  const lower = wanted.toLowerCase();
  return among
    .map((name) => {
      const other = name.toLowerCase();
      const inside = other.includes(lower) || lower.includes(other);
      return { name, steps: inside ? 0 : distance(lower, other) };
    })
    .filter(({ steps }) => steps <= Math.max(2, Math.floor(lower.length / 3)))
    .sort((a, b) => a.steps - b.steps)
    .slice(0, 3)
    .map(({ name }) => name);
}
