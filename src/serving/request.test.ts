import { describe, expect, it } from 'vitest';
import type { DatatypeName } from './datatypes.js';
import { RequestError } from './json.js';
import { type ModelSpec, readInferRequest } from './request.js';
import { writeInferResponse } from './response.js';

const model: ModelSpec = {
  inputs: [{ name: 'x', datatype: 'FP32', shape: [-1, 3] }],
  outputs: [
    { name: 'y', datatype: 'FP32', shape: [-1, 3] },
    { name: 'z', datatype: 'INT64', shape: [-1] },
  ],
};
const limits = { maxDepth: 100 };
const one = (datatype: DatatypeName): ModelSpec => ({
  inputs: [{ name: 'x', datatype, shape: [-1] }],
  outputs: model.outputs,
});
const read = (body: unknown, spec = model) =>
  readInferRequest(Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)), null, spec, limits);
const x = (part: object) => ({
  inputs: [{ name: 'x', datatype: 'FP32', shape: [1, 3], data: [1, 2, 3], ...part }],
});

describe('readInferRequest', () => {
  it('takes flat and nested data', () => {
    const flat = read(x({ shape: [2, 3], data: [1, 2, 3, 4, 5, 6] }));
    const nested = read({
      id: 'abc',
      ...x({
        shape: [2, 3],
        data: [
          [1, 2, 3],
          [4, 5, 6],
        ],
      }),
    });
    expect([...(flat.inputs[0]?.data ?? [])]).toEqual([1, 2, 3, 4, 5, 6]);
    expect(nested.inputs).toEqual(flat.inputs);
    expect(nested.id).toBe('abc');
    expect(flat.outputs.map((output) => output.name)).toEqual(['y', 'z']);
  });

  it.each<[string, unknown, string, ModelSpec?]>([
    ['no object', [], 'the body must be a JSON object'],
    ['no inputs', {}, '"inputs" must be a list'],
    ['null inputs', { inputs: null }, '"inputs" must be a list'],
    ['an input without a name', { inputs: [{}] }, 'inputs[0] has no "name"'],
    ['a missing input', { inputs: [] }, 'missing input: x'],
    ['an unknown input', { inputs: [{ name: 'w' }] }, 'the model has no input "w"; it has x'],
    ['an input twice', { inputs: [...x({}).inputs, ...x({}).inputs] }, 'input "x" is given twice'],
    ['wrong datatype', x({ datatype: 'INT64' }), 'datatype "INT64", but the model takes FP32'],
    ['no datatype', x({ datatype: undefined }), 'datatype missing, but the model takes FP32'],
    ['negative dimension', x({ shape: [-1, 3] }), 'must hold integers of 0 and more'],
    ['fractional dimension', x({ shape: [1.5, 3] }), 'must hold integers of 0 and more'],
    ['a dimension as text', x({ shape: ['1', 3] }), 'must hold integers of 0 and more'],
    [
      'a huge dimension',
      '{"inputs":[{"name":"x","datatype":"FP32","shape":[18446744073709551616,3],"data":[]}]}',
      'is too large',
    ],
    [
      'an overflowing product',
      { inputs: [{ name: 'x', datatype: 'FP32', shape: [2147483647, 2147483647, 2147483647], data: [] }] },
      'has too many elements',
      { ...model, inputs: [{ name: 'x', datatype: 'FP32', shape: [-1, -1, -1] }] },
    ],
    ['wrong rank', x({ shape: [3] }), 'shape [3], but the model takes [-1,3]'],
    [
      'wrong fixed dimension',
      x({ shape: [1, 4], data: [1, 2, 3, 4] }),
      'shape [1,4], but the model takes [-1,3]',
    ],
    ['too few elements', x({ data: [1, 2] }), 'needs 3 elements, "data" has 2'],
    ['too many elements', x({ data: [1, 2, 3, 4] }), 'needs 3 elements, "data" has 4'],
    [
      'ragged data',
      x({
        shape: [2, 3],
        data: [
          [1, 2],
          [3, 4, 5, 6],
        ],
      }),
      'is not nested as the shape',
    ],
    ['data nested too deep', x({ data: [[[1, 2, 3]]] }), 'is not nested as the shape'],
    ['no data', x({ data: undefined }), '"data" must be a list'],
    ['null', x({ data: [1, null, 3] }), 'element 1 is null, which is no FP32'],
    ['a string', x({ data: [1, 'NaN', 3] }), 'element 1 is "NaN", which is no FP32'],
    ['beyond FP32', x({ data: [1, 1e39, 3] }), 'element 1 is 1e+39, which is no FP32'],
    [
      'beyond JSON numbers',
      '{"inputs":[{"name":"x","datatype":"FP32","shape":[1,3],"data":[1,1e999,3]}]}',
      'which is no FP32',
    ],
    [
      'a fraction for INT8',
      { inputs: [{ name: 'x', datatype: 'INT8', shape: [1], data: [1.5] }] },
      'is 1.5, which is no INT8',
      one('INT8'),
    ],
    [
      'out of range',
      { inputs: [{ name: 'x', datatype: 'UINT8', shape: [1], data: [256] }] },
      'is 256, which is no UINT8',
      one('UINT8'),
    ],
    [
      'negative for UINT64',
      { inputs: [{ name: 'x', datatype: 'UINT64', shape: [1], data: [-1] }] },
      'is -1, which is no UINT64',
      one('UINT64'),
    ],
    [
      'beyond INT64',
      '{"inputs":[{"name":"x","datatype":"INT64","shape":[1],"data":[9223372036854775808]}]}',
      'which is no INT64',
      one('INT64'),
    ],
    [
      'an inexact INT64',
      { inputs: [{ name: 'x', datatype: 'INT64', shape: [1], data: [1e300] }] },
      'which is no INT64',
      one('INT64'),
    ],
    [
      'a number for BYTES',
      { inputs: [{ name: 'x', datatype: 'BYTES', shape: [1], data: [1] }] },
      'is 1, which is no BYTES',
      one('BYTES'),
    ],
    [
      'a number for BOOL',
      { inputs: [{ name: 'x', datatype: 'BOOL', shape: [1], data: [2] }] },
      'is 2, which is no BOOL',
      one('BOOL'),
    ],
    [
      'FP16 in JSON',
      { inputs: [{ name: 'x', datatype: 'FP16', shape: [1], data: [1] }] },
      'FP16 has no JSON form',
      one('FP16'),
    ],
    ['an unknown output', { ...x({}), outputs: [{ name: 'w' }] }, 'the model has no output "w"; it has y, z'],
    ['an output twice', { ...x({}), outputs: [{ name: 'y' }, { name: 'y' }] }, 'asked for twice'],
    [
      'classification',
      { ...x({}), outputs: [{ name: 'y', parameters: { classification: 2 } }] },
      'not supported',
    ],
    ['a number as id', { id: 7, ...x({}) }, '"id" must be a string'],
    ['shared memory', x({ parameters: { shared_memory_region: 'r' } }), 'shared memory is not supported'],
    [
      'binary that is not there',
      x({ data: undefined, parameters: { binary_data_size: 12 } }),
      '0 bytes are left',
    ],
    ['data and binary', x({ parameters: { binary_data_size: 12 } }), 'exclude each other'],
  ])('refuses %s', (_name, body, message, spec) => {
    const attempt = (): unknown => read(body, spec);
    expect(attempt).toThrow(RequestError);
    expect(attempt).toThrow(message);
  });

  it('keeps INT64 exact, from text to text', () => {
    const values = '9223372036854775807,-9223372036854775808,9007199254740993,0,-1';
    const request = read(
      `{"inputs":[{"name":"x","datatype":"INT64","shape":[5],"data":[${values}]}]}`,
      one('INT64'),
    );
    const written = writeInferResponse(
      { model: 'm', version: '1', id: 'a"b' },
      [{ name: 'x', datatype: 'INT64', shape: [5], data: request.inputs[0]?.data ?? [] }],
      [{ name: 'x', binary: false }],
    );
    expect(written.body.toString()).toBe(
      `{"model_name":"m","model_version":"1","id":"a\\"b","outputs":[{"name":"x","datatype":"INT64","shape":[5],"data":[${values}]}]}`,
    );
  });

  it('reads binary tensors one after the other, at any offset', () => {
    const spec: ModelSpec = {
      inputs: [
        { name: 's', datatype: 'BYTES', shape: [-1] },
        { name: 'd', datatype: 'FP64', shape: [-1] },
      ],
      outputs: model.outputs,
    };
    const strings = Buffer.concat(
      ['é', ''].flatMap((text) => {
        const bytes = Buffer.from(text);
        const length = Buffer.alloc(4);
        length.writeUInt32LE(bytes.length);
        return [length, bytes];
      }),
    );
    const doubles = Buffer.from(new Float64Array([Math.PI, Number.NaN]).buffer);
    const head = JSON.stringify({
      inputs: [
        { name: 's', datatype: 'BYTES', shape: [2], parameters: { binary_data_size: strings.length } },
        { name: 'd', datatype: 'FP64', shape: [2], parameters: { binary_data_size: 16 } },
      ],
      parameters: { binary_data_output: true },
    });
    const request = readInferRequest(
      Buffer.concat([Buffer.from(head), strings, doubles]),
      Buffer.byteLength(head),
      spec,
      limits,
    );
    expect(request.inputs.map((input) => [...input.data])).toEqual([
      ['é', ''],
      [Math.PI, Number.NaN],
    ]);
    expect(request.outputs.every((output) => output.binary)).toBe(true);
    const cut = Buffer.concat([Buffer.from(head), strings, doubles.subarray(1)]);
    expect(() => readInferRequest(cut, Buffer.byteLength(head), spec, limits)).toThrow('15 bytes are left');
    const long = Buffer.concat([Buffer.from(head), strings, doubles, Buffer.from('x')]);
    expect(() => readInferRequest(long, Buffer.byteLength(head), spec, limits)).toThrow(
      '1 bytes of binary data belong to no input',
    );
    expect(() => readInferRequest(Buffer.from('{}'), 3, spec, limits)).toThrow('the body has 2 bytes');
  });

  it('refuses text that is not UTF-8', () => {
    expect(() => readInferRequest(Buffer.from([0x22, 0xff, 0x22]), null, model, limits)).toThrow('not UTF-8');
  });
});

describe('writeInferResponse', () => {
  const nan = { name: 'y', datatype: 'FP32' as const, shape: [2], data: new Float32Array([1, Number.NaN]) };
  it('has no NaN in JSON, and carries it in binary', () => {
    const identity = { model: 'm', version: '1', id: null };
    expect(() => writeInferResponse(identity, [nan], [{ name: 'y', binary: false }])).toThrow(
      'output y holds NaN at element 1',
    );
    const written = writeInferResponse(identity, [nan], [{ name: 'y', binary: true }]);
    const floats = new Float32Array(Uint8Array.from(written.body.subarray(written.headerLength ?? 0)).buffer);
    expect([...floats]).toEqual([1, Number.NaN]);
  });
});
