/**
 * Cuts the calls that Assay makes out of GitHub's OpenAPI description (npm @octokit/openapi, 380 MB unpacked,
 * so no dependency) into test/github/openapi.json, against which the fake checks requests and responses.
 * Run it after a new call is added: `node scripts/github-openapi.mjs`.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const VERSION = '23.0.2';
const CALLS = [
  'GET /user',
  'GET /repos/{owner}/{repo}/issues/{issue_number}/comments',
  'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
  'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}',
  'DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}',
  'POST /repos/{owner}/{repo}/check-runs',
  'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}',
  'GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls',
  'GET /repos/{owner}/{repo}/pulls',
];
/** What a validator does not need. */
const PROSE = new Set(['description', 'example', 'examples', 'externalDocs', 'summary', 'x-github', 'title']);

const folder = mkdtempSync(join(tmpdir(), 'assay-openapi-'));
try {
  const given = process.argv[2];
  const file = given ?? download(folder);
  const { paths } = JSON.parse(readFileSync(file, 'utf8'));
  const calls = Object.fromEntries(
    CALLS.map((call) => {
      const [method, path] = call.split(' ');
      const operation = paths[path]?.[method.toLowerCase()];
      if (!operation) throw new Error(`GitHub's description has no ${call}`);
      const responses = Object.entries(operation.responses).filter(([status]) => status.startsWith('2'));
      return [
        call,
        {
          parameters: (operation.parameters ?? []).map(({ name, in: where, required, schema }) => ({
            name,
            in: where,
            required: required ?? false,
            schema: plain(schema),
          })),
          body: plain(operation.requestBody?.content?.['application/json']?.schema ?? null),
          responses: Object.fromEntries(
            responses.map(([status, { content }]) => [
              status,
              plain(content?.['application/json']?.schema ?? null),
            ]),
          ),
        },
      ];
    }),
  );
  writeFileSync('test/github/openapi.json', `${JSON.stringify({ version: VERSION, calls })}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function download(target) {
  const name = execFileSync(
    'npm',
    ['pack', `@octokit/openapi@${VERSION}`, '--silent', '--pack-destination', target],
    {
      encoding: 'utf8',
    },
  ).trim();
  const inside = 'package/generated/api.github.com.deref.json';
  execFileSync('tar', ['-xzf', join(target, name), '-C', target, inside]);
  return join(target, inside);
}

/** A property may be called `description` or `title`: under `properties` every name stays. */
function plain(value, names = false) {
  if (Array.isArray(value)) return value.map((item) => plain(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => names || !PROSE.has(key))
      .map(([key, item]) => [key, plain(item, !names && key === 'properties')]),
  );
}
