import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { serverProbe } from './server.js';

const DIGEST = `sha256:${'a'.repeat(64)}`;
let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

type Answers = Record<string, [number, unknown] | (() => [number, unknown])>;
async function probe(answers: Answers) {
  server = createServer((request, response) => {
    request.resume();
    const found = answers[`${request.method} ${request.url}`] ?? [404, { error: 'nothing here' }];
    const [status, body] = typeof found === 'function' ? found() : found;
    response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const signal = new AbortController().signal;
  return serverProbe({ address: `http://127.0.0.1:${port}/`, signal, waitMs: 200, settleMs: 50, pollMs: 5 });
}
const expected = { version: 3, digest: DIGEST };
const V3 = 'GET /v2/models/m/versions/3';
/** As Triton answers: no parameters in the metadata, the configuration beside it, empty bodies for health. */
const triton: Answers = {
  [V3]: [200, { name: 'm', versions: ['3'], platform: 'onnxruntime_onnx' }],
  [`${V3}/config`]: [200, { name: 'm', parameters: { assay_digest: { string_value: DIGEST } } }],
  [`${V3}/ready`]: [200, ''],
  'POST /v2/repository/models/m/load': [
    400,
    { error: 'explicit model load / unload is not allowed if polling is enabled' },
  ],
};

describe('serverProbe', () => {
  it("finds the digest in Assay's metadata", async () => {
    const ask = await probe({
      [V3]: [200, { parameters: { assay_digest: DIGEST } }],
      [`${V3}/ready`]: [200, ''],
    });
    expect(await ask.readBack('m', expected, false)).toMatchObject({
      ok: true,
      detail: `serves version 3, ${DIGEST}`,
    });
  });

  it("finds the digest in Triton's configuration, and takes a refused load for no failure", async () => {
    const ask = await probe(triton);
    expect(await ask.reload('m')).toMatchObject({
      done: false,
      detail: expect.stringContaining('polling is enabled'),
    });
    expect(await ask.readBack('m', expected, false)).toMatchObject({ ok: true });
  });

  it('waits for a server that polls', async () => {
    let asked = 0;
    const late: Answers = {
      ...triton,
      [V3]: () => {
        asked += 1;
        return asked < 4 ? [404, { error: 'unknown version' }] : [200, {}];
      },
    };
    const ask = await probe(late);
    expect(await ask.readBack('m', expected, false)).toMatchObject({ ok: true });
    expect(asked).toBe(4);
  });

  it.each<[string, Answers, string]>([
    ['another digest', { [V3]: [200, { parameters: { assay_digest: 'sha256:b' } }] }, 'serves sha256:b'],
    ['no digest', { [V3]: [200, {}] }, 'does not name the digest'],
    ['no version', {}, 'version 3: HTTP 404: nothing here'],
    ['not ready', { ...triton, [`${V3}/ready`]: [400, 'loading'] }, 'not ready: HTTP 400: loading'],
    ['no JSON', { [V3]: [200, '<html>'] }, 'does not name the digest'],
    [
      'a digest that is no text',
      { [V3]: [200, { parameters: { assay_digest: [DIGEST] } }] },
      'does not name the digest',
    ],
  ])('does not agree with %s', async (_name, answers, detail) => {
    const ask = await probe(answers);
    const seen = await ask.readBack('m', expected, true);
    expect([seen.ok, seen.detail]).toEqual([false, expect.stringContaining(detail)]);
  });

  it('says that nobody answers', async () => {
    const ask = await probe({});
    server?.close();
    server?.closeAllConnections();
    expect(await ask.reload('m')).toMatchObject({
      done: false,
      detail: expect.stringContaining('does not answer'),
    });
    expect(await ask.readBack('m', expected, false)).toMatchObject({
      ok: false,
      detail: expect.stringContaining('ECONNREFUSED'),
    });
    await expect(ask.infer('m', 3, {})).rejects.toThrow();
  });

  it('stops waiting when it is cancelled', async () => {
    const controller = new AbortController();
    const ask = serverProbe({
      address: 'http://127.0.0.1:9',
      signal: controller.signal,
      waitMs: 60_000,
      pollMs: 10,
    });
    const waiting = ask.readBack('m', expected, false);
    controller.abort(new Error('cancelled'));
    await expect(waiting).rejects.toThrow();
  });
});
