/** Fills inputs of a model from arrays in .npy files: one file a row, or one file with all rows. */
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { messageOf, usageError } from '../base/index.js';
import { sqlName } from '../data/index.js';
import { isS3Url, remoteFile } from '../s3/index.js';
import {
  NPY_HEADER_BYTES,
  type NpyArray,
  type NpyHeader,
  type NpyType,
  npyElementBytes,
  npyElements,
  npyHeader,
  readNpy,
} from './npy.js';
import type { Cells, InputPlan } from './onnx-inputs.js';
import type { EvaluateRequest } from './request.js';
import { DATA, type Table } from './table.js';

/** Numpy's types by ONNX Runtime's names. Whole numbers and booleans also fill inputs of real numbers. */
const SAME: Readonly<Record<string, NpyType>> = {
  float32: 'f4',
  float64: 'f8',
  int8: 'i1',
  int16: 'i2',
  int32: 'i4',
  int64: 'i8',
  uint8: 'u1',
  uint16: 'u2',
  uint32: 'u4',
  uint64: 'u8',
  bool: 'b1',
};

export interface NpyFeature {
  readonly plan: InputPlan;
  /** Writes the array of one row of the dataset, counted from 0, whose column holds `value`. */
  fill(cells: Cells, to: number, row: number, value: unknown): void;
  close(): void;
}

/** Opens what a plan names, and settles the dimensions that the model leaves open. Throws a usage error. */
export async function openNpy(
  plan: InputPlan,
  table: Table,
  { root, remote }: Pick<EvaluateRequest, 'root' | 'remote'>,
): Promise<NpyFeature> {
  if (plan.npy?.kind === 'file') {
    const { path } = plan.npy;
    const file = isS3Url(path) ? (await remoteFile(remote, path)).path : absolute(path, root);
    return openFile(plan, file, table.rows);
  }
  const column = plan.columns[0] ?? '';
  const folders = new Set(table.dataset.files.map((file) => dirname(file.path)));
  const [folder] = folders;
  const base = folders.size === 1 && folder !== undefined ? absolute(folder, root) : root;
  const [first] = await table.db.all(
    `SELECT CAST(${sqlName(column)} AS VARCHAR) AS path FROM ${DATA} WHERE ${sqlName(column)} IS NOT NULL LIMIT 1`,
  );
  if (first === undefined) {
    throw usageError({
      message: `the column ${column} names no .npy file for the model's input ${plan.name}`,
    });
  }
  const inStore = table.dataset.files.some((file) => file.object !== undefined);
  const read = (value: unknown, row: number) => {
    if (typeof value !== 'string') {
      throw usageError({ message: `row ${row + 1} has no path in the column ${column}` });
    }
    if (isS3Url(value) || (inStore && !isAbsolute(value))) {
      throw usageError({
        message: `row ${row + 1} names the array ${value}, which lies in S3: arrays of single rows are read from this machine only`,
        fix: 'put all rows into one array and name it by its address, or fetch data and arrays in a step before this one',
      });
    }
    const path = absolute(value, base);
    return { path, ...readNpy(readWhole(path), path) };
  };
  const sample = read(first['path'], 0);
  const settled = settledPlan(plan, sample.shape, sample.type, sample.path);
  return {
    plan: settled,
    fill(cells, to, row, value) {
      const { path, shape, type, data } = read(value, row);
      checkShape(settled, shape, type, path);
      copy(data, cells, to * settled.width);
    },
    close: () => undefined,
  };
}

function openFile(plan: InputPlan, path: string, rows: number): NpyFeature {
  let file: number;
  let size: number;
  try {
    file = openSync(path, 'r');
    ({ size } = statSync(path));
  } catch (error) {
    throw unreadableArray(path, error);
  }
  try {
    const head = Buffer.alloc(Math.min(size, NPY_HEADER_BYTES + 12));
    readSync(file, head, 0, head.length, 0);
    const header = npyHeader(head, path);
    const [count, ...shape] = header.shape;
    const settled = settledPlan(plan, shape, header.type, path);
    const bytes = settled.width * npyElementBytes(header.type);
    const problem =
      count !== rows
        ? `has ${count} rows, and the dataset has ${rows}`
        : size !== header.offset + bytes * rows
          ? `is ${size} bytes long, and its shape (${header.shape.join(', ')}) needs ${header.offset + bytes * rows}`
          : header.fortran && header.shape.length > 1
            ? 'is in Fortran order, in which a row does not lie in one piece: numpy.ascontiguousarray mends it'
            : null;
    if (problem !== null) throw usageError({ where: { file: path }, message: `the array ${problem}` });
    return rowsOf(file, header, bytes, settled);
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

function rowsOf(file: number, header: NpyHeader, bytes: number, plan: InputPlan): NpyFeature {
  const row = Buffer.alloc(bytes);
  return {
    plan,
    fill(cells, to, index) {
      readSync(file, row, 0, bytes, header.offset + index * bytes);
      copy(npyElements(row, { ...header, shape: header.shape.slice(1) }), cells, to * plan.width);
    },
    close: () => closeSync(file),
  };
}

function settledPlan(plan: InputPlan, shape: readonly number[], type: NpyType, path: string): InputPlan {
  checkShape(plan, shape, type, path);
  return { ...plan, tail: shape, width: shape.reduce((product, size) => product * size, 1) };
}

function checkShape(plan: InputPlan, shape: readonly number[], type: NpyType, path: string): void {
  const fits =
    shape.length === plan.tail.length && plan.tail.every((size, k) => size === null || size === shape[k]);
  const real = plan.type === 'float32' || plan.type === 'float64';
  const takes =
    SAME[plan.type] === type ||
    (real && type !== 'i8' && type !== 'u8' && !(plan.type === 'float32' && type === 'f8'));
  if (fits && takes) return;
  throw usageError({
    where: { file: path },
    message: `the array is (${shape.join(', ')}) of ${type}, and a row of the model's input ${plan.name} is (${plan.tail.map((size) => size ?? 'any').join(', ')}) of ${plan.type}`,
    expected: 'the same shape in every row, in the type of the input',
  });
}

function copy(data: NpyArray, { values }: Cells, offset: number): void {
  for (let k = 0; k < data.length; k++) values[offset + k] = data[k];
}

function absolute(path: string, base: string): string {
  return isAbsolute(path) ? path : join(base, path);
}

function readWhole(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw unreadableArray(path, error);
  }
}

function unreadableArray(path: string, error: unknown): Error {
  return usageError(
    { where: { file: path }, message: `the array cannot be read: ${messageOf(error)}` },
    error,
  );
}
