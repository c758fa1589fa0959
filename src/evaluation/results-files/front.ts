/** What a command takes from here: the readers, the comparison of their rows, the file that they become. */
export { type ComparableResults, comparableResults } from './examples.js';
export { RESULT_FORMATS, type ReadResults, type ResultFormat, readResults } from './index.js';
export { RESULT_COLUMNS, scoreColumn, writeResults } from './table.js';
