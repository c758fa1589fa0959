/**
 * The kinds of result, as zod schemas. The types, the validation of what is read back and the published JSON
 * Schemas in `schema/` all come from here. A stage returns the plain data; only commands add the run's identity.
 */
import { z } from 'zod';
import { base } from './common.js';
import {
  importContractResultSchema,
  inferResultSchema,
  profileResultSchema,
  validateResultSchema,
} from './data.js';
import {
  decisionResultSchema,
  deployResultSchema,
  monitorResultSchema,
  registerResultSchema,
} from './delivery.js';
import { evaluateResultSchema } from './evaluation.js';
import { gateResultSchema } from './gate.js';
import { trainResultSchema } from './training.js';

export {
  type Artifact,
  artifactSchema,
  type DatasetSummary,
  datasetSummarySchema,
  type Finding,
  findingSchema,
  inputSchema,
  type Occurrence,
  occurrenceSchema,
  type ResultInput,
  type RunIdentity,
  runSchema,
  SCHEMA_VERSION,
  verdictSchema,
} from './common.js';
export * from './curves.js';
export * from './data.js';
export * from './delivery.js';
export * from './evaluation.js';
export * from './gate.js';
export * from './metric.js';
export * from './training.js';

/** Commands that only show or arrange: their data is free-form, and `text` is what a terminal prints. */
export const plainResultSchema = z.object({
  ...base,
  command: z.enum([
    'init',
    'report',
    'comment',
    'serve',
    'run',
    'explain',
    'history',
    'sign',
    'verify-signature',
    'compare',
    'reproduce',
    'registry',
    'engines',
    'setup',
    'respond',
  ]),
  data: z.record(z.string(), z.unknown()).default({}),
  text: z.string().default(''),
});
export type PlainResult = z.infer<typeof plainResultSchema>;

export const resultSchema = z.discriminatedUnion('command', [
  validateResultSchema,
  profileResultSchema,
  inferResultSchema,
  importContractResultSchema,
  trainResultSchema,
  evaluateResultSchema,
  gateResultSchema,
  registerResultSchema,
  decisionResultSchema,
  deployResultSchema,
  monitorResultSchema,
  plainResultSchema,
]);
export type Result = z.infer<typeof resultSchema>;
export type CommandName = Result['command'];
/** The member of a union of results that a command writes; one kind may serve several commands. */
export type OfCommand<R, C extends CommandName> = R extends { command: infer K }
  ? C extends K
    ? R
    : never
  : never;
export type ResultOf<C extends CommandName> = OfCommand<Result, C>;
