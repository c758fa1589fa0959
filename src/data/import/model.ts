/**
 * What an import is made of. A reader of a foreign file gives changes to a contract as data, and a list of what it
 * could not carry over. An item of the foreign file (an expectation, a field) is carried over whole, or listed.
 */
import type { LogicalType } from '../contract/index.js';

/** Something of the foreign file that the contract does not say. */
export interface NotCarried {
  /** Where and what it is there: `expectations[3] expect_column_values_to_be_dateutil_parseable (day)`. */
  readonly what: string;
  readonly reason: string;
  /** What to write instead, where there is something. */
  readonly fix?: string;
}

/** A quality rule in the words of the standard. */
export type Rule = Readonly<Record<string, unknown>>;

/** Limits in the words of `logicalTypeOptions`. */
export type Limits = Readonly<Record<string, number | string>>;

export type Change =
  /** The column has to be there. */
  | { readonly kind: 'column'; readonly column: string }
  /** Weak: what a rule needs to compare values; gives way to what the file says of the type. */
  | { readonly kind: 'type'; readonly column: string; readonly type: LogicalType; readonly weak?: true }
  | { readonly kind: 'required'; readonly column: string }
  | { readonly kind: 'unique'; readonly column: string }
  | {
      readonly kind: 'limits';
      readonly column: string;
      /** The limits mean something for these types only. */
      readonly types: readonly LogicalType[];
      readonly limits: Limits;
    }
  /** `column: null`: a rule of the object. */
  | { readonly kind: 'rule'; readonly column: string | null; readonly rule: Rule }
  | { readonly kind: 'key'; readonly columns: readonly string[] }
  /** A foreign key, from columns to columns of another object of the contract. */
  | {
      readonly kind: 'reference';
      readonly columns: readonly string[];
      readonly object: string;
      readonly to: readonly string[];
    }
  /** What becomes of columns that the contract does not name. */
  | { readonly kind: 'extra'; readonly verdict: 'fail' | 'warn' | 'ignore' }
  /** A word of ours: `assay.environments`, `assay.text`. Maps of one name are put together, key by key. */
  | {
      readonly kind: 'custom';
      readonly column: string | null;
      readonly property: string;
      readonly value: unknown;
    }
  | { readonly kind: 'text'; readonly column: string | null; readonly text: string }
  | { readonly kind: 'personal'; readonly column: string };

/** One object of the contract to be: the changes of each item, in the order of the file. */
export interface ImportedObject {
  readonly name: string;
  /** What the foreign tool does where its file says nothing. */
  readonly defaults: readonly Change[];
  readonly items: readonly { readonly what: string; readonly changes: readonly Change[] }[];
}

export interface Reading {
  readonly id: string;
  readonly description?: string;
  readonly objects: readonly ImportedObject[];
  readonly notCarried: readonly NotCarried[];
  /** Where the contract means something else than the foreign file did, in small. */
  readonly notes: readonly string[];
}

/** Whether the engine can use a pattern (RE2); asked for every pattern of the foreign file. */
export type UsablePattern = (pattern: string) => boolean;

export interface ReadOptions {
  /** Names the object where the file does not. */
  readonly object: string;
  readonly usable: UsablePattern;
}

/** Thrown by the reader of one item; the item is then listed. */
export class CannotCarry extends Error {
  constructor(
    reason: string,
    readonly fix?: string,
  ) {
    super(reason);
  }
}

/** Runs the reader of one item: its changes, or the entry for the list. Other errors go on. */
export function carry(
  what: string,
  read: () => readonly Change[],
): { readonly changes: readonly Change[] } | { readonly lost: NotCarried } {
  try {
    return { changes: read() };
  } catch (error) {
    if (!(error instanceof CannotCarry)) throw error;
    return { lost: { what, reason: error.message, ...(error.fix === undefined ? {} : { fix: error.fix }) } };
  }
}
