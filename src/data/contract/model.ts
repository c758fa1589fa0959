/** A contract as the checks see it: one object of an ODCS file, with names, limits and rules resolved. */
import type { Place } from '../../base/index.js';
import type { Reading } from './reading.js';
import type { TextPolicy } from './text-policy.js';
import type { Tolerances } from './tolerance.js';

export const LOGICAL_TYPES = [
  'string',
  'date',
  'timestamp',
  'time',
  'number',
  'integer',
  'object',
  'array',
  'boolean',
] as const;
export type LogicalType = (typeof LOGICAL_TYPES)[number];

export type Severity = 'error' | 'warn';

/** Limits of a column. Numbers for numeric columns, text for dates and times; lengths in characters. */
export interface TypeOptions {
  readonly minimum?: number | string;
  readonly maximum?: number | string;
  readonly exclusiveMinimum?: number | string;
  readonly exclusiveMaximum?: number | string;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  /** Whether times must carry a zone; absent: either. */
  readonly timezone?: boolean;
  /** IANA name of the zone of times that carry none; absent: UTC. */
  readonly defaultTimezone?: string;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minProperties?: number;
  readonly maxProperties?: number;
}

/** Number limits whose digits a double cannot hold, as the user wrote them. */
export type ExactLimits = Readonly<
  Partial<Record<'minimum' | 'maximum' | 'exclusiveMinimum' | 'exclusiveMaximum' | 'multipleOf', string>>
>;

export const LIFECYCLES = ['planned', 'active', 'deprecated'] as const;
export type Lifecycle = (typeof LIFECYCLES)[number];

export const BOUND_OPERATORS = [
  'mustBe',
  'mustNotBe',
  'mustBeGreaterThan',
  'mustBeGreaterOrEqualTo',
  'mustBeLessThan',
  'mustBeLessOrEqualTo',
  'mustBeBetween',
  'mustNotBeBetween',
] as const;
export type BoundOperator = (typeof BOUND_OPERATORS)[number];

/** What a measured number must satisfy. `between` forms include both ends. */
export interface Bound {
  readonly operator: BoundOperator;
  readonly limit: number | readonly [number, number];
}

interface RuleBase {
  /** The name that the contract gives, or the metric; findings show it. */
  readonly label: string;
  readonly description: string | undefined;
  readonly severity: Severity;
  readonly place: Place;
}
export interface LibraryRule extends RuleBase {
  readonly kind: 'library';
  readonly metric: 'nullValues' | 'missingValues' | 'invalidValues' | 'duplicateValues' | 'rowCount';
  readonly bound: Bound;
  readonly unit: 'rows' | 'percent';
  readonly missingValues: readonly (string | null)[];
  readonly validValues: readonly string[] | undefined;
  readonly pattern: string | undefined;
  /** Columns of an object-level `duplicateValues`; empty: all of them. */
  readonly columns: readonly string[];
}
export interface SqlRule extends RuleBase {
  readonly kind: 'sql';
  readonly query: string;
  readonly bound: Bound;
}
/** `type: custom, engine: assay`: what the standard has no word for. */
export interface FreshnessRule extends RuleBase {
  readonly kind: 'freshness';
  readonly column: string;
  readonly maxAgeMs: number;
}
export type QualityRule = LibraryRule | SqlRule | FreshnessRule;

export interface ContractColumn {
  /** Name in the data: `physicalName` where given, else `name`. */
  readonly name: string;
  readonly type: LogicalType | undefined;
  readonly required: boolean;
  readonly unique: boolean;
  /** Values are never shown: classification personal, confidential, restricted and their kin. */
  readonly personal: boolean;
  readonly options: TypeOptions;
  readonly quality: readonly QualityRule[];
  readonly place: Place;
  /** How text must look to be a value; absent: the strict policy. */
  readonly text?: TextPolicy;
  /** Allowed rows and severities of checks of this column. */
  readonly tolerances?: Tolerances;
  /** The name in the contract, where it differs from `name`; of a nested one without its parents. */
  readonly property?: string;
  readonly id?: string;
  readonly exact?: ExactLimits;
  /** Places of single `logicalTypeOptions`. */
  readonly optionPlaces?: Readonly<Record<string, Place>>;
  readonly physicalType?: string;
  /** Fields of an object. Their `name` is the whole path, such as `address.zip`; `field` is the last part of it. */
  readonly properties?: readonly ContractColumn[];
  /** What an array holds; its `name` ends in `[]`. */
  readonly items?: ContractColumn;
  /** Name in the object that holds it; absent in columns of the dataset. */
  readonly field?: string;
  /** `planned` and `deprecated` columns may be absent. */
  readonly lifecycle?: Lifecycle;
  /** Environments whose datasets have the column; absent: all. */
  readonly environments?: readonly string[];
}

/** A foreign key: values of `columns` must be found in another object. */
export interface Relationship {
  /** As the contract writes it, for messages. */
  readonly label: string;
  /** Names in the data, nested ones as paths. */
  readonly columns: readonly string[];
  readonly target: {
    /** The contract file as written; null: the same file. */
    readonly file: string | null;
    /** Name or id of the object. */
    readonly object: string;
    /** For each of `columns` the path of names or ids of the property. */
    readonly properties: readonly (readonly string[])[];
  };
  readonly place: Place;
}

export interface Contract {
  /** As the user wrote it, with `#object` where given. */
  readonly file: string;
  readonly sha256: string;
  readonly size: number;
  readonly id: string;
  readonly version: string;
  readonly object: string;
  readonly columns: readonly ContractColumn[];
  /** In the order of their positions; empty: none. */
  readonly primaryKey: readonly string[];
  readonly quality: readonly QualityRule[];
  /** What becomes of columns that the contract does not name. */
  readonly extraColumns: 'fail' | 'warn' | 'ignore';
  readonly relationships?: readonly Relationship[];
  /** Name, physical name and id of the object: by which references and queries know it. */
  readonly aliases?: readonly string[];
  /** Set by `contractFor`: the environment of the dataset, and columns that belong to others only. */
  readonly environment?: string;
  readonly elsewhere?: readonly { readonly name: string; readonly environments: readonly string[] }[];
  /** How text is read, and what is let pass; absent: strictly, and nothing. */
  readonly reading?: Reading;
  /** What the contract asks and Assay does not check. */
  readonly notChecked: readonly string[];
  /** What a reader should know about the file itself. */
  readonly notices: readonly string[];
}

/** `2 to 5`, `at most 3`: how a finding writes a bound. */
export function boundText(bound: Bound): string {
  const limit = typeof bound.limit === 'number' ? String(bound.limit) : bound.limit.join(' to ');
  const words: Record<BoundOperator, string> = {
    mustBe: limit,
    mustNotBe: `not ${limit}`,
    mustBeGreaterThan: `more than ${limit}`,
    mustBeGreaterOrEqualTo: `at least ${limit}`,
    mustBeLessThan: `less than ${limit}`,
    mustBeLessOrEqualTo: `at most ${limit}`,
    mustBeBetween: limit,
    mustNotBeBetween: `outside ${limit}`,
  };
  return words[bound.operator];
}

/** NaN satisfies no bound. */
export function meetsBound(value: number, bound: Bound): boolean {
  if (Number.isNaN(value)) return false;
  const [low, high] = typeof bound.limit === 'number' ? [bound.limit, bound.limit] : bound.limit;
  switch (bound.operator) {
    case 'mustBe':
      return value === low;
    case 'mustNotBe':
      return value !== low;
    case 'mustBeGreaterThan':
      return value > low;
    case 'mustBeGreaterOrEqualTo':
      return value >= low;
    case 'mustBeLessThan':
      return value < low;
    case 'mustBeLessOrEqualTo':
      return value <= low;
    case 'mustBeBetween':
      return value >= low && value <= high;
    case 'mustNotBeBetween':
      return value < low || value > high;
  }
}

/** Columns with all that lies inside them. */
export function* everyColumn(columns: readonly ContractColumn[]): Generator<ContractColumn> {
  for (const column of columns) {
    yield column;
    yield* everyColumn([...(column.properties ?? []), ...(column.items === undefined ? [] : [column.items])]);
  }
}
