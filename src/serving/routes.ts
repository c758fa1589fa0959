/** The addresses of the server and what each answers: one row for each. */
import type { IncomingMessage } from 'node:http';
import { messageOf } from '../base/index.js';
import { readBody } from './body.js';
import { RequestError } from './json.js';
import { METRICS_TYPE, type ServingMetrics } from './metrics.js';
import { type ServedModel, WorkerGone } from './model-worker.js';
import { type Models, UnknownModel } from './models.js';
import { NotReady } from './slot.js';

/** What a route answers. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}
export interface Route {
  readonly method: 'GET' | 'POST';
  readonly pattern: RegExp;
  handle(
    groups: Readonly<Record<string, string | undefined>>,
    request: IncomingMessage,
  ): Promise<Reply> | Reply;
}

const json = (value: unknown, status = 200): Reply => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});
export const failed = (status: number, message: string): Reply => json({ error: message }, status);

const MODEL = '/v2/models/(?<model>[^/]+)(?:/versions/(?<version>[^/]+))?';

export interface RouteSettings {
  readonly version: string;
  /** Bytes of a request body, after decompression. */
  readonly maxBody: number;
}

export function routesOf(
  { version, maxBody }: RouteSettings,
  models: Models,
  metrics: ServingMetrics,
): Route[] {
  const get = (pattern: string, handler: Route['handle']): Route => ({
    method: 'GET',
    pattern: new RegExp(`^${pattern}/?$`),
    handle: handler,
  });
  const post = (pattern: string, handler: Route['handle']): Route => ({
    ...get(pattern, handler),
    method: 'POST',
  });
  // The protocol asks for a status of the 400s where something is not ready.
  const readiness = (ready: boolean, why: string): Reply => (ready ? { status: 200 } : failed(400, why));
  const slotOf = (groups: Readonly<Record<string, string | undefined>>) =>
    models.slot(groups['model'] ?? '', groups['version']);

  return [
    get('/v2', () =>
      json({
        name: 'assay',
        version,
        extensions: ['binary_tensor_data', 'model_repository'],
      }),
    ),
    get('/v2/health/live', () => ({ status: 200 })),
    get('/v2/health/ready', () => readiness(models.ready, 'not every model is ready')),
    get(`${MODEL}/ready`, (groups) => {
      const slot = slotOf(groups);
      return readiness(slot.ready, `${slot.name} is not ready: ${slot.reason}`);
    }),
    get(MODEL, (groups) => {
      const slot = slotOf(groups);
      const { worker } = slot;
      if (worker === null) throw new NotReady(`${slot.name} is not ready: ${slot.reason}`);
      const { model, spec } = worker;
      return json({
        name: model.name,
        versions: [model.version],
        platform: 'onnxruntime_onnx',
        inputs: spec.inputs,
        outputs: spec.outputs,
        parameters: {
          ...(model.digest === null ? {} : { assay_digest: model.digest, assay_version: model.version }),
          sha256: model.sha256,
        },
      });
    }),
    post(`${MODEL}/infer`, async (groups, request) => {
      const started = performance.now();
      let model: ServedModel | null = null;
      const done = (reply: Reply): Reply => {
        metrics.request(model, reply.status, (performance.now() - started) / 1000);
        return reply;
      };
      try {
        slotOf(groups);
        const headerLength = headerLengthOf(request);
        const body = await readBody(request, maxBody);
        // Looked up again: another version may have come while the body arrived.
        const answer = slotOf(groups).infer(body, headerLength);
        model = answer.model;
        const reply = await answer.reply;
        return done({
          status: reply.status,
          headers:
            reply.headerLength === null
              ? { 'content-type': 'application/json' }
              : {
                  'content-type': 'application/octet-stream',
                  'inference-header-content-length': String(reply.headerLength),
                },
          body: reply.body,
        });
      } catch (error) {
        return done(replyOf(error));
      }
    }),
    post('/v2/repository/index', async (_groups, request) => {
      await readBody(request, maxBody);
      return json(
        models.all().map(({ name, slot, model }) => ({
          name,
          version: model?.version ?? '',
          state: model === null ? 'UNAVAILABLE' : 'READY',
          reason: slot.reason ?? '',
        })),
      );
    }),
    post('/v2/repository/models/(?<model>[^/]+)/load', async ({ model = '' }, request) => {
      refuseOverrides(await readBody(request, maxBody));
      try {
        await models.reload(model);
      } catch (error) {
        if (error instanceof UnknownModel) throw error;
        return failed(400, messageOf(error));
      }
      return { status: 200 };
    }),
    post('/v2/repository/models/[^/]+/unload', () =>
      failed(400, 'models are not unloaded by hand: deploy or roll back'),
    ),
    get('/metrics', async () => ({
      status: 200,
      headers: { 'content-type': METRICS_TYPE },
      body: await metrics.text(models.all()),
    })),
  ];
}

/** Triton's load takes a configuration and files in `parameters`; here only the deployment decides what is served. */
function refuseOverrides(body: Buffer): void {
  if (body.length === 0) return;
  let data: unknown;
  try {
    data = JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw new RequestError(`the body is not JSON: ${messageOf(error).slice(0, 200)}`);
  }
  const parameters = typeof data === 'object' && data !== null && 'parameters' in data ? data.parameters : {};
  if (typeof parameters !== 'object' || parameters === null || Object.keys(parameters).length > 0) {
    throw new RequestError('parameters of a load are not supported: the folder of the target decides');
  }
}

function headerLengthOf(request: IncomingMessage): number | null {
  const value = request.headers['inference-header-content-length'];
  if (value === undefined) return null;
  if (typeof value !== 'string' || !/^\d{1,15}$/.test(value)) {
    throw new RequestError(`Inference-Header-Content-Length is ${JSON.stringify(value)}, no number of bytes`);
  }
  return Number(value);
}

/** What a client hears of an error. */
export function replyOf(error: unknown): Reply {
  if (error instanceof RequestError) return failed(error.status, error.message);
  if (error instanceof UnknownModel) return failed(404, error.message);
  if (error instanceof NotReady) return withRetry(failed(503, error.message));
  if (error instanceof WorkerGone) return withRetry(failed(503, `the request was lost: ${error.message}`));
  return failed(500, messageOf(error));
}

function withRetry(reply: Reply): Reply {
  return { ...reply, headers: { ...reply.headers, 'retry-after': '1' } };
}
