/**
 * `https://github.com/octo/flights.git` on this machine: a proxy that takes git to git's own HTTP backend over TLS,
 * so that addresses, tokens and refusals are those of GitHub. Programs reach it through git's configuration.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { createSecureContext, TLSSocket } from 'node:tls';
import { serveGit } from '../../src/registry/testing/git-server.js';

export interface Remote {
  /** Lines of a `.gitconfig` by which git gets there. */
  readonly settings: string;
  close(): Promise<void>;
}

/** Whether a name and a password may push; null where they may not even read. */
export type Admits = (name: string, password: string) => { readonly push: boolean } | null;

/** Serves the repositories under `root` (`<root>/octo/flights.git`) as github.com does. Needs openssl. */
export async function serveRemote(root: string, folder: string, admits: Admits): Promise<Remote> {
  mkdirSync(folder, { recursive: true });
  const key = join(folder, 'key.pem');
  const cert = join(folder, 'cert.pem');
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const subject = ['-subj', '/CN=github.com', '-addext', 'subjectAltName=DNS:github.com'];
  execFileSync('openssl', ['req', '-x509', ...kind, '-keyout', key, '-out', cert, ...subject], {
    stdio: 'ignore',
  });
  const git = await serveGit(root, admits);
  const backend = Number(new URL(git.address).port);
  const secureContext = createSecureContext({ key: readFileSync(key), cert: readFileSync(cert) });
  const open = new Set<Socket>();
  const proxy = createServer((_, response) => response.writeHead(400).end());
  proxy.on('connect', (request, client: Socket) => {
    if (request.url !== 'github.com:443') {
      client.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    client.write('HTTP/1.1 200 Connection established\r\n\r\n');
    const plain = new TLSSocket(client, { isServer: true, secureContext });
    const behind = connect(backend, '127.0.0.1');
    plain.pipe(behind).pipe(plain);
    for (const socket of [client, plain, behind]) {
      open.add(socket);
      socket.once('close', () => open.delete(socket));
      // A side that goes away ends the other one; git says what is wrong.
      socket.on('error', () => {
        plain.destroy();
        behind.destroy();
      });
    }
  });
  await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening));
  const { port } = proxy.address() as AddressInfo;
  return {
    settings: `[http "https://github.com/"]\n\tproxy = http://127.0.0.1:${port}\n\tsslCAInfo = ${cert}\n`,
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((closed) => proxy.close(closed));
      await git.close();
    },
  };
}

/** The `.gitconfig` of one who gets there: a person with a token, or a runner, which has none of its own. */
export function writeGitConfig(home: string, settings: string, token: string | null): void {
  mkdirSync(home, { recursive: true });
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  const header =
    token === null ? '' : `[http "https://github.com/"]\n\textraheader = AUTHORIZATION: basic ${basic}\n`;
  writeFileSync(join(home, '.gitconfig'), settings + header);
}
