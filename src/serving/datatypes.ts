/**
 * Tensor datatypes of the Open Inference Protocol v2 and their names in ONNX Runtime. FP16 travels in binary
 * form only, as in Triton. BF16 is not supported by onnxruntime-node.
 */

type IntegerArray = Int8Array | Int16Array | Int32Array | Uint8Array | Uint16Array | Uint32Array;
export type TensorData =
  | IntegerArray
  | BigInt64Array
  | BigUint64Array
  | Float32Array
  | Float64Array
  | string[];

export interface Datatype {
  readonly name: DatatypeName;
  /** Name of the element type in ONNX Runtime. */
  readonly ort: string;
  /** Bytes of an element; null for BYTES, whose elements differ. */
  readonly size: number | null;
  readonly kind: 'bool' | 'int' | 'bigint' | 'float' | 'half' | 'bytes';
  /** Least and greatest value of the integer kinds. */
  readonly range?: readonly [bigint, bigint];
}

export type DatatypeName =
  | 'BOOL'
  | 'UINT8'
  | 'UINT16'
  | 'UINT32'
  | 'UINT64'
  | 'INT8'
  | 'INT16'
  | 'INT32'
  | 'INT64'
  | 'FP16'
  | 'FP32'
  | 'FP64'
  | 'BYTES';

const signed = (bits: bigint): readonly [bigint, bigint] => [-(1n << (bits - 1n)), (1n << (bits - 1n)) - 1n];
const unsigned = (bits: bigint): readonly [bigint, bigint] => [0n, (1n << bits) - 1n];

const TABLE: readonly Datatype[] = [
  { name: 'BOOL', ort: 'bool', size: 1, kind: 'bool' },
  { name: 'UINT8', ort: 'uint8', size: 1, kind: 'int', range: unsigned(8n) },
  { name: 'UINT16', ort: 'uint16', size: 2, kind: 'int', range: unsigned(16n) },
  { name: 'UINT32', ort: 'uint32', size: 4, kind: 'int', range: unsigned(32n) },
  { name: 'UINT64', ort: 'uint64', size: 8, kind: 'bigint', range: unsigned(64n) },
  { name: 'INT8', ort: 'int8', size: 1, kind: 'int', range: signed(8n) },
  { name: 'INT16', ort: 'int16', size: 2, kind: 'int', range: signed(16n) },
  { name: 'INT32', ort: 'int32', size: 4, kind: 'int', range: signed(32n) },
  { name: 'INT64', ort: 'int64', size: 8, kind: 'bigint', range: signed(64n) },
  { name: 'FP16', ort: 'float16', size: 2, kind: 'half' },
  { name: 'FP32', ort: 'float32', size: 4, kind: 'float' },
  { name: 'FP64', ort: 'float64', size: 8, kind: 'float' },
  { name: 'BYTES', ort: 'string', size: null, kind: 'bytes' },
];

const BY_NAME = new Map<string, Datatype>(TABLE.map((type) => [type.name, type]));
const BY_ORT = new Map<string, Datatype>(TABLE.map((type) => [type.ort, type]));

export function datatypeByName(name: string): Datatype | null {
  return BY_NAME.get(name) ?? null;
}

export function datatypeByOrt(name: string): Datatype | null {
  return BY_ORT.get(name) ?? null;
}

/** An empty array of `length` elements for a datatype, in the form that ONNX Runtime takes. */
export function emptyData(type: Datatype, length: number): TensorData {
  switch (type.name) {
    case 'BOOL':
    case 'UINT8':
      return new Uint8Array(length);
    case 'UINT16':
    case 'FP16':
      return new Uint16Array(length);
    case 'UINT32':
      return new Uint32Array(length);
    case 'UINT64':
      return new BigUint64Array(length);
    case 'INT8':
      return new Int8Array(length);
    case 'INT16':
      return new Int16Array(length);
    case 'INT32':
      return new Int32Array(length);
    case 'INT64':
      return new BigInt64Array(length);
    case 'FP32':
      return new Float32Array(length);
    case 'FP64':
      return new Float64Array(length);
    case 'BYTES':
      return new Array<string>(length).fill('');
  }
}

/** An input or output of a model, as its metadata shows it. */
export interface TensorSpec {
  readonly name: string;
  readonly datatype: DatatypeName;
  /** -1 for a dimension that may vary. */
  readonly shape: readonly number[];
}

export interface Tensor extends TensorSpec {
  readonly data: TensorData;
}
