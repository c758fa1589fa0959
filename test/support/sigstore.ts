/**
 * A Sigstore of one's own on 127.0.0.1: the token service of GitHub Actions, Fulcio with its certificate log, Rekor, a
 * timestamp authority, and a TUF repository that publishes their trusted root. The authorities are those of the
 * sigstore-js project (`@sigstore/mock`, `@tufjs/repo-mock`); only what stands between them and the wire is ours.
 */
import { createHash, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  fulcioHandler,
  type HandlerFn,
  initializeCA,
  initializeCTLog,
  initializeTLog,
  initializeTSA,
  rekorHandler,
  tsaHandler,
} from '@sigstore/mock';
import { HashAlgorithm, PublicKeyDetails, TrustedRoot } from '@sigstore/protobuf-specs';
import { initializeTUFRepo, tufHandlers } from '@tufjs/repo-mock';

export const GITHUB_ISSUER = 'https://token.actions.githubusercontent.com';
const BEARER = 'bearer-of-the-job';

/** Claims of a token as GitHub gives it; `job_workflow_ref` is what a certificate names. */
export interface Claims {
  readonly iss: string;
  readonly job_workflow_ref: string;
}
export const CLAIMS: Claims = {
  iss: GITHUB_ISSUER,
  job_workflow_ref: 'o/r/.github/workflows/release.yml@refs/heads/main',
};
export const SUBJECT = `https://github.com/${CLAIMS.job_workflow_ref}`;

export interface Sigstore {
  readonly url: string;
  /** JSON, as `trusted_root.json`. */
  readonly trustedRoot: string;
  /** First root of the TUF repository, as JSON. */
  readonly tufRoot: string;
  readonly tufMirror: string;
  /** Variables of a job with `id-token: write`. */
  readonly env: Readonly<Record<string, string>>;
  /** Method and path of each request, in order. */
  readonly seen: string[];
  /** Changes what the next tokens say. */
  claim(claims: Partial<Claims>): void;
  stop(): Promise<void>;
}

/** `issued` and `logged`: the clocks of the authority and of the log; absent: now. */
export async function startSigstore(
  clocks: { readonly issued?: Date; readonly logged?: Date } = {},
): Promise<Sigstore> {
  const pair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const seen: string[] = [];
  let claims: Claims = CLAIMS;
  const routes = new Map<string, HandlerFn>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      seen.push(`${request.method} ${url.pathname}`);
      const answer = (status: number, body: string | Uint8Array, type = 'text/plain') => {
        response.writeHead(status, { 'content-type': type });
        response.end(body);
      };
      if (url.pathname === '/token') {
        const asked = request.headers.authorization === `Bearer ${BEARER}`;
        if (!asked) return answer(401, 'no such bearer');
        const token = tokenOf(claims, url.searchParams.get('audience') ?? '');
        return answer(200, JSON.stringify({ count: token.length, value: token }), 'application/json');
      }
      const route = routes.get(`${request.method} ${url.pathname}`);
      if (route === undefined) return answer(404, '');
      route(Buffer.concat(chunks).toString()).then(
        ({ statusCode, response: body, contentType }) =>
          answer(
            statusCode,
            typeof body === 'string' ? body : new Uint8Array(body.buffer, body.byteOffset, body.byteLength),
            contentType,
          ),
        (error: unknown) => answer(400, String(error)),
      );
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const certificates = await initializeCTLog(pair(), clocks.issued);
  const authority = await initializeCA(pair(), certificates, clocks.issued);
  const log = await initializeTLog(url, pair(), clocks.logged);
  const clock = await initializeTSA(pair(), clocks.logged);
  const add = ({ path, fn }: { path: string; fn: HandlerFn }, before: (body: string) => string) =>
    routes.set(`POST ${path}`, async (body) => fn(before(body)));
  add(fulcioHandler(authority), asFulcio);
  add(rekorHandler(log), asRekor);
  add(tsaHandler(clock), (body) => body);

  const valid = { start: new Date(0) };
  const logOf = (baseUrl: string, key: Buffer) => ({
    baseUrl,
    hashAlgorithm: HashAlgorithm.SHA2_256,
    publicKey: {
      rawBytes: key,
      keyDetails: PublicKeyDetails.PKIX_ECDSA_P256_SHA_256,
      validFor: valid,
    },
    logId: { keyId: createHash('sha256').update(key).digest() },
    checkpointKeyId: undefined,
    operator: 'test',
  });
  const authorityOf = (uri: string, chain: readonly ArrayBufferView<ArrayBuffer>[]) => ({
    subject: { commonName: 'sigstore', organization: 'test' },
    uri,
    certChain: {
      certificates: chain.map((one) => ({
        rawBytes: Buffer.from(one.buffer, one.byteOffset, one.byteLength),
      })),
    },
    validFor: valid,
    operator: 'test',
  });
  const trustedRoot = JSON.stringify(
    TrustedRoot.toJSON({
      mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
      tlogs: [logOf(url, log.publicKey)],
      certificateAuthorities: [authorityOf(url, [authority.rootCertificate])],
      ctlogs: [logOf(`${url}/ct`, certificates.publicKey)],
      timestampAuthorities: [authorityOf(url, [clock.intCertificate, clock.rootCertificate])],
    }),
  );
  const repository = initializeTUFRepo([{ name: 'trusted_root.json', content: trustedRoot }]);
  for (const { path, fn } of tufHandlers(repository, {
    metadataPathPrefix: '/tuf',
    targetPathPrefix: '/tuf/targets',
  })) {
    routes.set(`GET ${path}`, async () => {
      const { statusCode, response, contentType } = fn();
      const body = typeof response === 'string' ? response : Uint8Array.from(response);
      return { statusCode, response: body, ...(contentType === undefined ? {} : { contentType }) };
    });
  }
  return {
    url,
    trustedRoot,
    tufRoot: JSON.stringify(repository.rootMeta.toJSON()),
    tufMirror: `${url}/tuf`,
    env: { ACTIONS_ID_TOKEN_REQUEST_URL: `${url}/token?api=2`, ACTIONS_ID_TOKEN_REQUEST_TOKEN: BEARER },
    seen,
    claim(more) {
      claims = { ...CLAIMS, ...more };
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

const encoded = (data: object): string => Buffer.from(JSON.stringify(data)).toString('base64url');

function tokenOf(claims: Claims, audience: string): string {
  const now = Math.floor(Date.now() / 1000);
  const body = { ...claims, aud: audience, sub: 'repo:o/r:ref:refs/heads/main', iat: now, exp: now + 300 };
  return `${encoded({ alg: 'RS256', typ: 'JWT' })}.${encoded(body)}.${encoded({ none: true })}`;
}

/** As Fulcio takes a token of GitHub: meant for it, and the workflow as the certificate's subject. */
function asFulcio(body: string): string {
  const request = JSON.parse(body);
  const [head, payload, signature] = String(request.credentials.oidcIdentityToken).split('.');
  const claims = JSON.parse(Buffer.from(payload ?? '', 'base64url').toString());
  if (claims.aud !== 'sigstore') throw new Error(`the token is for ${claims.aud}`);
  const named = { ...claims, sub: `https://github.com/${claims.job_workflow_ref}` };
  request.credentials.oidcIdentityToken = `${head}.${encoded(named)}.${signature}`;
  return JSON.stringify(request);
}

/**
 * As Rekor writes a proposed entry of kind `dsse` into the log (sigstore/rekor, `pkg/types/dsse/v0.0.1/entry.go`):
 * digests of envelope and payload, and who verifies, instead of the envelope.
 */
function asRekor(body: string): string {
  const { apiVersion, kind, spec } = JSON.parse(body);
  const { envelope: text, verifiers } = spec.proposedContent;
  const envelope = JSON.parse(text);
  const digest = (data: string | Buffer) => ({
    algorithm: 'sha256',
    value: createHash('sha256').update(data).digest('hex'),
  });
  const signatures = envelope.signatures.map(({ sig }: { sig: string }, index: number) => ({
    signature: sig,
    // As it writes a certificate, whatever line ends it was sent with.
    verifier: Buffer.from(new X509Certificate(Buffer.from(verifiers[index], 'base64')).toString()).toString(
      'base64',
    ),
  }));
  return JSON.stringify({
    apiVersion,
    kind,
    spec: {
      envelopeHash: digest(text),
      payloadHash: digest(Buffer.from(envelope.payload, 'base64')),
      signatures,
    },
  });
}
