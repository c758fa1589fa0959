/** Suggestions for a name that is unknown: the known names that a person most likely meant. */
import { distance } from 'fastest-levenshtein';

/**
 * The known names nearest to `wanted`, best first, at most `count`. Near are names that a few typing errors
 * make out of it (a third of its letters, at least two, whatever their case), and with three letters or more
 * also names that hold it or that it holds: `roc_auc` finds `test.roc_auc`.
 */
export function nearestNames<N extends string>(wanted: string, known: Iterable<N>, count = 3): N[] {
  const lower = wanted.toLowerCase();
  const most = Math.max(2, Math.floor(lower.length / 3));
  const inside = (a: string, b: string) => b.length > 2 && a.includes(b);
  return [...known]
    .map((name) => {
      const other = name.toLowerCase();
      const steps = distance(lower, other);
      // After the typing errors: `max_dorp` means max_drop, though max is inside it.
      const rank =
        steps > most && (inside(other, lower) || inside(lower, other)) ? most + steps / 1e6 : steps;
      return { name, rank };
    })
    .filter(({ rank }) => rank < most + 1)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, count)
    .map(({ name }) => name);
}

/** The nearest of them, or undefined where none is near. */
export function nearest<N extends string>(wanted: string, known: Iterable<N>): N | undefined {
  return nearestNames(wanted, known, 1)[0];
}
