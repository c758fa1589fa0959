/** Creating something once through an API that has no idempotency keys: what may be there is looked for before it is sent again. */
import { type GitHubClient, NoAnswer } from './client.js';

const TRIES = 3;
/** Pauses before each look: what was just made may be missing from a list for a while. */
const LOOKS_MS: readonly number[] = [1000, 3000];

/**
 * Sends a creation. Where no answer tells whether it was carried out, `find` looks for it, and only what is not
 * found is sent again. Refusals and limits are thrown as they are; the last NoAnswer too.
 */
export async function createOnce<T>(
  client: GitHubClient,
  send: () => Promise<T>,
  find: () => Promise<T | null>,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      for (const wait of LOOKS_MS) {
        await client.pause(wait);
        const made = await find();
        if (made !== null) return made;
      }
      if (tries >= TRIES) throw error;
    }
  }
}
