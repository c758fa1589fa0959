/** Check runs of a commit, with their annotations. */
import { type Call, forbidden, invalid, listed, notFound, ok, type Route } from '../answers.js';
import { sampleAnswer } from '../openapi.js';
import type { FakeGitHub } from '../server.js';
import type { FakeAnnotation, FakeCheck } from '../state.js';

const MANY = '/repos/{owner}/{repo}/check-runs';
const ONE = `${MANY}/{check_run_id}`;
const OF_COMMIT = '/repos/{owner}/{repo}/commits/{ref}/check-runs';
const MAX_TEXT = 65_535;
const MAX_ANNOTATIONS = 50;

function show(fake: FakeGitHub, route: string, status: number, check: FakeCheck): unknown {
  return sampleAnswer(route, status, shown(fake, check));
}

function shown(fake: FakeGitHub, check: FakeCheck): object {
  return {
    id: check.id,
    name: check.name,
    head_sha: check.head_sha,
    external_id: check.external_id,
    status: check.status,
    conclusion: check.conclusion,
    html_url: `https://github.com/${fake.repository}/runs/${check.id}`,
    output: {
      title: check.output.title ?? null,
      summary: check.output.summary ?? null,
      annotations_count: check.annotations.length,
    },
  };
}

interface Given {
  readonly name: string;
  readonly head_sha: string;
  readonly external_id?: string;
  readonly status?: string;
  readonly conclusion?: string;
  readonly output?: { title?: string; summary?: string; text?: string; annotations?: FakeAnnotation[] };
}

/** What GitHub refuses beyond its description. */
function problem(given: Partial<Given>) {
  const { summary = '', text = '', annotations = [] } = given.output ?? {};
  if (Buffer.byteLength(summary) > MAX_TEXT || Buffer.byteLength(text) > MAX_TEXT) {
    return invalid('CheckRun', 'summary', `summary exceeds a maximum bytesize of ${MAX_TEXT}`);
  }
  if (annotations.length > MAX_ANNOTATIONS)
    return invalid('CheckRun', 'annotations', 'Only 50 annotations can be submitted at a time');
  if (given.status === 'completed' && given.conclusion === undefined)
    return invalid('CheckRun', 'conclusion', 'missing_field');
  if (annotations.some(({ message }) => Buffer.byteLength(message) > 64 * 1024))
    return invalid('CheckRun', 'annotations', 'message exceeds a maximum bytesize of 64 KB');
  return null;
}

function take(check: FakeCheck, given: Partial<Given>): void {
  if (given.status !== undefined) check.status = given.status;
  if (given.external_id !== undefined) check.external_id = given.external_id;
  if (given.conclusion !== undefined) {
    check.conclusion = given.conclusion;
    check.status = 'completed';
  }
  const { annotations = [], ...output } = given.output ?? {};
  check.output = { ...check.output, ...output };
  check.annotations.push(...annotations);
}

function appOnly(call: Call) {
  return call.token.installation ? null : forbidden('You must authenticate via a GitHub App.');
}

export const CHECKS: readonly Route[] = [
  {
    call: `POST ${MANY}`,
    needs: [],
    gitea: false,
    handle(fake, call) {
      const refused = appOnly(call) ?? lacks(call);
      if (refused) return refused;
      const given = call.body as Partial<Given> as Given;
      const wrong = problem(given);
      if (wrong) return wrong;
      const check: FakeCheck = {
        id: fake.id(),
        name: given.name,
        head_sha: given.head_sha,
        external_id: null,
        status: 'queued',
        conclusion: null,
        output: {},
        annotations: [],
      };
      take(check, given);
      fake.checks.push(fake.lag.made(check));
      return ok(show(fake, call.matched.route, 201, check), 201);
    },
  },
  {
    call: `PATCH ${ONE}`,
    needs: [],
    gitea: false,
    handle(fake, call) {
      const refused = appOnly(call) ?? lacks(call);
      if (refused) return refused;
      const check = fake.checks.find(({ id }) => id === Number(call.path['check_run_id']));
      if (!check) return notFound();
      const wrong = problem(call.body as Partial<Given>);
      if (wrong) return wrong;
      take(check, call.body as Partial<Given>);
      return ok(show(fake, call.matched.route, 200, check));
    },
  },
  {
    call: `GET ${OF_COMMIT}`,
    needs: ['checks:read'],
    gitea: false,
    handle(fake, { path, query }) {
      const { check_name: name, status, filter = 'latest' } = query;
      const all = fake.checks.filter(
        (check) =>
          check.head_sha === path['ref'] &&
          (name === undefined || check.name === name) &&
          (status === undefined || check.status === status),
      );
      const last = all.filter(
        (check) => filter === 'all' || all.findLast(({ name: other }) => other === check.name) === check,
      );
      return listed(
        last,
        (check) => show(fake, `POST ${MANY}`, 201, check),
        (check_runs, total_count) => ({ total_count, check_runs }),
      );
    },
  },
];

function lacks({ token }: Call) {
  return token.permissions.checks === 'write' ? null : forbidden('Resource not accessible by integration');
}
