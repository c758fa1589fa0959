/** The job summary: a file that the runner names and reads after the step. */
import { appendFile, stat } from 'node:fs/promises';
import { codeOf } from '../../base/index.js';

/** GitHub drops the whole summary of a step that is larger. */
export const SUMMARY_BYTES = 1024 * 1024;

/** Bytes that the summary of this step can still take. */
export async function summaryRoom(path: string): Promise<number> {
  try {
    return Math.max(0, SUMMARY_BYTES - (await stat(path)).size);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return SUMMARY_BYTES;
    throw error;
  }
}

export async function appendSummary(path: string, markdown: string): Promise<void> {
  await appendFile(path, `${markdown}\n`);
}
