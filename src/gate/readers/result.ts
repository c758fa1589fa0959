/** A result of our own `evaluate`, with slices, intervals and counts. */
import { usageError } from '../../base/index.js';
import { type EvaluateResult, parseResult } from '../../results/index.js';
import { type Measured, ofResult } from '../metrics.js';

/** `text` was already read as JSON without equal keys. Throws a usage error for a result of another command. */
export function readResult(
  text: string,
  command: string,
  file: string,
): { metrics: Measured[]; ignored: []; evaluate: EvaluateResult } {
  if (command !== 'evaluate') {
    throw usageError({
      where: { file },
      message: `is a result of ${command}`,
      expected: 'a result of evaluate, or a file of metrics',
    });
  }
  const result = parseResult(Buffer.from(text), file);
  if (result.command !== 'evaluate') throw new TypeError('a checked result changed its command');
  return { metrics: result.metrics.map(ofResult), ignored: [], evaluate: result };
}
