/**
 * The server: Open Inference Protocol v2 and Triton's model repository extension over plain node:http, and
 * Prometheus metrics. It parses no request body itself, so it answers health and metrics at any time.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { environmentError, type Log, messageOf } from '../base/index.js';
import { createMetrics } from './metrics.js';
import { Models } from './models.js';
import type { SpawnWorker } from './process.js';
import { failed, type Reply, type Route, replyOf, routesOf } from './routes.js';
import type { ModelSource } from './source.js';

export interface ServeSettings {
  readonly source: ModelSource;
  readonly spawn: SpawnWorker;
  readonly log: Log;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** Version of the program, for the server's metadata. */
  readonly version: string;
  /** Bytes of a request body, after decompression. */
  readonly maxBodyBytes?: number;
  readonly maxDepth?: number;
  readonly threads?: number;
  readonly queue?: number;
  readonly loadMs?: number;
  readonly drainMs?: number;
  /** Between two looks at the source. */
  readonly watchMs?: number;
  readonly backoffMs?: number;
  readonly backoffMaxMs?: number;
}

export interface RunningServer {
  /** `http://127.0.0.1:8000`. */
  readonly address: string;
  readonly models: Models;
  /** Inference requests so far. */
  readonly requests: number;
  /** Stops accepting, lets what is in flight end, ends the workers. */
  close(): Promise<void>;
}

export const DEFAULT_MAX_BODY = 64 * 1024 * 1024;
const DISCARD_MS = 5000;

/** Starts the server and loads what the source names. An environment error where the port is taken. */
export async function startServer(settings: ServeSettings): Promise<RunningServer> {
  const { log, source } = settings;
  const metrics = createMetrics();
  const models = new Models(source, {
    spawn: settings.spawn,
    log,
    maxDepth: settings.maxDepth ?? 100,
    threads: settings.threads ?? 0,
    queue: settings.queue ?? 512,
    loadMs: settings.loadMs ?? 120_000,
    drainMs: settings.drainMs ?? 30_000,
    backoffMs: settings.backoffMs ?? 200,
    backoffMaxMs: settings.backoffMaxMs ?? 30_000,
    onRestart: (model) => metrics.restart(model),
  });
  const routes = routesOf(
    { version: settings.version, maxBody: settings.maxBodyBytes ?? DEFAULT_MAX_BODY },
    models,
    metrics,
  );
  let closing = false;
  const server = createServer((request, response) => {
    if (closing) response.setHeader('connection', 'close');
    handle(routes, request, response, log);
  });
  const address = await listen(server, settings);
  const look = (): Promise<void> =>
    models.refresh().catch((error: unknown) => log.error(`${source.description}: ${messageOf(error)}`));
  let timer: NodeJS.Timeout | undefined;
  const watch = (): void => {
    timer = setTimeout(
      async () => {
        await look();
        if (!closing) watch();
      },
      settings.watchMs ?? source.everyMs ?? 1000,
    );
  };
  await look();
  watch();
  return {
    address,
    models,
    get requests() {
      return metrics.total;
    },
    async close() {
      closing = true;
      clearTimeout(timer);
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await models.close();
      // Workers have drained: what is still open has no answer to wait for.
      server.closeIdleConnections();
      const force = setTimeout(() => server.closeAllConnections(), 2000);
      await closed;
      clearTimeout(force);
    },
  };
}

function listen(server: Server, { host, port }: ServeSettings): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      reject(
        environmentError(
          {
            message: `cannot listen on ${host}:${port}: ${messageOf(error)}`,
            fix: 'name a free port with --port, or 0 for any',
          },
          error,
        ),
      );
    });
    server.listen(port, host, () => {
      const { address, family, port: actual } = server.address() as AddressInfo;
      resolve(`http://${family === 'IPv6' ? `[${address}]` : address}:${actual}`);
    });
  });
}

function handle(
  routes: readonly Route[],
  request: IncomingMessage,
  response: ServerResponse,
  log: Log,
): void {
  const answer = async (): Promise<Reply> => {
    let path: string;
    let found: { route: Route; groups: Record<string, string> }[];
    try {
      path = (request.url ?? '/').split('?', 1)[0] ?? '/';
      found = routes.flatMap((route) => {
        const match = route.pattern.exec(path);
        if (!match) return [];
        const groups = Object.entries(match.groups ?? {}).filter(([, text]) => text !== undefined);
        return [
          { route, groups: Object.fromEntries(groups.map(([key, text]) => [key, decodeURIComponent(text)])) },
        ];
      });
    } catch {
      return failed(400, 'the address is not encoded as a URL');
    }
    if (found.length === 0) return failed(404, 'there is nothing at this address');
    const hit = found.find(({ route }) => route.method === request.method);
    if (!hit) {
      const allow = [...new Set(found.map(({ route }) => route.method))].join(', ');
      return {
        ...failed(405, `this address takes ${allow}`),
        headers: { allow, 'content-type': 'application/json' },
      };
    }
    return hit.route.handle(hit.groups, request);
  };
  answer()
    .catch((error: unknown) => {
      const reply = replyOf(error);
      if (reply.status === 500) log.error(`${request.method} ${request.url}: ${messageOf(error)}`);
      return reply;
    })
    .then((reply) => {
      if (response.destroyed) return;
      if (!request.complete) discardRest(request);
      const body = typeof reply.body === 'string' ? Buffer.from(reply.body) : (reply.body ?? Buffer.alloc(0));
      response.writeHead(reply.status, { ...reply.headers, 'content-length': String(body.length) });
      response.end(body);
    })
    .catch((error: unknown) => {
      log.error(messageOf(error));
      response.destroy();
    });
}

/**
 * Reads on what a client still sends after it was refused: a connection closed at once would lose the answer.
 * Not for long, though.
 */
function discardRest(request: IncomingMessage): void {
  const timer = setTimeout(() => request.socket.destroy(), DISCARD_MS);
  request.once('close', () => clearTimeout(timer));
  request.resume();
}
