/** Runs of workflows and their artifacts. */
import { API, failed, listed, notFound, ok, type Route, user } from '../answers.js';
import { sampleAnswer } from '../openapi.js';
import type { FakeGitHub } from '../server.js';
import type { FakeArtifact, FakeRun } from '../state.js';

const ACTIONS = '/repos/{owner}/{repo}/actions';
const ONE = `GET ${ACTIONS}/runs/{run_id}`;

function show(fake: FakeGitHub, run: FakeRun): Record<string, unknown> {
  return sampleAnswer(ONE, 200, {
    id: run.id,
    run_attempt: run.attempt,
    head_sha: run.sha,
    head_branch: run.branch,
    event: run.event,
    path: `.github/workflows/${run.workflow}`,
    status: run.status,
    conclusion: run.conclusion,
    created_at: run.created ?? fake.time(),
    ...(run.actor === undefined
      ? {}
      : { actor: user(fake, run.actor), triggering_actor: user(fake, run.triggeringActor ?? run.actor) }),
    html_url: `https://github.com/${fake.repository}/actions/runs/${run.id}`,
    head_repository: headRepository(run.headRepository ?? fake.repository),
  });
}

function headRepository(full: string): object {
  const sample = sampleAnswer(ONE, 200, {}) as { head_repository?: object };
  return { ...sample.head_repository, full_name: full };
}

function chosen(fake: FakeGitHub, query: Readonly<Record<string, string>>, workflow?: string): FakeRun[] {
  const { branch, event, status, head_sha: sha } = query;
  return fake.runs
    .filter(
      (run) =>
        (workflow === undefined || run.workflow === workflow) &&
        (branch === undefined || run.branch === branch) &&
        (event === undefined || run.event === event) &&
        (sha === undefined || run.sha === sha) &&
        (status === undefined || run.status === status || run.conclusion === status),
    )
    .toReversed();
}

const many = (fake: FakeGitHub, runs: readonly FakeRun[]) =>
  listed(
    runs,
    (run) => show(fake, run),
    (workflow_runs, total_count) => ({ total_count, workflow_runs }),
  );

function artifact(fake: FakeGitHub, each: FakeArtifact): object {
  const run = fake.runs.find(({ id }) => id === each.run);
  const url = `${API}/repos/${fake.repository}/actions/artifacts/${each.id}`;
  return {
    id: each.id,
    node_id: 'x',
    name: each.name,
    size_in_bytes: each.zip.length,
    url,
    archive_download_url: `${url}/zip`,
    expired: each.expired,
    created_at: fake.time(),
    updated_at: fake.time(),
    expires_at: fake.time(),
    workflow_run: { id: each.run, head_sha: run?.sha ?? 'x', head_branch: run?.branch ?? 'x' },
  };
}

const artifacts = (fake: FakeGitHub, all: readonly FakeArtifact[]) =>
  listed(
    all.toReversed(),
    (each) => artifact(fake, each),
    (page, total_count) => ({ total_count, artifacts: page }),
  );

export const RUNS: readonly Route[] = [
  {
    call: `GET ${ACTIONS}/runs`,
    needs: ['actions:read'],
    handle: (fake, { query }) => many(fake, chosen(fake, query)),
  },
  {
    call: `GET ${ACTIONS}/workflows/{workflow_id}/runs`,
    needs: ['actions:read'],
    handle: (fake, { path, query }) => many(fake, chosen(fake, query, path['workflow_id'] ?? '')),
  },
  {
    call: ONE,
    needs: ['actions:read'],
    handle(fake, { path }) {
      const run = fake.runs.find(({ id }) => id === Number(path['run_id']));
      return run ? ok(show(fake, run)) : notFound();
    },
  },
  {
    call: `GET ${ACTIONS}/runs/{run_id}/artifacts`,
    needs: ['actions:read'],
    handle(fake, { path, query }) {
      const of = fake.artifacts.filter(
        (each) =>
          each.run === Number(path['run_id']) && (query['name'] === undefined || each.name === query['name']),
      );
      return artifacts(fake, of);
    },
  },
  {
    call: `GET ${ACTIONS}/artifacts`,
    needs: ['actions:read'],
    handle: (fake, { query }) =>
      artifacts(
        fake,
        fake.artifacts.filter((each) => query['name'] === undefined || each.name === query['name']),
      ),
  },
  {
    // GitHub answers with an address in a store that knows no tokens.
    call: `GET ${ACTIONS}/artifacts/{artifact_id}/{archive_format}`,
    needs: ['actions:read'],
    handle(fake, { path }) {
      const found = fake.artifacts.find(({ id }) => id === Number(path['artifact_id']));
      if (!found) return notFound();
      if (found.expired) return failed(410, 'Artifact has expired');
      return { status: 302, headers: { location: fake.storeAddress(found.id) } };
    },
  },
];
