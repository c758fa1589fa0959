/** Deployments and their statuses. */
import { invalid, listed, notFound, ok, type Route, user } from '../answers.js';
import { sampleAnswer } from '../openapi.js';
import type { FakeGitHub } from '../server.js';
import type { FakeDeployment } from '../state.js';

const MANY = '/repos/{owner}/{repo}/deployments';
const ONE = `${MANY}/{deployment_id}`;

function show(fake: FakeGitHub, deployment: FakeDeployment): unknown {
  return sampleAnswer(`GET ${ONE}`, 200, {
    id: deployment.id,
    sha: deployment.sha,
    ref: deployment.sha,
    environment: deployment.environment,
    original_environment: deployment.environment,
    payload: deployment.payload,
    task: deployment.task ?? 'deploy',
    ...(deployment.created === undefined ? {} : { created_at: deployment.created }),
    creator: user(fake, deployment.login),
  });
}

const found = (fake: FakeGitHub, path: Readonly<Record<string, string>>) =>
  fake.deployments.find(({ id }) => id === Number(path['deployment_id']));

function status(fake: FakeGitHub, route: string, code: number, of: FakeDeployment['statuses'][number]) {
  return sampleAnswer(route, code, {
    state: of.state,
    description: of.description,
    environment_url: of.environmentUrl || undefined,
    log_url: of.logUrl || undefined,
    creator: user(fake, 'github-actions[bot]'),
  });
}

export const DEPLOYMENTS: readonly Route[] = [
  {
    call: `GET ${MANY}`,
    needs: ['deployments:read'],
    gitea: false,
    handle(fake, { query }) {
      const all = fake.deployments.filter(
        (each) =>
          (query['environment'] === undefined || each.environment === query['environment']) &&
          (query['sha'] === undefined || each.sha === query['sha']),
      );
      return listed(all.toReversed(), (each) => show(fake, each));
    },
  },
  {
    call: `POST ${MANY}`,
    needs: ['deployments:write'],
    gitea: false,
    handle(fake, { body, token }) {
      if (String(body['description'] ?? '').length > 140)
        return invalid('Deployment', 'description', 'description is too long (maximum is 140 characters)');
      const deployment: FakeDeployment = {
        id: fake.id(),
        sha: String(body['ref']),
        environment: String(body['environment'] ?? 'production'),
        login: token.login,
        payload: body['payload'] ?? {},
        task: String(body['task'] ?? 'deploy'),
        created: fake.time(),
        statuses: [],
      };
      fake.deployments.push(fake.lag.made(deployment));
      return ok(show(fake, deployment), 201);
    },
  },
  {
    call: `GET ${ONE}`,
    needs: ['deployments:read'],
    gitea: false,
    handle(fake, { path }) {
      const deployment = found(fake, path);
      return deployment ? ok(show(fake, deployment)) : notFound();
    },
  },
  {
    call: `GET ${ONE}/statuses`,
    needs: ['deployments:read'],
    gitea: false,
    handle(fake, { path, matched }) {
      const deployment = found(fake, path);
      if (!deployment) return notFound();
      return listed(deployment.statuses.toReversed(), (each) => status(fake, matched.route, 200, each));
    },
  },
  {
    call: `POST ${ONE}/statuses`,
    needs: ['deployments:write'],
    gitea: false,
    handle(fake, { path, body, matched }) {
      const deployment = found(fake, path);
      if (!deployment) return notFound();
      const made = {
        state: String(body['state']),
        description: String(body['description'] ?? ''),
        environmentUrl: String(body['environment_url'] ?? ''),
        logUrl: String(body['log_url'] ?? ''),
      };
      if (made.description.length > 140)
        return invalid(
          'DeploymentStatus',
          'description',
          'description is too long (maximum is 140 characters)',
        );
      deployment.statuses.push(made);
      return ok(status(fake, matched.route, 201, made), 201);
    },
  },
];
