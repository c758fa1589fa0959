/**
 * Waiting between tries. The SDK repeats requests that get no answer or a bad one; this is for what it cannot
 * repeat: bodies that break off while they are read, and conditions that must be looked at before the next try.
 */
import { setTimeout as sleep } from 'node:timers/promises';

export const TRIES = 6;

/** Milliseconds to wait after the try of that number (from 1): doubling, with full jitter, at most 5 seconds. */
export function pause(tried: number, random: () => number = Math.random): number {
  return Math.round(random() * Math.min(5000, 100 * 2 ** tried));
}

/** Runs `attempt` until it succeeds, as long as `again` says that its error may pass; at most `tries` times. */
export async function patiently<T>(
  attempt: () => Promise<T>,
  again: (error: unknown) => boolean,
  signal?: AbortSignal,
  tries: number = TRIES,
): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    signal?.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      // A cancelled request fails with an error of the SDK's own; the caller must hear why it was cancelled.
      signal?.throwIfAborted();
      if (tried >= tries || !again(error)) throw error;
      await sleep(pause(tried), undefined, { signal });
    }
  }
}
