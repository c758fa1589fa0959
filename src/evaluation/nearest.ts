/** Suggestions for names that are unknown. */
import { distance } from 'fastest-levenshtein';

/** The names nearest to one that is unknown, best first, at most `count`. */
export function nearest(name: string, among: Iterable<string>, count = 3): string[] {
  const wanted = name.toLowerCase();
  return [...among]
    .map((candidate) => ({ candidate, steps: distance(wanted, candidate.toLowerCase()) }))
    .filter(
      ({ candidate, steps }) =>
        steps <= Math.max(1, Math.floor(candidate.length / 3)) ||
        (wanted.length > 2 && candidate.toLowerCase().includes(wanted)),
    )
    .sort((a, b) => a.steps - b.steps)
    .slice(0, count)
    .map(({ candidate }) => candidate);
}
