/** Fewer points of a curve that keep its shape and area. Pure; what a curve means is told elsewhere. */

export type Point = readonly [x: number, y: number];

/**
 * At most `most` points of a curve, its ends among them. The point whose triangle with its neighbours is the
 * smallest goes first (Visvalingam and Whyatt 1993), so that area and corners stay. O(n log n).
 */
export function thin(points: readonly Point[], most: number): Point[] {
  const n = points.length;
  if (n <= most) return [...points];
  const before = Int32Array.from(points, (_, i) => i - 1);
  const after = Int32Array.from(points, (_, i) => i + 1);
  const size = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  const measure = (i: number) => triangle(points, before[i] as number, i, after[i] as number);
  // Each point, and two neighbours for each that goes.
  const heap = new Heap(3 * n);
  for (let i = 1; i < n - 1; i++) {
    size[i] = measure(i);
    heap.push(size[i] as number, i);
  }
  const gone = new Uint8Array(n);
  let left = n;
  while (left > most) {
    const { key, item } = heap.pop();
    // An entry from before a neighbour went: a newer one stands in the heap.
    if (gone[item] === 1 || key !== size[item]) continue;
    gone[item] = 1;
    left--;
    const [a, b] = [before[item] as number, after[item] as number];
    after[a] = b;
    before[b] = a;
    for (const neighbour of [a, b]) {
      if (neighbour === 0 || neighbour === n - 1) continue;
      // Never less than what was taken out beside it: small steps in one direction would add up unseen.
      size[neighbour] = Math.max(key, measure(neighbour));
      heap.push(size[neighbour] as number, neighbour);
    }
  }
  return points.filter((_, i) => gone[i] === 0);
}

function triangle(points: readonly Point[], a: number, b: number, c: number): number {
  const [p, q, r] = [points[a] as Point, points[b] as Point, points[c] as Point];
  return Math.abs((q[0] - p[0]) * (r[1] - p[1]) - (r[0] - p[0]) * (q[1] - p[1])) / 2;
}

/** A binary heap, the smallest key on top. In plain arrays: a curve of some thousand points makes ten thousand entries. */
class Heap {
  private readonly keys: Float64Array;
  private readonly items: Int32Array;
  private size = 0;

  /** `most`: how many entries there ever are at a time. */
  constructor(most: number) {
    this.keys = new Float64Array(most);
    this.items = new Int32Array(most);
  }

  push(key: number, item: number): void {
    let at = this.size++;
    this.put(at, key, item);
    while (at > 0) {
      const up = (at - 1) >> 1;
      if ((this.keys[up] as number) <= key) break;
      this.swap(at, up);
      at = up;
    }
  }

  pop(): { readonly key: number; readonly item: number } {
    if (this.size === 0) throw new Error('the heap is empty');
    const { keys, items } = this;
    const top = { key: keys[0] as number, item: items[0] as number };
    const size = --this.size;
    this.put(0, keys[size] as number, items[size] as number);
    for (let at = 0; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let least = at;
      if (left < size && (keys[left] as number) < (keys[least] as number)) least = left;
      if (right < size && (keys[right] as number) < (keys[least] as number)) least = right;
      if (least === at) return top;
      this.swap(at, least);
      at = least;
    }
  }

  private put(at: number, key: number, item: number): void {
    this.keys[at] = key;
    this.items[at] = item;
  }

  private swap(a: number, b: number): void {
    const [key, item] = [this.keys[a] as number, this.items[a] as number];
    this.put(a, this.keys[b] as number, this.items[b] as number);
    this.put(b, key, item);
  }
}
