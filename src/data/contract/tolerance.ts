/**
 * How much of a fault a contract lets pass, for every check: `customProperties` named `assay.tolerance` on the
 * object or a property, check → allowed rows and severity. `"*"` stands for every check without a line of its own.
 */
import { z } from 'zod';
import type { Severity } from './model.js';

export interface Tolerance {
  /** Absent: none. Rows are counted, or a share of all rows in percent. */
  readonly allowed?: { readonly limit: number; readonly unit: 'rows' | 'percent' };
  readonly severity?: Severity;
}
export type Tolerances = Readonly<Record<string, Tolerance>>;

const allowed = z
  .union([
    z.int().nonnegative(),
    z.string().regex(/^\d+(\.\d+)?%$/, 'a number of rows, or a share such as "0.1%"'),
  ])
  .transform((given) =>
    typeof given === 'number'
      ? { limit: given, unit: 'rows' as const }
      : { limit: Number(given.slice(0, -1)), unit: 'percent' as const },
  )
  .refine(({ limit, unit }) => unit === 'rows' || limit < 100, 'less than 100%');

const entry = z.union([
  allowed.transform((value) => ({ allowed: value })),
  z
    .strictObject({ allowed: allowed.optional(), severity: z.enum(['error', 'warn']).optional() })
    .refine((value) => value.allowed !== undefined || value.severity !== undefined, 'says nothing')
    .transform(({ allowed: rows, severity }) => ({
      ...(rows === undefined ? {} : { allowed: rows }),
      ...(severity === undefined ? {} : { severity }),
    })),
]);

/** `{pattern: 0.1%, type: {severity: warn}, "*": 3}` */
export const toleranceSchema: z.ZodType<Tolerances> = z.record(z.string(), entry);
