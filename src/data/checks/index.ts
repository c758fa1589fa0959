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
import { foreignKeys } from './foreign-keys.js';
import { brokenLines } from './line-checks.js';
import { arraySize, extraFields, missingFields, objectSize, uniqueItems } from './nested-checks.js';
import { rules } from './rule-checks.js';
import {
  deprecatedColumns,
  extraColumns,
  missingColumns,
  physicalTypes,
  timezones,
  types,
} from './schema-checks.js';

export const CHECKS: readonly CheckKind[] = [
  missingColumns,
  missingFields,
  extraColumns,
  extraFields,
  deprecatedColumns,
  brokenLines,
  types,
  physicalTypes,
  timezones,
  required,
  unique,
  primaryKey,
  finite,
  range,
  multipleOf,
  length,
  pattern,
  format,
  objectSize,
  arraySize,
  uniqueItems,
  foreignKeys,
  rules,
];
