/** Which method judges a column: what the configuration says, by column, by kind, and the defaults. */
import type { DriftConfig } from '../../config/index.js';
import { CATEGORICAL_DRIFT_METHODS, type DriftMethod } from '../../results/index.js';

export interface DriftOptions {
  /** Only these columns; absent: all that the profile has, but the one that identifies a row. */
  readonly columns?: readonly string[];
  /** What holds for single columns. */
  readonly settings?: Readonly<
    Record<
      string,
      {
        readonly method?: DriftMethod | 'none' | undefined;
        readonly threshold?: number | undefined;
        readonly severity?: 'error' | 'warn' | undefined;
      }
    >
  >;
  /** For all columns that it fits; absent: psi. */
  readonly method?:
    | DriftMethod
    | { readonly numeric?: DriftMethod | undefined; readonly categorical?: DriftMethod | undefined };
  /** Column that identifies a row: new rows have new values, which is no drift. */
  readonly id?: string;
  /**
   * Column with the label. In production it comes later than the rows: where it is absent or not yet filled, it is
   * not compared, and no error.
   */
  readonly label?: string;
  /** Column with the model's score. */
  readonly prediction?: string;
  /** Effects at or below it do not matter; absent: that of the method. */
  readonly threshold?: number;
  /** Bins of numbers in methods of shares; absent: 10. */
  readonly bins?: number;
  /** What drift means: `error` fails, `warn` warns. */
  readonly severity: 'error' | 'warn';
  /** How the reference is named in results. */
  readonly reference: string;
  /** Only rows of the data for which this SQL condition holds. */
  readonly where?: string;
}

/** What `drift:` of assay.yaml says about columns. */
export function driftSettings(
  config: Partial<DriftConfig> | undefined,
): Pick<DriftOptions, 'columns' | 'settings' | 'method' | 'threshold' | 'bins' | 'prediction' | 'severity'> {
  const { columns, method, threshold, bins, prediction, severity } = config ?? {};
  return {
    ...(Array.isArray(columns) ? { columns } : columns === undefined ? {} : { settings: columns }),
    ...(method === undefined ? {} : { method }),
    ...(threshold === undefined ? {} : { threshold }),
    ...(bins === undefined ? {} : { bins }),
    ...(prediction === undefined ? {} : { prediction }),
    severity: severity ?? 'warn',
  };
}

export const DEFAULT_DRIFT_BINS = 10;
const DEFAULT_METHOD: DriftMethod = 'psi';

/** The method of a column, or the reason why there is none. */
export function methodFor(
  options: DriftOptions,
  column: string,
  kind: 'numeric' | 'categorical',
): DriftMethod | { readonly verdict: 'skipped' | 'error'; readonly reason: string } {
  const own = options.settings?.[column]?.method;
  if (own === 'none') return { verdict: 'skipped', reason: 'the configuration leaves it out' };
  if (own !== undefined) {
    return fits(own, kind)
      ? own
      : { verdict: 'error', reason: `${own} compares numbers, and this is no number` };
  }
  const { method } = options;
  const general = typeof method === 'string' ? method : method?.[kind];
  return general !== undefined && fits(general, kind) ? general : DEFAULT_METHOD;
}

function fits(method: DriftMethod, kind: 'numeric' | 'categorical'): boolean {
  return kind === 'numeric' || CATEGORICAL_DRIFT_METHODS.some((each) => each === method);
}
