/**
 * The Open Data Contract Standard v3.1 as far as data can be checked against it, closed where the standard's
 * own JSON Schema (`odcs-json-schema-v3.1.0.json`) is closed. Parts about people, prices and servers are read
 * and left alone.
 */
import { z } from 'zod';
import { BOUND_OPERATORS, LOGICAL_TYPES, type LogicalType } from './model.js';

export const API_VERSIONS = ['v3.1.0', 'v3.0.2', 'v3.0.1', 'v3.0.0'] as const;

const anything = z.unknown().optional();
const pair = z
  .tuple([z.number(), z.number()])
  .refine(([low, high]) => low <= high, 'the smaller number comes first');

const DIMENSIONS = [
  ...['accuracy', 'completeness', 'conformity', 'consistency', 'coverage', 'timeliness', 'uniqueness'],
  ...['ac', 'cp', 'cf', 'cs', 'cv', 'tm', 'uq'],
] as readonly string[];

export const qualitySchema = z
  .strictObject({
    authoritativeDefinitions: anything,
    businessImpact: anything,
    customProperties: anything,
    description: z.string().optional(),
    dimension: z.enum(DIMENSIONS as string[]).optional(),
    method: anything,
    name: z.string().optional(),
    id: anything,
    schedule: anything,
    scheduler: anything,
    severity: z.string().optional(),
    tags: anything,
    type: z.enum(['text', 'library', 'sql', 'custom']).optional(),
    unit: z.string().optional(),
    metric: z
      .enum(['nullValues', 'missingValues', 'invalidValues', 'duplicateValues', 'rowCount'])
      .optional(),
    rule: z.string().optional(),
    arguments: z
      .strictObject({
        missingValues: z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
        validValues: z
          .array(z.union([z.string(), z.number(), z.boolean()]))
          .min(1)
          .optional(),
        pattern: z.string().optional(),
        properties: z.array(z.string()).optional(),
      })
      .optional(),
    query: z.string().optional(),
    engine: z.string().optional(),
    implementation: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
    mustBe: z.union([z.number(), z.boolean()]).optional(),
    mustNotBe: z.union([z.number(), z.boolean()]).optional(),
    mustBeGreaterThan: z.number().optional(),
    mustBeGreaterOrEqualTo: z.number().optional(),
    mustBeLessThan: z.number().optional(),
    mustBeLessOrEqualTo: z.number().optional(),
    mustBeBetween: pair.optional(),
    mustNotBeBetween: pair.optional(),
  })
  .superRefine((rule, context) => {
    const type = rule.type ?? (rule.metric === undefined ? undefined : 'library');
    const problem = (message: string) => context.addIssue({ code: 'custom', message });
    const bounds = BOUND_OPERATORS.filter((operator) => rule[operator] !== undefined);
    if (type === undefined && rule.rule === undefined) {
      problem('a quality rule needs `metric` (library), or `type: sql`, `custom` or `text`');
    }
    if (type === 'library' && rule.metric === undefined && rule.rule === undefined) {
      problem('a rule of type library needs `metric`');
    }
    if (type === 'sql' && rule.query === undefined) problem('a rule of type sql needs `query`');
    if (type === 'custom' && (rule.engine === undefined || rule.implementation === undefined)) {
      problem('a rule of type custom needs `engine` and `implementation`');
    }
    if ((type === 'library' || type === 'sql') && bounds.length !== 1) {
      problem(
        bounds.length === 0
          ? `a rule of type ${type} needs one of ${BOUND_OPERATORS.join(', ')}`
          : `only one of ${bounds.join(', ')} may be given`,
      );
    }
  });
export type OdcsQuality = z.infer<typeof qualitySchema>;

const element = {
  name: z.string().min(1),
  id: anything,
  physicalType: z.string().optional(),
  physicalName: z.string().optional(),
  description: anything,
  businessName: anything,
  authoritativeDefinitions: anything,
  tags: anything,
  customProperties: z.array(z.looseObject({ property: z.string(), value: z.unknown() })).optional(),
  quality: z.array(qualitySchema).optional(),
  relationships: z.array(z.unknown()).optional(),
};

export const propertySchema = z.strictObject({
  ...element,
  primaryKey: z.boolean().optional(),
  primaryKeyPosition: z.int().optional(),
  logicalType: z.enum(LOGICAL_TYPES).optional(),
  logicalTypeOptions: z.record(z.string(), z.unknown()).optional(),
  required: z.boolean().optional(),
  unique: z.boolean().optional(),
  partitioned: anything,
  partitionKeyPosition: anything,
  classification: z.union([z.string(), z.number()]).optional(),
  encryptedName: anything,
  transformSourceObjects: anything,
  transformLogic: anything,
  transformDescription: anything,
  examples: anything,
  criticalDataElement: anything,
  properties: z.array(z.unknown()).optional(),
  items: anything,
});
export type OdcsProperty = z.infer<typeof propertySchema>;

export const objectSchema = z.strictObject({
  ...element,
  logicalType: z.literal('object').optional(),
  dataGranularityDescription: anything,
  properties: z.array(propertySchema).optional(),
});
export type OdcsObject = z.infer<typeof objectSchema>;

export const contractSchema = z.strictObject({
  version: z.string(),
  kind: z.literal('DataContract'),
  apiVersion: z.string(),
  id: z.string(),
  status: z.string(),
  name: anything,
  tenant: anything,
  tags: anything,
  servers: anything,
  dataProduct: anything,
  description: anything,
  domain: anything,
  schema: z.array(objectSchema).min(1),
  support: anything,
  price: anything,
  team: anything,
  roles: anything,
  slaDefaultElement: anything,
  slaProperties: z.array(z.unknown()).optional(),
  authoritativeDefinitions: anything,
  customProperties: anything,
  contractCreatedTs: anything,
});

const number = z.number();
const length = z.int().nonnegative();
const numeric = {
  multipleOf: z.number().positive().optional(),
  maximum: number.optional(),
  exclusiveMaximum: number.optional(),
  minimum: number.optional(),
  exclusiveMinimum: number.optional(),
};
const temporal = {
  format: z.string().optional(),
  exclusiveMaximum: z.string().optional(),
  maximum: z.string().optional(),
  exclusiveMinimum: z.string().optional(),
  minimum: z.string().optional(),
};
const zoned = { ...temporal, timezone: z.boolean().optional(), defaultTimezone: z.string().optional() };

/** `logicalTypeOptions` of each type. */
export const OPTION_SCHEMAS: Readonly<Record<LogicalType, z.ZodObject>> = {
  string: z.strictObject({
    minLength: length.optional(),
    maxLength: length.optional(),
    pattern: z.string().optional(),
    format: z.string().optional(),
  }),
  date: z.strictObject(temporal),
  timestamp: z.strictObject(zoned),
  time: z.strictObject(zoned),
  integer: z.strictObject({
    ...numeric,
    format: z.enum(['i8', 'i16', 'i32', 'i64', 'i128', 'u8', 'u16', 'u32', 'u64', 'u128']).optional(),
  }),
  number: z.strictObject({ ...numeric, format: z.enum(['f32', 'f64']).optional() }),
  object: z.strictObject({
    maxProperties: length.optional(),
    minProperties: length.optional(),
    required: z.array(z.string()).optional(),
  }),
  array: z.strictObject({
    maxItems: length.optional(),
    minItems: length.optional(),
    uniqueItems: z.boolean().optional(),
  }),
  boolean: z.strictObject({}),
};
