/** When a call to GitHub's API is tried again, and after how long. Pure: a table of answers, no clock, no network. */

export interface FailedCall {
  readonly method: string;
  /** HTTP status; null where no answer came (network). */
  readonly status: number | null;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | number | undefined>>;
  readonly message: string;
  /** Tries that were made, from 1. */
  readonly tries: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const MAX_TRIES = 4;
/** A job must not wait for the hour's quota to come back; longer waits are given up with a message. */
export const MAX_WAIT_MS = 60_000;
const REPEATABLE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE']);

/**
 * Milliseconds to wait before the next try, or null for none. A call that a rate limit refused was not
 * carried out, so any may be repeated; after a failure in between only those that do the same twice.
 */
export function retryDelay(call: FailedCall): number | null {
  if (call.tries >= MAX_TRIES) return null;
  if (isRateLimit(call)) {
    const wait = limitWait(call);
    return wait <= MAX_WAIT_MS ? wait : null;
  }
  const inBetween = call.status === null || call.status === 408 || call.status >= 500;
  if (!inBetween || !REPEATABLE.has(call.method.toUpperCase())) return null;
  const asked = seconds(call.headers['retry-after']);
  const wait = asked ?? 1000 * 2 ** (call.tries - 1);
  return wait <= MAX_WAIT_MS ? wait : null;
}

/** Distinguishes "too many" from "not allowed": both are 403. */
export function isRateLimit(call: Pick<FailedCall, 'status' | 'headers' | 'message'>): boolean {
  if (call.status === 429) return true;
  if (call.status !== 403) return false;
  return (
    call.headers['retry-after'] !== undefined ||
    String(call.headers['x-ratelimit-remaining']) === '0' ||
    /rate limit/i.test(call.message)
  );
}

/** When a used-up limit is over, as its headers tell; null where they do not. `now` in milliseconds since 1970. */
export function resetTime(call: Pick<FailedCall, 'headers'>, now: number): Date | null {
  const asked = seconds(call.headers['retry-after']);
  if (asked !== null) return new Date(now + asked);
  const reset = seconds(call.headers['x-ratelimit-reset']);
  return reset === null || reset === 0 ? null : new Date(reset);
}

function limitWait(call: FailedCall): number {
  const asked = seconds(call.headers['retry-after']);
  if (asked !== null) return asked;
  const reset = Number(call.headers['x-ratelimit-reset']);
  if (String(call.headers['x-ratelimit-remaining']) === '0' && Number.isFinite(reset)) {
    return Math.max(0, reset * 1000 - call.now) + 1000;
  }
  // GitHub's own advice for a secondary limit without a header: at least a minute.
  return 60_000;
}

function seconds(value: string | number | undefined): number | null {
  if (value === undefined || value === '') return null;
  const parsed = Number(value);
  return Number.isFinite(parsed) && parsed >= 0 ? parsed * 1000 : null;
}
