/** The repository itself, and what people may do in it. */
import { notFound, ok, type Route, user } from '../answers.js';
import { sampleAnswer } from '../openapi.js';

const REPO = '/repos/{owner}/{repo}';

export const PEOPLE: readonly Route[] = [
  {
    call: `GET ${REPO}`,
    needs: [],
    handle: (fake, { matched }) =>
      ok(
        sampleAnswer(matched.route, 200, {
          full_name: fake.repository,
          default_branch: 'main',
          private: fake.visibility === 'private',
        }),
      ),
  },
  {
    call: `GET ${REPO}/collaborators/{username}/permission`,
    needs: [],
    handle(fake, { matched, path }) {
      const person = fake.person(path['username'] ?? '');
      if (!person) return notFound();
      return ok(
        sampleAnswer(matched.route, 200, {
          permission: person.permission,
          role_name: person.role ?? person.permission,
          user: { ...user(fake, person.login), role_name: person.role ?? person.permission },
        }),
      );
    },
  },
  {
    call: `POST ${REPO}/dispatches`,
    needs: ['contents:write'],
    handle(fake, { body }) {
      fake.dispatches.push({
        kind: 'repository',
        name: String(body['event_type']),
        payload: body['client_payload'],
      });
      return { status: 204 };
    },
  },
  {
    call: `GET ${REPO}/environments/{environment_name}`,
    needs: ['actions:read'],
    handle(fake, { matched, path }) {
      const name = path['environment_name'] ?? '';
      return fake.environments.has(name) ? ok(sampleAnswer(matched.route, 200, { name })) : notFound();
    },
  },
  {
    call: `POST ${REPO}/actions/workflows/{workflow_id}/dispatches`,
    needs: ['actions:write'],
    handle(fake, { path, body }) {
      fake.dispatches.push({ kind: 'workflow', name: path['workflow_id'] ?? '', payload: body });
      return { status: 204 };
    },
  },
  {
    call: `GET ${REPO}/actions/runs/{run_id}/approvals`,
    needs: ['actions:read'],
    handle(fake, { matched, path }) {
      const run = fake.runs.find(({ id }) => id === Number(path['run_id']));
      if (!run) return notFound();
      // GitHub gives this list whole, without pages.
      const all = (run.approvals ?? []).map((review) =>
        sampleAnswer(matched.route, 200, {
          state: review.state,
          comment: review.comment ?? '',
          user: user(fake, review.login),
          environments: review.environments.map((name, id) => ({ id, name })),
        }),
      );
      return ok(all);
    },
  },
];
