/**
 * Cuts the calls that Assay makes out of GitHub's OpenAPI description (npm @octokit/openapi, 380 MB unpacked,
 * so no dependency) into test/github/fake/openapi.json, against which the fake checks requests and responses.
 * Run it after a new call is added: `node scripts/github-openapi.mjs`.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const VERSION = '23.0.2';
const REPO = '/repos/{owner}/{repo}';
const CALLS = [
  'GET /user',
  `GET ${REPO}`,
  // Comments.
  `GET ${REPO}/issues/{issue_number}/comments`,
  `POST ${REPO}/issues/{issue_number}/comments`,
  `GET ${REPO}/issues/comments/{comment_id}`,
  `PATCH ${REPO}/issues/comments/{comment_id}`,
  `DELETE ${REPO}/issues/comments/{comment_id}`,
  `POST ${REPO}/issues/comments/{comment_id}/reactions`,
  // Check runs.
  `POST ${REPO}/check-runs`,
  `PATCH ${REPO}/check-runs/{check_run_id}`,
  `GET ${REPO}/commits/{ref}/check-runs`,
  // Pull requests and commits.
  `GET ${REPO}/commits/{commit_sha}/pulls`,
  `GET ${REPO}/pulls`,
  `GET ${REPO}/pulls/{pull_number}`,
  `GET ${REPO}/pulls/{pull_number}/commits`,
  `GET ${REPO}/commits`,
  `GET ${REPO}/commits/{ref}`,
  `GET ${REPO}/compare/{basehead}`,
  // Issues.
  `GET ${REPO}/issues`,
  `POST ${REPO}/issues`,
  `GET ${REPO}/issues/{issue_number}`,
  `PATCH ${REPO}/issues/{issue_number}`,
  `POST ${REPO}/issues/{issue_number}/labels`,
  `DELETE ${REPO}/issues/{issue_number}/labels/{name}`,
  // People.
  `GET ${REPO}/collaborators/{username}/permission`,
  // Runs and artifacts.
  `GET ${REPO}/actions/runs`,
  `GET ${REPO}/actions/runs/{run_id}`,
  `GET ${REPO}/actions/runs/{run_id}/approvals`,
  `GET ${REPO}/actions/runs/{run_id}/artifacts`,
  `GET ${REPO}/actions/artifacts`,
  `GET ${REPO}/actions/artifacts/{artifact_id}/{archive_format}`,
  `GET ${REPO}/actions/workflows/{workflow_id}/runs`,
  `POST ${REPO}/actions/workflows/{workflow_id}/dispatches`,
  `POST ${REPO}/dispatches`,
  // Deployments.
  `GET ${REPO}/environments/{environment_name}`,
  `GET ${REPO}/deployments`,
  `POST ${REPO}/deployments`,
  `GET ${REPO}/deployments/{deployment_id}`,
  `GET ${REPO}/deployments/{deployment_id}/statuses`,
  `POST ${REPO}/deployments/{deployment_id}/statuses`,
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
      const responses = Object.entries(operation.responses).filter(
        ([status]) => /^[23]/.test(status) && status !== '304',
      );
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
  writeFileSync('test/github/fake/openapi.json', `${JSON.stringify({ version: VERSION, calls })}\n`);
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
