/** Where the JSON Schemas of the results are published, made from the definitions that the code checks with. */
import { REPOSITORY } from '../version.js';
import {
  type CommandName,
  decisionResultSchema,
  deployResultSchema,
  evaluateResultSchema,
  gateResultSchema,
  importContractResultSchema,
  inferResultSchema,
  monitorResultSchema,
  plainResultSchema,
  profileResultSchema,
  registerResultSchema,
  trainResultSchema,
  validateResultSchema,
} from './schema/index.js';

/** Published schemas: file name in `schema/` → definition. */
export const PUBLISHED = {
  validate: validateResultSchema,
  profile: profileResultSchema,
  infer: inferResultSchema,
  'import-contract': importContractResultSchema,
  train: trainResultSchema,
  evaluate: evaluateResultSchema,
  gate: gateResultSchema,
  register: registerResultSchema,
  decision: decisionResultSchema,
  deploy: deployResultSchema,
  monitor: monitorResultSchema,
  plain: plainResultSchema,
} as const;

/** The address of a file of `schema/`, by its name there without the ending. */
export function schemaAddress(name: string): string {
  return `https://raw.githubusercontent.com/${REPOSITORY}/v1/schema/${name}.schema.json`;
}

/** The address of the schema of a command's results: what a result names as `$schema`. */
export function schemaOfCommand(command: CommandName): string {
  const entry = Object.entries(PUBLISHED).find(([, { shape }]) => shape.command.safeParse(command).success);
  // Every member of the union of results is in the table above; a test holds that.
  if (entry === undefined) throw new Error(`there is no published schema for ${command}`);
  return schemaAddress(entry[0]);
}
