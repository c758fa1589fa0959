import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { compiled, ROOT } from '../../test/support/compiled.js';
import { type Log, silentLog } from '../base/index.js';
import {
  fileSource,
  type ModelSource,
  type RunningServer,
  type ServeSettings,
  spawnFrom,
  startServer,
} from './index.js';
import type { ServedModel } from './model-worker.js';

const model = (name: string): string => join(ROOT, 'test', 'models', `serving-${name}.onnx`);
let program: string;
let folder: string;
const running: RunningServer[] = [];

beforeAll(async () => {
  program = join(await compiled(), 'main.js');
  folder = await mkdtemp(join(tmpdir(), 'assay-serving-'));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let shared: RunningServer | undefined;
afterAll(() => shared?.close());

function settings(source: ModelSource, more: Partial<ServeSettings>): ServeSettings {
  return {
    source,
    spawn: spawnFrom(program, process.env),
    log: silentLog,
    host: '127.0.0.1',
    port: 0,
    version: '0',
    watchMs: 50,
    backoffMs: 20,
    ...more,
  };
}
async function serve(source: ModelSource, more: Partial<ServeSettings> = {}): Promise<RunningServer> {
  const server = await startServer(settings(source, more));
  running.push(server);
  return server;
}

interface Answer {
  status: number;
  text: string;
  json: {
    error?: string;
    outputs?: { name: string; data: unknown[] }[];
    id?: string;
    model_version?: string;
  };
  headers: Headers;
}
async function call(
  server: RunningServer,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const raw = typeof body === 'string' || body instanceof Uint8Array;
  const response = await fetch(`${server.address}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers,
    ...(body === undefined ? {} : { body: raw ? (body as string) : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type') === 'application/json';
  return { status: response.status, text, json: isJson ? JSON.parse(text) : {}, headers: response.headers };
}
const x = (data: number[] = [1, 2, 3]) => ({
  inputs: [{ name: 'x', datatype: 'FP32', shape: [data.length / 3, 3], data }],
});
async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe('the protocol', () => {
  it('serves a file with metadata, health, inference and an index', async () => {
    const server = await serve(fileSource('double', model('times2')));
    expect((await call(server, '/v2')).json).toMatchObject({
      name: 'assay',
      extensions: ['binary_tensor_data', 'model_repository'],
    });
    for (const path of [
      '/v2/health/live',
      '/v2/health/ready',
      '/v2/models/double/ready',
      '/v2/models/double/versions/1/ready',
    ]) {
      expect([path, (await call(server, path)).status]).toEqual([path, 200]);
    }
    const metadata = (await call(server, '/v2/models/double')).json;
    expect(metadata).toMatchObject({
      name: 'double',
      versions: ['1'],
      platform: 'onnxruntime_onnx',
      inputs: [{ name: 'x', datatype: 'FP32', shape: [-1, 3] }],
      outputs: [{ name: 'y', datatype: 'FP32', shape: [-1, 3] }],
      parameters: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    const answer = await call(server, '/v2/models/double/versions/1/infer', {
      id: 'é1',
      ...x([1, 2, 3, 4, 5, 6]),
    });
    expect(answer.json).toEqual({
      model_name: 'double',
      model_version: '1',
      id: 'é1',
      outputs: [{ name: 'y', datatype: 'FP32', shape: [2, 3], data: [2, 4, 6, 8, 10, 12] }],
    });
    expect((await call(server, '/v2/repository/index', {})).json).toEqual([
      { name: 'double', version: '1', state: 'READY', reason: '' },
    ]);
    expect((await call(server, '/v2/repository/models/double/load', {})).status).toBe(200);
  });

  it.each<[string, string, unknown, number, string, Record<string, string>?]>([
    ['unknown model', '/v2/models/other/infer', x(), 404, 'there is no model other'],
    [
      'unknown version',
      '/v2/models/double/versions/2/infer',
      x(),
      404,
      'has no version 2; version 1 is served',
    ],
    ['unknown model metadata', '/v2/models/other', undefined, 404, 'there is no model other'],
    ['unknown address', '/v3', undefined, 404, 'nothing at this address'],
    ['wrong method', '/v2/models/double/infer', undefined, 405, 'takes POST'],
    ['no JSON', '/v2/models/double/infer', '{', 400, 'is not JSON'],
    ['no body', '/v2/models/double/infer', '', 400, 'is not JSON'],
    ['too deep', '/v2/models/double/infer', '['.repeat(101), 400, 'deeper than 100'],
    [
      'wrong shape',
      '/v2/models/double/infer',
      { inputs: [{ name: 'x', datatype: 'FP32', shape: [-1, 3], data: [] }] },
      400,
      'integers of 0 and more',
    ],
    ['too large', '/v2/models/double/infer', ' '.repeat(2001), 400, 'larger than 2000 bytes'],
    [
      'too large once unpacked',
      '/v2/models/double/infer',
      gzipSync(' '.repeat(1_000_000)),
      400,
      'larger than 2000 bytes',
      { 'content-encoding': 'gzip' },
    ],
    [
      'no gzip',
      '/v2/models/double/infer',
      'abc',
      400,
      'the body is not gzip',
      { 'content-encoding': 'gzip' },
    ],
    ['unknown encoding', '/v2/models/double/infer', 'abc', 415, 'is not known', { 'content-encoding': 'br' }],
    [
      'broken header length',
      '/v2/models/double/infer',
      '{}',
      400,
      'no number of bytes',
      { 'inference-header-content-length': '-1' },
    ],
    [
      'header longer than the body',
      '/v2/models/double/infer',
      '{}',
      400,
      'the body has 2 bytes',
      { 'inference-header-content-length': '3' },
    ],
    ['a bad address', '/v2/models/%ff', undefined, 400, 'not encoded as a URL'],
    [
      'a load that brings its own files',
      '/v2/repository/models/double/load',
      { parameters: { 'file:1/model.onnx': 'AA==' } },
      400,
      'are not supported',
    ],
    ['a load of another model', '/v2/repository/models/other/load', {}, 404, 'there is no model other'],
    ['unload', '/v2/repository/models/double/unload', {}, 400, 'not unloaded by hand'],
  ])('refuses: %s', async (_name, path, body, status, message, headers) => {
    shared ??= await startServer(settings(fileSource('double', model('times2')), { maxBodyBytes: 2000 }));
    const server = shared;
    const answer = await call(server, path, body, headers);
    expect([answer.status, answer.json.error]).toEqual([status, expect.stringContaining(message)]);
    expect((await call(server, '/v2/models/double/infer', x())).status).toBe(200);
  });

  it('refuses a body without a length once it is too large, and answers', async () => {
    const server = await serve(fileSource('double', model('times2')), { maxBodyBytes: 2000 });
    const status = await new Promise((resolve, reject) => {
      const request = httpRequest(
        `${server.address}/v2/models/double/infer`,
        { method: 'POST' },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      );
      request.on('error', reject);
      for (let part = 0; part < 50; part += 1) request.write(' '.repeat(10_000));
      request.end();
    });
    expect(status).toBe(400);
  });

  it('reads gzip and deflate', async () => {
    const server = await serve(fileSource('double', model('times2')));
    for (const [encoding, pack] of [
      ['gzip', gzipSync],
      ['deflate', deflateSync],
    ] as const) {
      const body = pack(JSON.stringify(x()));
      const answer = await call(server, '/v2/models/double/infer', body, { 'content-encoding': encoding });
      expect(answer.json.outputs?.[0]?.data).toEqual([2, 4, 6]);
    }
  });

  it('keeps every datatype as it came', async () => {
    const server = await serve(fileSource('echo', model('echo')));
    const values: [string, string, string][] = [
      ['i64', 'INT64', '9223372036854775807,-9007199254740993'],
      ['u64', 'UINT64', '18446744073709551615,0'],
      ['i8', 'INT8', '-128,127'],
      ['u8', 'UINT8', '0,255'],
      ['i32', 'INT32', '-2147483648,2147483647'],
      ['f64', 'FP64', '0.1,1e+300'],
      ['flag', 'BOOL', 'true,false'],
      ['text', 'BYTES', '"é\\n","日本"'],
    ];
    // FP16 has a binary form only: 1 and -2.
    const head = `{"inputs":[${values.map(([name, type, data]) => `{"name":"${name}_in","datatype":"${type}","shape":[2],"data":[${data}]}`).join(',')},{"name":"f16_in","datatype":"FP16","shape":[2],"parameters":{"binary_data_size":4}}],"outputs":[${values.map(([name]) => `{"name":"${name}_out"}`).join(',')},{"name":"f16_out","parameters":{"binary_data":true}}]}`;
    const half = Buffer.from(new Uint16Array([0x3c00, 0xc000]).buffer);
    const response = await fetch(`${server.address}/v2/models/echo/infer`, {
      method: 'POST',
      headers: { 'inference-header-content-length': String(Buffer.byteLength(head)) },
      body: Buffer.concat([Buffer.from(head), half]),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const length = Number(response.headers.get('inference-header-content-length'));
    const text = bytes.subarray(0, length).toString();
    expect(response.status, bytes.toString()).toBe(200);
    for (const [name, type, data] of values) {
      expect(text).toContain(`{"name":"${name}_out","datatype":"${type}","shape":[2],"data":[${data}]}`);
    }
    expect(bytes.subarray(length)).toEqual(half);
    const refused = await call(
      server,
      '/v2/models/echo/infer',
      Buffer.concat([Buffer.from(head.replace(',"parameters":{"binary_data":true}', '')), half]),
      {
        'inference-header-content-length': String(
          Buffer.byteLength(head.replace(',"parameters":{"binary_data":true}', '')),
        ),
      },
    );
    expect([refused.status, refused.json.error]).toEqual([
      400,
      expect.stringContaining('FP16, which has no JSON form'),
    ]);
  });

  it('never answers NaN as null', async () => {
    const server = await serve(fileSource('log', model('log')));
    const answer = await call(server, '/v2/models/log/infer', {
      inputs: [{ name: 'x', datatype: 'FP32', shape: [2], data: [1, -1] }],
    });
    expect([answer.status, answer.json.error]).toEqual([
      500,
      expect.stringContaining('holds NaN at element 1'),
    ]);
  });

  it('answers an empty batch', async () => {
    const server = await serve(fileSource('double', model('times2')));
    const answer = await call(server, '/v2/models/double/infer', {
      inputs: [{ name: 'x', datatype: 'FP32', shape: [0, 3], data: [] }],
    });
    expect(answer.json.outputs?.[0]).toMatchObject({ shape: [0, 3], data: [] });
  });
});

/** A source that a test can point at another file. */
function movable(first: ServedModel): ModelSource & { to: (next: ServedModel) => void } {
  let current = first;
  return {
    description: 'test',
    list: async () => [current.name],
    peek: async () => JSON.stringify(current),
    read: async () => current,
    to(next) {
      current = next;
    },
  };
}
async function served(
  name: string,
  version: string,
  digest = `sha256:${version.repeat(64)}`,
): Promise<ServedModel> {
  const source = await fileSource('m', model(name)).read('m');
  return { ...source, version, digest };
}

describe('workers', () => {
  it('answers health and metrics during a long inference', async () => {
    const server = await serve(fileSource('slow', model('slow')));
    let ended = false;
    const long = call(server, '/v2/models/slow/infer', {
      inputs: [{ name: 'steps', datatype: 'INT64', shape: [1], data: [20_000] }],
    }).finally(() => {
      ended = true;
    });
    const slot = server.models.slot('slow');
    await until(() => slot.worker?.inFlight === 1);
    for (const path of ['/v2/health/live', '/v2/health/ready', '/v2/models/slow', '/metrics']) {
      expect((await call(server, path)).status).toBe(200);
    }
    expect(ended).toBe(false);
    expect((await long).status).toBe(200);
  });

  it('loses no request while versions are swapped under load', async () => {
    const source = movable(await served('times2', '2'));
    const server = await serve(source);
    const wrong: string[] = [];
    const versions = new Set<string>();
    let stop = false;
    let count = 0;
    const client = async (): Promise<void> => {
      while (!stop) {
        const answer = await call(server, '/v2/models/m/infer', x([1, 1, 1]));
        count += 1;
        const factor = answer.json.outputs?.[0]?.data[0];
        if (answer.status !== 200 || String(factor) !== answer.json.model_version) wrong.push(answer.text);
        versions.add(String(answer.json.model_version));
      }
    };
    const clients = [client(), client(), client(), client()];
    for (const version of ['3', '2', '3', '2']) {
      source.to(await served(version === '3' ? 'times3' : 'times2', version));
      const before = count;
      expect((await call(server, '/v2/repository/models/m/load', {})).status).toBe(200);
      const { parameters } = JSON.parse((await call(server, '/v2/models/m')).text);
      expect(parameters).toMatchObject({
        assay_version: version,
        assay_digest: `sha256:${version.repeat(64)}`,
      });
      await until(() => count > before + 20);
    }
    stop = true;
    await Promise.all(clients);
    expect(wrong).toEqual([]);
    expect([...versions].sort()).toEqual(['2', '3']);
    expect(await (await call(server, '/metrics')).text).not.toMatch(/status="[345]/);
  });

  it('does not load bytes that are not the ones named, and keeps the old version', async () => {
    const source = movable(await served('times2', '2'));
    const server = await serve(source);
    source.to({ ...(await served('times3', '3')), sha256: 'f'.repeat(64) });
    const answer = await call(server, '/v2/repository/models/m/load', {});
    expect([answer.status, answer.json.error]).toEqual([
      400,
      expect.stringContaining(`not sha256:${'f'.repeat(64)}`),
    ]);
    expect((await call(server, '/v2/models/m/infer', x())).json.model_version).toBe('2');
    const broken = join(folder, 'broken.onnx');
    await writeFile(broken, 'not a model');
    source.to({ ...(await fileSource('m', broken).read('m')), version: '4' });
    // A second time as well: that the old version answers is no answer to this call.
    for (let times = 0; times < 2; times += 1) {
      expect((await call(server, '/v2/repository/models/m/load', {})).status).toBe(400);
    }
    expect((await call(server, '/v2/health/ready')).status).toBe(200);
  });

  it('starts a crashed worker again, and is not ready meanwhile', async () => {
    const log: string[] = [];
    const record: Log = { ...silentLog, warn: (message) => void log.push(message) };
    const server = await serve(fileSource('m', model('times2')), { log: record, backoffMs: 300 });
    const slot = server.models.slot('m');
    const first = slot.worker?.pid;
    process.kill(first ?? 0, 'SIGKILL');
    await until(() => !slot.ready);
    expect((await call(server, '/v2/health/live')).status).toBe(200);
    expect((await call(server, '/v2/health/ready')).status).toBe(400);
    expect((await call(server, '/v2/models/m/ready')).status).toBe(400);
    const refused = await call(server, '/v2/models/m/infer', x());
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
    await until(() => slot.ready);
    expect(slot.worker?.pid).not.toBe(first);
    expect((await call(server, '/v2/models/m/infer', x())).status).toBe(200);
    expect((await call(server, '/metrics')).text).toContain(
      'assay_worker_restarts_total{model="m",version="1"} 1',
    );
    expect(log.join()).toContain('SIGKILL');
  });

  it('tells a client whose request was lost in a crash', async () => {
    const server = await serve(fileSource('slow', model('slow')));
    const slot = server.models.slot('slow');
    const lost = call(server, '/v2/models/slow/infer', {
      inputs: [{ name: 'steps', datatype: 'INT64', shape: [1], data: [1_000_000] }],
    });
    await until(() => slot.worker?.inFlight === 1);
    process.kill(slot.worker?.pid ?? 0, 'SIGKILL');
    const answer = await lost;
    expect([answer.status, answer.json.error]).toEqual([
      503,
      expect.stringContaining('the request was lost'),
    ]);
  });

  it('refuses what would wait too long', async () => {
    const server = await serve(fileSource('slow', model('slow')), { queue: 1 });
    const body = { inputs: [{ name: 'steps', datatype: 'INT64', shape: [1], data: [5000] }] };
    const first = call(server, '/v2/models/slow/infer', body);
    await until(() => server.models.slot('slow').worker?.inFlight === 1);
    expect((await call(server, '/v2/models/slow/infer', body)).status).toBe(503);
    expect((await first).status).toBe(200);
  });

  it('drains when it is stopped, then takes nothing more', async () => {
    const server = await serve(fileSource('slow', model('slow')));
    const { address } = server;
    const slow = call(server, '/v2/models/slow/infer', {
      inputs: [{ name: 'steps', datatype: 'INT64', shape: [1], data: [5000] }],
    });
    const { worker } = server.models.slot('slow');
    await until(() => worker?.inFlight === 1);
    await server.close();
    expect((await slow).status).toBe(200);
    expect(worker?.alive).toBe(false);
    await expect(fetch(`${address}/v2`)).rejects.toThrow();
  });

  it('takes a new file of the same name', async () => {
    const path = join(folder, 'moving.onnx');
    await copyFile(model('times2'), path);
    const server = await serve(fileSource('m', path));
    expect((await call(server, '/v2/models/m/infer', x())).json.outputs?.[0]?.data).toEqual([2, 4, 6]);
    await copyFile(model('times3'), path);
    await until(async () => (await call(server, '/v2/models/m/infer', x())).json.outputs?.[0]?.data[0] === 3);
  });
});

describe('metrics', () => {
  it('has a valid type, the digest, and no series for made-up names', async () => {
    const source = movable(await served('times2', '2'));
    const server = await serve(source);
    await call(server, '/v2/models/m/infer', x());
    await call(server, '/v2/models/m/infer', '{');
    for (const name of ['a', 'b', 'c']) await call(server, `/v2/models/${name}/infer`, x());
    const answer = await call(server, '/metrics');
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(answer.text).toContain('assay_inference_requests_total{model="m",version="2",status="200"} 1');
    expect(answer.text).toContain('assay_inference_requests_total{model="m",version="2",status="400"} 1');
    expect(answer.text).toContain('assay_inference_requests_total{model="",version="",status="404"} 3');
    expect(answer.text).toContain(`assay_model_info{model="m",version="2",digest="sha256:${'2'.repeat(64)}"`);
    expect(answer.text).toContain('assay_inference_duration_seconds_count{model="m",version="2"} 2');
    expect(answer.text).toContain('assay_worker_restarts_total{model="m",version="2"} 0');
  });
});
