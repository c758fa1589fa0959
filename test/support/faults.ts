/**
 * An HTTP proxy before a server, that does to chosen requests what networks and overloaded servers do: drops them
 * before or after they took effect, cuts answers, holds them back, sends them twice, answers with errors.
 */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';

export const FAULTS = [
  'drop before',
  'drop after',
  'truncate',
  'delay',
  'duplicate',
  '500 before',
  '500 after',
  '503',
  '409',
  '200 with an error',
] as const;
export type Fault = (typeof FAULTS)[number];

export interface Seen {
  readonly method: string;
  /** Path with the query. */
  readonly url: string;
  readonly body: Buffer;
  readonly headers: IncomingMessage['headers'];
}

export interface FaultyProxy {
  readonly endpoint: string;
  /** Requests since the last `reset`. */
  readonly seen: Seen[];
  /** What happens to the request of that index, from 0; null lets it pass. May answer by itself. */
  plan: (index: number, seen: Seen) => Fault | ((answer: ServerResponse) => Promise<void>) | null;
  reset(): void;
  stop(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** `heldMs`: how long a delayed answer is held back. */
export async function faultyProxy(target: string, heldMs: number): Promise<FaultyProxy> {
  const { hostname, port } = new URL(target);
  const timers = new Set<NodeJS.Timeout>();
  const server = createServer((incoming, outgoing) => {
    handle(incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const proxy: FaultyProxy = {
    endpoint: `http://127.0.0.1:${address.port}`,
    seen: [],
    plan: () => null,
    reset() {
      proxy.seen.length = 0;
      proxy.plan = () => null;
    },
    async stop() {
      for (const timer of timers) clearTimeout(timer);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  async function handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/', headers } = incoming;
    // The body is asked for before it is sent: the client waits with large ones.
    const seen: Seen = { method, url, headers, body: await collect(incoming) };
    const index = proxy.seen.push(seen) - 1;
    const fault = proxy.plan(index, seen);
    if (fault === null) return give(outgoing, await forward(seen));
    if (typeof fault === 'function') return fault(outgoing);
    switch (fault) {
      case 'drop before':
        incoming.socket.destroy();
        return;
      case 'drop after':
        await forward(seen);
        incoming.socket.destroy();
        return;
      case 'truncate': {
        const answer = await forward(seen);
        outgoing.writeHead(answer.status, {
          ...answer.headers,
          'content-length': String(Math.max(1, answer.body.length)),
        });
        outgoing.write(answer.body.subarray(0, Math.floor(answer.body.length / 2)));
        setImmediate(() => incoming.socket.destroy());
        return;
      }
      case 'delay': {
        const answer = await forward(seen);
        const timer = setTimeout(() => {
          timers.delete(timer);
          if (!outgoing.destroyed) give(outgoing, answer);
        }, heldMs);
        timers.add(timer);
        return;
      }
      case 'duplicate':
        await forward(seen);
        return give(outgoing, await forward(seen));
      case '500 before':
        return giveError(outgoing, 500, 'InternalError');
      case '500 after':
        await forward(seen);
        return giveError(outgoing, 500, 'InternalError');
      case '503':
        return giveError(outgoing, 503, 'SlowDown');
      case '409':
        // Only for writes: no store gives it to a read.
        if (method !== 'PUT' && method !== 'POST') return give(outgoing, await forward(seen));
        return giveError(outgoing, 409, 'ConditionalRequestConflict');
      case '200 with an error':
        // What S3 does where a long completion fails after the headers are out.
        if (method !== 'POST' || !url.includes('uploadId=')) return give(outgoing, await forward(seen));
        return giveError(outgoing, 200, 'InternalError');
    }
  }

  function forward({ method, url, headers, body }: Seen): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const { expect: _, ...sent } = headers;
      const upstream = request({ hostname, port, method, path: url, headers: sent }, (answer) => {
        collect(answer).then(
          (bytes) => resolve({ status: answer.statusCode ?? 500, headers: answer.headers, body: bytes }),
          reject,
        );
      });
      upstream.once('error', reject);
      upstream.end(body);
    });
  }
  return proxy;
}

function give(outgoing: ServerResponse, { status, headers, body }: Answer): void {
  const { 'transfer-encoding': _, ...rest } = headers;
  outgoing.writeHead(status, rest);
  outgoing.end(body);
}

export function giveError(outgoing: ServerResponse, status: number, code: string): void {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>made by the test</Message></Error>`;
  outgoing.writeHead(status, { 'content-type': 'application/xml', 'content-length': String(body.length) });
  outgoing.end(body);
}

async function collect(stream: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const chunk of stream) parts.push(chunk as Buffer);
  return Buffer.concat(parts);
}
