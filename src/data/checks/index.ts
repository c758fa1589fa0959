/** The table of checks. A new check is a row here. */
import type { CheckKind } from './check.js';
import {
  finite,
  format,
  length,
  multipleOf,
  pattern,
  primaryKey,
  range,
  required,
  unique,
} from './column-checks.js';
import { brokenLines } from './line-checks.js';
import { rules } from './rule-checks.js';
import { extraColumns, missingColumns, types } from './schema-checks.js';

export const CHECKS: readonly CheckKind[] = [
  missingColumns,
  extraColumns,
  brokenLines,
  types,
  required,
  unique,
  primaryKey,
  finite,
  range,
  multipleOf,
  length,
  pattern,
  format,
  rules,
];
