/** One symbol a verdict, for formats that draw no emoji; the word always stands with it, or is spoken. */
import type { Verdict } from '../results/index.js';

export const SYMBOLS: Readonly<Record<Verdict, string>> = {
  pass: '✓',
  warn: '!',
  fail: '✗',
  inconclusive: '?',
  error: '✗',
  skipped: '–',
};
