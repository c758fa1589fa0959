/**
 * What is measured against what, and the bound that each promises: a file for each subject, and a line here.
 *
 * `prepare` gets an empty folder and the two programs by which to run: `assay` is the argv of our bundle, `node` of
 * the same Node alone; it makes its own files and gives `ours` and `peer`. A bound is the most that our time may be:
 * more by `seconds`, or times `ratio` (0.5: twice as fast); `peak` is bytes of memory. `stop` ends what a case started.
 * `slow` cases run only by name or with --all.
 */
import { DATA } from './data.mjs';
import { DRIFT } from './drift.mjs';
import { EVALUATE } from './evaluate.mjs';
import { PUBLISH } from './publish.mjs';
import { REGISTRY } from './registry.mjs';
import { SHELL } from './shell.mjs';
import { STATISTICS } from './statistics.mjs';

export const CASES = [...SHELL, ...DATA, ...DRIFT, ...STATISTICS, ...EVALUATE, ...REGISTRY, ...PUBLISH];
