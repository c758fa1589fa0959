/** How a dataset is read for checks: one interface over Parquet, CSV and JSON lines. */
import type { FileDigest } from '../../base/index.js';
import type { FoundDataset } from '../dataset.js';
import type { Listener, Structure } from './structure.js';

export interface SourceColumn {
  /** As the data has it. */
  readonly name: string;
  /** The column in `from`, as SQL. */
  readonly sql: string;
  /** The column in `shownFrom`, as SQL. */
  readonly shown: string;
  /** DuckDB's type where the format has types; null where values are text. */
  readonly type: string | null;
  /** A column that the folders of the files name (`year=2001`): text in every format. */
  readonly partition?: boolean;
}

/** A problem with the files themselves. */
export interface SourceFault {
  readonly check: 'readable' | 'header' | 'structure' | 'encoding' | 'columns';
  readonly verdict: 'error' | 'fail' | 'warn' | 'pass';
  readonly file: string;
  readonly column?: string;
  readonly message: string;
  readonly expected?: string;
  readonly actual?: string;
  readonly fix?: string;
  readonly count?: number;
  readonly where?: readonly { readonly row?: number; readonly line?: number; readonly value?: string }[];
}

/** Bytes of a file read once: its digest and, for text that could be unpacked, its structure. */
export interface FileReading {
  readonly digest: FileDigest;
  readonly structure: Structure | null;
  readonly faults: readonly SourceFault[];
  /** What is worth saying about the bytes and is no fault. */
  readonly notes: readonly string[];
}

export interface Source {
  readonly found: FoundDataset;
  /** `typed`: values have types; `text`: every value is text; `json`: every value is JSON text. */
  readonly kind: 'typed' | 'text' | 'json';
  readonly columns: readonly SourceColumn[];
  /** SQL after FROM, over all readable files; null where there is nothing to read. */
  readonly from: string | null;
  /** The same as a person would write it, with shown paths and the data's own column names. */
  readonly shownFrom: string;
  /** SQL after FROM that add `assay_file` (path) and `assay_row` (from 1), together over all readable files. */
  readonly located: readonly string[];
  /** Known before any value was read. */
  readonly faults: readonly SourceFault[];
  /** How text is read: delimiter, header, what counts as missing. */
  readonly policy: readonly string[];
  /** What could not be looked at. */
  readonly notChecked: readonly string[];
  /** A condition that a whole row breaks, such as a line that is no JSON object; null where there is none. */
  readonly brokenRow: string | null;
  /**
   * Columns that seem to hold few distinct values, as `from` calls them: an estimate, which says how to compute and
   * nothing about the data. Absent where the format gives none.
   */
  few?(signal: AbortSignal): Promise<ReadonlySet<string>>;
  /** Reads the bytes of a file once. Runs beside the engine's scan. */
  read(index: number, signal: AbortSignal): Promise<FileReading>;
  /** Lines of rows (as the engine counts them, ascending) of one file; null where the format has none or they are not known. */
  linesOf(
    index: number,
    rows: readonly number[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<number, { record: number; line: number }> | null>;
  /** Reads the structure of one file of text again, and tells all of it. Does nothing where the format has none. */
  listen(index: number, listener: Listener, signal: AbortSignal): Promise<void>;
}
