/** How the columns of a dataset become the inputs of an ONNX model: the plan, checked before anything runs. */
import { nearest, type Problem } from '../base/index.js';
import { sqlName } from '../data/index.js';
import type { ValueInfo } from '../engines/index.js';
import { isInteger, isNumeric } from './columns.js';

/** The array behind a tensor that is filled row by row. */
export interface Cells {
  readonly values: { [index: number]: unknown; readonly length: number };
  /** Null where the value cannot stand for a missing one. */
  readonly missing: unknown;
}
interface InputType {
  /** In words, for messages. */
  readonly takes: string;
  accepts(columnType: string): boolean;
  /** Cast of a column, so that every chunk brings values of one kind. */
  readonly cast: string;
  cells(length: number): Cells;
}

const whole = (cast: string, cells: (length: number) => Cells['values']): InputType => ({
  takes: 'whole numbers or booleans',
  accepts: (type) => isInteger(type) || type === 'BOOLEAN',
  cast,
  cells: (length) => ({ values: cells(length), missing: null }),
});
const real = (cells: (length: number) => Cells['values']): InputType => ({
  takes: 'numbers or booleans',
  accepts: (type) => isNumeric(type) || type === 'BOOLEAN',
  cast: 'DOUBLE',
  cells: (length) => ({ values: cells(length), missing: Number.NaN }),
});

/** By ONNX Runtime's names of element types. */
const TYPES: Readonly<Record<string, InputType>> = {
  // Collected in 32 bits and rounded once, when the batch is complete.
  float16: real((length) => new Float32Array(length)),
  float32: real((length) => new Float32Array(length)),
  float64: real((length) => new Float64Array(length)),
  int64: whole('BIGINT', (length) => new BigInt64Array(length)),
  uint64: whole('UBIGINT', (length) => new BigUint64Array(length)),
  int32: whole('INTEGER', (length) => new Int32Array(length)),
  uint32: whole('UINTEGER', (length) => new Uint32Array(length)),
  int16: whole('SMALLINT', (length) => new Int16Array(length)),
  uint16: whole('USMALLINT', (length) => new Uint16Array(length)),
  int8: whole('TINYINT', (length) => new Int8Array(length)),
  uint8: whole('UTINYINT', (length) => new Uint8Array(length)),
  bool: {
    takes: 'booleans',
    accepts: (type) => type === 'BOOLEAN',
    cast: 'BOOLEAN',
    cells: (length) => ({ values: new Uint8Array(length), missing: null }),
  },
  string: {
    takes: 'texts',
    accepts: (type) => type === 'VARCHAR' || type.startsWith('ENUM('),
    cast: 'VARCHAR',
    cells: (length) => ({ values: new Array<string>(length), missing: null }),
  },
};

const USUAL_TEXT_BYTES = 256;

export interface InputPlan {
  readonly name: string;
  /** Element type of the tensor. */
  readonly type: keyof typeof TYPES & string;
  readonly columns: readonly string[];
  /** SQL expression of each column; none where one file holds all rows. */
  readonly sql: readonly string[];
  /**
   * Dimensions behind the first: [] for [N], [1] for [N, 1], [k] for a matrix; of arrays in .npy files null where
   * the model leaves it open.
   */
  readonly tail: readonly (number | null)[];
  /** Elements of one row; of arrays in .npy files known only when one was read. */
  readonly width: number;
  /** Where the elements are arrays in .npy files: the column holds their paths, or one file holds all rows. */
  readonly npy: { readonly kind: 'paths' } | { readonly kind: 'file'; readonly path: string } | null;
}

/** What fills an input: a column, or a file with an array of all rows. */
export type Feature = string | { readonly npy: string };

export interface InputRequest {
  readonly inputs: readonly ValueInfo[];
  /** Column → DuckDB type. */
  readonly columns: ReadonlyMap<string, string>;
  /** Input → column. */
  readonly features?: Readonly<Record<string, Feature>> | undefined;
  /** Columns of the one matrix input, in order, or of each by its name. */
  readonly matrix?: readonly string[] | Readonly<Record<string, readonly string[]>> | undefined;
  readonly target: string;
}

export interface Inputs {
  readonly plans: readonly InputPlan[];
  /** Rows in one inference where the model fixes them, else null. */
  readonly batch: number | null;
}

/** Plans every input. All problems are returned at once; the plan is of use only where there are none. */
export function planInputs(request: InputRequest): {
  readonly inputs: Inputs;
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const plans: InputPlan[] = [];
  let batch: number | null = null;
  const names = request.inputs.map((input) => input.name);
  for (const name of Object.keys(request.features ?? {})) {
    if (names.includes(name)) continue;
    problems.push({
      message: `the model has no input ${name}, which \`features\` names`,
      expected: `one of ${names.join(', ')}`,
    });
  }
  const { matrix } = request;
  for (const name of matrix === undefined || isList(matrix) ? [] : Object.keys(matrix)) {
    if (names.includes(name)) continue;
    problems.push({
      message: `the model has no input ${name}, which \`columns\` names`,
      expected: `one of ${names.join(', ')}`,
    });
  }
  const matrices = request.inputs.filter((input) => isMatrix(input) && !isNpy(input, request));
  for (const input of request.inputs) {
    if (!input.isTensor || !Object.hasOwn(TYPES, input.type)) {
      problems.push({
        message: `the model's input ${input.name} is ${input.isTensor ? `of type ${input.type}` : 'no tensor'}, which cannot be filled from columns`,
        expected: `a tensor of ${Object.keys(TYPES).join(', ')}`,
      });
      continue;
    }
    const [first, ...tail] = input.shape;
    if (typeof first === 'number' && first > 0) {
      if (batch !== null && batch !== first)
        problems.push({ message: `the inputs fix different numbers of rows: ${batch} and ${first}` });
      batch = first;
    }
    if (isNpy(input, request)) {
      const plan = npyPlan(input, tail, request, problems);
      if (plan !== null) plans.push(plan);
      continue;
    }
    if (tail.length > 1) {
      problems.push({
        message: `the model's input ${input.name} has the shape [${input.shape.map(shownDimension).join(', ')}]`,
        expected: `arrays: under \`features\` a column with paths of .npy files ({${input.name}: COLUMN}), or one file with all rows ({${input.name}: {npy: FILE}})`,
      });
      continue;
    }
    const columns = columnsFor(input, tail, request, matrices.length, problems);
    if (columns === null) continue;
    const type = TYPES[input.type];
    if (type === undefined) continue;
    problems.push(...typeProblems(input.name, input.type, type, columns, request));
    plans.push({
      name: input.name,
      type: input.type,
      columns,
      sql: columns.map((column) => `CAST(${sqlName(column)} AS ${type.cast})`),
      tail: tail.length === 0 ? [] : [columns.length],
      width: columns.length,
      npy: null,
    });
  }
  return { inputs: { plans, batch }, problems };
}

function isList(
  matrix: readonly string[] | Readonly<Record<string, readonly string[]>>,
): matrix is readonly string[] {
  return Array.isArray(matrix);
}

function featureOf(input: ValueInfo, { features }: InputRequest): Feature | undefined {
  return features && Object.hasOwn(features, input.name) ? features[input.name] : undefined;
}

/** An input of numbers whose feature is a file, or a column of texts: these can only be paths of arrays. */
function isNpy(input: ValueInfo, request: InputRequest): boolean {
  const feature = featureOf(input, request);
  if (feature === undefined || input.type === 'string') return false;
  if (typeof feature !== 'string') return true;
  const type = request.columns.get(feature);
  return (input.shape.length > 2 || isMatrix(input)) && type === 'VARCHAR';
}

function npyPlan(
  input: ValueInfo,
  tail: readonly (number | string)[],
  request: InputRequest,
  problems: Problem[],
): InputPlan | null {
  const feature = featureOf(input, request);
  if (feature === undefined) return null;
  if (typeof feature === 'string' && feature === request.target) {
    problems.push({
      message: `the model's input ${input.name} would be the label itself, column ${feature}`,
    });
    return null;
  }
  return {
    name: input.name,
    type: input.type,
    columns: typeof feature === 'string' ? [feature] : [],
    sql: typeof feature === 'string' ? [`CAST(${sqlName(feature)} AS VARCHAR)`] : [],
    tail: tail.map((size) => (typeof size === 'number' && size > 0 ? size : null)),
    width: 0,
    npy: typeof feature === 'string' ? { kind: 'paths' } : { kind: 'file', path: feature.npy },
  };
}

function isMatrix(input: ValueInfo): boolean {
  const width = input.isTensor ? input.shape[1] : undefined;
  return input.isTensor && input.shape.length === 2 && width !== 1;
}

function shownDimension(size: number | string): string {
  return typeof size === 'number' && size >= 0
    ? String(size)
    : size === '' || size === -1
      ? 'any'
      : String(size);
}

/** The columns of one input, or null with the problem added. */
function columnsFor(
  input: ValueInfo,
  tail: readonly (number | string)[],
  request: InputRequest,
  matrices: number,
  problems: Problem[],
): readonly string[] | null {
  const width = tail[0];
  const fixed = typeof width === 'number' && width > 0 ? width : null;
  if (isMatrix(input)) {
    const { matrix } = request;
    const given =
      matrix === undefined || isList(matrix)
        ? matrix
        : Object.hasOwn(matrix, input.name)
          ? matrix[input.name]
          : undefined;
    if (given === undefined) {
      problems.push({
        message: `the model's input ${input.name} is a matrix of ${fixed ?? 'any number of'} columns, and nothing says which`,
        expected: `${fixed === null ? 'the' : fixed} names in the order of training; the dataset has ${[...request.columns.keys()].join(', ')}`,
        fix: 'name them with --column, or under `evaluate.columns` in assay.yaml',
      });
      return null;
    }
    if (matrices > 1 && matrix !== undefined && isList(matrix)) {
      problems.push({
        message: 'the model has several matrix inputs, and `columns` is one list',
        expected: `\`columns\` with a list for each: {${input.name}: [COLUMN, …], …}`,
      });
      return null;
    }
    if (fixed !== null && given.length !== fixed) {
      problems.push({
        message: `the model's input ${input.name} takes ${fixed} columns, and \`columns\` names ${given.length}`,
        expected: `exactly ${fixed}`,
      });
      return null;
    }
    return given;
  }
  const mapped = featureOf(input, request);
  return [typeof mapped === 'string' ? mapped : input.name];
}

function typeProblems(
  name: string,
  element: string,
  type: InputType,
  columns: readonly string[],
  request: InputRequest,
): Problem[] {
  const all = [...request.columns.keys()];
  return columns.flatMap((column): Problem[] => {
    const found = request.columns.get(column);
    if (found === undefined) {
      const near = nearest(column, all);
      return [
        {
          message: `the model's input ${name} (${element}) needs the column ${column}, which the dataset lacks`,
          expected: `one of ${all.join(', ')}`,
          fix: `${near ? `did you mean ${near}? ` : ''}name the column under \`features\`: {${name}: COLUMN}`,
        },
      ];
    }
    if (column === request.target) {
      return [{ message: `the model's input ${name} would be the label itself, column ${column}` }];
    }
    if (type.accepts(found)) return [];
    return [
      {
        message: `the model's input ${name} (${element}) cannot take the column ${column}, which is ${found}`,
        expected: `a column of ${type.takes}`,
      },
    ];
  });
}

/** Room for `rows` rows of an input. */
export function cellsOf(plan: InputPlan, rows: number): Cells {
  const type = TYPES[plan.type];
  if (type === undefined) throw new RangeError(`${plan.type} is no type of an input`);
  return type.cells(rows * plan.width);
}

/** Bytes of one row in all inputs; of texts, whose length is not known, a usual one. */
export function bytesOfRow(plans: readonly InputPlan[]): number {
  return plans.reduce((sum, plan) => {
    const { values } = cellsOf({ ...plan, width: 1 }, 1);
    const element = ArrayBuffer.isView(values) ? values.byteLength : USUAL_TEXT_BYTES;
    return sum + plan.width * element;
  }, 0);
}
