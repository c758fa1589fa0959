/** A package registry on 127.0.0.1 for tests: serves tarballs by their usual address, and misbehaves on request. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

export interface TestRegistry {
  /** `http://127.0.0.1:PORT/`. */
  readonly url: string;
  readonly port: number;
  /** What was asked for: method and address. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

/** Answers a request; false leaves it to the default, which serves the tarball or says 404. */
export type Misbehaviour = (request: IncomingMessage, response: ServerResponse, path: string) => boolean;

/** Serves `tarballs`: path without the leading slash (`@a/b/-/b-1.0.0.tgz`) → bytes. */
export async function startRegistry(
  tarballs: ReadonlyMap<string, Uint8Array>,
  options: { misbehave?: Misbehaviour; tls?: { key: string; cert: string } } = {},
): Promise<TestRegistry> {
  const requests: string[] = [];
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    requests.push(`${request.method} ${request.url}`);
    // A proxy is asked with a whole address, a server with a path.
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://registry').pathname.slice(1));
    if (options.misbehave?.(request, response, path)) return;
    const bytes = tarballs.get(path);
    if (bytes === undefined) {
      response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"not found"}');
    } else {
      response.writeHead(200, { 'content-length': bytes.length, 'content-type': 'application/octet-stream' });
      response.end(bytes);
    }
  };
  const server = options.tls ? createTlsServer(options.tls, answer) : createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${options.tls ? 'https' : 'http'}://127.0.0.1:${port}/`,
    port,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
