/** git's own HTTP backend behind a small server on this machine: users, and faults at chosen requests. */
import { spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gitEnvironment } from '../../base/index.js';
import { GIT_ENV } from './git.js';

/** `before`: the request never reaches git; `after`: git does it, and the answer is lost; a number is a status. */
export type Fault = 'before' | 'after' | number | null;

export interface GitServer {
  readonly address: string;
  /** Asked for each request: its path and query, and its number from 1. */
  fault: (path: string, number: number) => Fault;
  /** Authorization headers that came, and what was asked, in order. */
  readonly requests: { readonly path: string; readonly authorization: string | undefined }[];
  close(): Promise<void>;
}

type Users =
  | Readonly<Record<string, { readonly password: string; readonly push: boolean }>>
  | ((name: string, password: string) => { readonly push: boolean } | null);

/** `users`: name → password and whether it may push, or who is asked; absent: everybody may do everything. */
export async function serveGit(root: string, users?: Users): Promise<GitServer> {
  const requests: GitServer['requests'] = [];
  const state: Pick<GitServer, 'fault'> = { fault: () => null };
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    requests.push({ path, authorization: request.headers.authorization });
    const fault = state.fault(path, requests.length);
    if (fault === 'before') return void request.socket.destroy();
    if (typeof fault === 'number') return void response.writeHead(fault).end();
    const user = userOf(request, users);
    if (user === null) {
      return void response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
    }
    if (!user.push && path.includes('git-receive-pack')) return void response.writeHead(403).end('read only');
    backend(root, user.name, request, response, fault === 'after');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return Object.assign(state, {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  });
}

function userOf(request: IncomingMessage, users: Users | undefined): { name: string; push: boolean } | null {
  if (users === undefined) return { name: 'anyone', push: true };
  const [, basic = ''] = /^basic (.+)$/i.exec(request.headers.authorization ?? '') ?? [];
  const [name = '', ...password] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  if (typeof users === 'function') {
    const answer = users(name, password.join(':'));
    return answer && { name, push: answer.push };
  }
  const user = users[name];
  return user && user.password === password.join(':') ? { name, push: user.push } : null;
}

function backend(
  root: string,
  user: string,
  request: IncomingMessage,
  response: ServerResponse,
  lose: boolean,
): void {
  const [path = '/', query = ''] = (request.url ?? '/').split('?');
  const child = spawn('git', ['http-backend'], {
    env: {
      ...gitEnvironment(GIT_ENV),
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: path,
      QUERY_STRING: query,
      REQUEST_METHOD: request.method ?? 'GET',
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      REMOTE_USER: user,
      REMOTE_ADDR: '127.0.0.1',
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  // A client that goes away ends the pipe; git then ends by itself.
  child.stdin.on('error', () => request.resume());
  request.pipe(child.stdin);
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.once('close', () => {
    if (lose) return void request.socket.destroy();
    const output = Buffer.concat(chunks);
    const end = output.indexOf('\r\n\r\n');
    const lines = output.subarray(0, Math.max(0, end)).toString('latin1').split('\r\n');
    let status = 200;
    for (const line of lines) {
      const [name = '', value = ''] = line.split(/:\s*/, 2);
      if (name.toLowerCase() === 'status') status = Number(value.slice(0, 3));
      else if (name !== '') response.setHeader(name, value);
    }
    response.writeHead(status).end(output.subarray(end + 4));
  });
}
