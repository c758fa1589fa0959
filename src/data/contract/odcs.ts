/**
 * The Open Data Contract Standard v3.1 as types: what stands in a file after the standard's own JSON Schema has
 * accepted it, as far as data can be checked against it. Parts about people, prices and servers are read and left.
 */
import type { LogicalType } from './model.js';

/** Versions that are read; the first is what a later version of v3 is read as. */
export const API_VERSIONS = ['v3.1.0', 'v3.0.2', 'v3.0.1', 'v3.0.0'] as const;

export interface OdcsCustomProperty {
  readonly property: string;
  readonly value: unknown;
}

export interface OdcsQuality {
  readonly name?: string;
  readonly id?: string;
  readonly customProperties?: readonly OdcsCustomProperty[];
  readonly description?: string;
  readonly type?: 'text' | 'library' | 'sql' | 'custom';
  readonly metric?: string;
  /** The word of v3.0 for `metric`. */
  readonly rule?: string;
  readonly severity?: string;
  readonly unit?: string;
  readonly arguments?: Readonly<Record<string, unknown>> | null;
  /** Of v3.0, beside `rule: validValues`. */
  readonly validValues?: readonly unknown[];
  readonly query?: string;
  readonly engine?: string;
  readonly implementation?: string | Readonly<Record<string, unknown>>;
  readonly mustBe?: unknown;
  readonly mustNotBe?: unknown;
  readonly mustBeGreaterThan?: number;
  readonly mustBeGreaterOrEqualTo?: number;
  readonly mustBeLessThan?: number;
  readonly mustBeLessOrEqualTo?: number;
  readonly mustBeBetween?: readonly [number, number];
  readonly mustNotBeBetween?: readonly [number, number];
}

export interface OdcsRelationship {
  readonly type?: 'foreignKey';
  readonly from?: string | readonly string[];
  readonly to: string | readonly string[];
}

interface OdcsElement {
  readonly name?: string;
  readonly id?: string;
  readonly physicalName?: string;
  readonly physicalType?: string;
  readonly customProperties?: readonly OdcsCustomProperty[];
  readonly quality?: readonly OdcsQuality[];
  readonly relationships?: readonly OdcsRelationship[];
}

export interface OdcsProperty extends OdcsElement {
  readonly primaryKey?: boolean;
  readonly primaryKeyPosition?: number;
  readonly logicalType?: LogicalType;
  readonly logicalTypeOptions?: Readonly<Record<string, unknown>>;
  readonly required?: boolean;
  readonly unique?: boolean;
  readonly classification?: string;
  readonly properties?: readonly OdcsProperty[];
  /** What an array holds; it has no name. */
  readonly items?: OdcsProperty;
}

export interface OdcsObject extends OdcsElement {
  readonly name: string;
  readonly properties?: readonly OdcsProperty[];
}

export interface OdcsSla {
  readonly property: string;
  readonly value: string | number | boolean | null;
  readonly unit?: string;
  readonly element?: string;
}

export interface OdcsContract {
  readonly version: string;
  readonly apiVersion: string;
  readonly id: string;
  readonly schema?: readonly OdcsObject[];
  readonly slaDefaultElement?: string;
  readonly slaProperties?: readonly OdcsSla[];
  readonly servers?: readonly OdcsServer[];
  readonly customProperties?: readonly OdcsCustomProperty[];
}

/** Where data lies; of what the kinds of servers have, only how text is written there is read. */
export interface OdcsServer {
  readonly format?: unknown;
  readonly delimiter?: unknown;
  readonly customProperties?: readonly OdcsCustomProperty[];
}
