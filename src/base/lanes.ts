/** Work on many things at once, within a count and a weight, in their order; the first error stops the rest. */
import { setMaxListeners } from 'node:events';

export interface Lanes<T> {
  readonly weight: (item: T) => number;
  /** Sum of the weights under way at most; an item that is heavier alone goes alone. */
  readonly budget: number;
  readonly most: number;
  readonly signal: AbortSignal;
}

const CALLS = 64;

/** Small calls of the file system for each item, some at once; the results in their order. */
export async function inChunks<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let at = 0; at < items.length; at += CALLS) {
    results.push(...(await Promise.all(items.slice(at, at + CALLS).map(work))));
  }
  return results;
}

/** The results in the order of the items. All work has ended when this ends. */
export async function inLanes<T, R>(
  items: readonly T[],
  { weight, budget, most, signal }: Lanes<T>,
  work: (item: T, signal: AbortSignal) => Promise<R>,
): Promise<R[]> {
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  // Each lane listens to it; more than ten is no leak.
  setMaxListeners(0, either);
  const results: R[] = [];
  const running = new Set<Promise<void>>();
  let load = 0;
  for (const [index, item] of items.entries()) {
    const own = weight(item);
    while (running.size > 0 && (running.size >= most || load + own > budget)) await Promise.race(running);
    if (either.aborted) break;
    load += own;
    const task: Promise<void> = work(item, either)
      .then(
        (result) => {
          results[index] = result;
        },
        (error: unknown) => stop.abort(error),
      )
      .finally(() => {
        load -= own;
        running.delete(task);
      });
    running.add(task);
  }
  await Promise.all(running);
  signal.throwIfAborted();
  if (stop.signal.aborted) throw stop.signal.reason;
  return results;
}
