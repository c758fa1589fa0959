/** The table of custom checks (`engine: assay`). A new one is a row in a file of its family, and a line here. */
import type { CustomCheck } from './define.js';
import { freshness, futureValues, gaps, rowCount, rowCountRatio, rowRate } from './volume.js';

const ROWS: readonly CustomCheck[] = [freshness, futureValues, gaps, rowRate, rowCount, rowCountRatio];

export const CUSTOM: ReadonlyMap<string, CustomCheck> = new Map(ROWS.map((row) => [row.name, row]));
