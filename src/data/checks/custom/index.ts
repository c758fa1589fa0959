/** The table of custom checks (`engine: assay`). A new one is a row in a file of its family, and a line here. */
import { combinationIn, compare, failingRows, rowCondition, sumOfColumns } from './across.js';
import {
  columnCount,
  columnOrder,
  columnSet,
  emptyColumns,
  fileBytes,
  fileCount,
  fileDigest,
} from './columns.js';
import {
  allOrNonePresent,
  allPresent,
  anyPresent,
  blankRows,
  missingSpellings,
  nullValues,
} from './completeness.js';
import type { CustomCheck } from './define.js';
import {
  allowedValues,
  decreasing,
  distinctContains,
  distinctEquals,
  forbiddenValues,
  increasing,
  unseenValues,
} from './domain.js';
import {
  correlation,
  infiniteValues,
  iqrOutliers,
  median,
  nanValues,
  quantile,
  statistics,
  zscoreOutliers,
} from './numbers.js';
import { personalData } from './personal.js';
import {
  caseVariants,
  dateForm,
  format,
  lengths,
  mixedTypes,
  mojibake,
  surroundingSpace,
  truncatedValues,
} from './text.js';
import {
  almostConstant,
  constant,
  distinctCount,
  distinctShare,
  duplicateColumns,
  duplicateRows,
  mostCommonShare,
  mostCommonValue,
  uniqueCombination,
} from './uniqueness.js';
import { freshness, futureValues, gaps, rowCount, rowCountRatio, rowRate } from './volume.js';

const ROWS: readonly CustomCheck[] = [
  ...[columnOrder, columnSet, columnCount, emptyColumns, duplicateColumns],
  ...[fileDigest, fileCount, fileBytes],
  ...[nullValues, missingSpellings, blankRows, anyPresent, allPresent, allOrNonePresent],
  ...[uniqueCombination, duplicateRows, distinctCount, distinctShare],
  ...[constant, almostConstant, mostCommonShare, mostCommonValue],
  ...[nanValues, infiniteValues, ...statistics, median, quantile, correlation],
  ...[zscoreOutliers, iqrOutliers],
  ...[allowedValues, forbiddenValues, unseenValues, distinctContains, distinctEquals],
  ...[increasing, decreasing],
  ...[format, dateForm, surroundingSpace, mojibake, caseVariants, mixedTypes, ...lengths, truncatedValues],
  ...[compare, sumOfColumns, combinationIn, rowCondition, failingRows],
  ...[rowCount, rowCountRatio, freshness, futureValues, gaps, rowRate],
  personalData,
];

export const CUSTOM: ReadonlyMap<string, CustomCheck> = new Map(ROWS.map((row) => [row.name, row]));
