/** Examples that belong together (`evaluate.cluster`): of one user, of one document. */

/**
 * Clusters of these rows of the dataset, with codes from 0 without gaps. A row without a value, −1, is a cluster of
 * its own.
 */
export function clustersOf(codes: Int32Array, rows: Uint32Array): { codes: Int32Array; count: number } {
  const known = new Map<number, number>();
  let count = 0;
  const own = Int32Array.from(rows, (row) => {
    const code = codes[row] ?? -1;
    if (code < 0) return count++;
    const place = known.get(code);
    if (place !== undefined) return place;
    known.set(code, count);
    return count++;
  });
  return { codes: own, count };
}
