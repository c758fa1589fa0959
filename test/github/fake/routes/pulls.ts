/** Pull requests and commits. */
import { API, listed, notFound, ok, type Route, user } from '../answers.js';
import { sampleAnswer } from '../openapi.js';
import type { FakeGitHub } from '../server.js';
import type { FakeCommit, FakePull } from '../state.js';

const REPO = '/repos/{owner}/{repo}';

function show(fake: FakeGitHub, route: string, pull: FakePull): unknown {
  const [, ref = ''] = pull.head.split(':');
  return sampleAnswer(route, 200, {
    number: pull.number,
    state: pull.state,
    head: {
      sha: pull.sha,
      label: pull.head,
      ref,
      repo: repository(pull.headRepository ?? fake.repository, route, 'head'),
    },
    base: { repo: repository(fake.repository, route, 'base') },
    html_url: `https://github.com/${fake.repository}/pull/${pull.number}`,
    user: user(fake, pull.head.split(':')[0] ?? 'octo'),
  });
}

function repository(full: string, route: string, side: 'head' | 'base'): object {
  const sample = sampleAnswer(route, 200, {}) as Record<string, { repo?: object | null }>;
  return { ...(sample[side]?.repo ?? sample['base']?.repo), full_name: full };
}

function shownCommit(fake: FakeGitHub, route: string, commit: FakeCommit): unknown {
  const sample = sampleAnswer(route, 200, {}) as { commit?: object } | { commit?: object }[];
  const inner = (Array.isArray(sample) ? sample[0] : sample)?.commit;
  return sampleAnswer(route, 200, {
    ...(commit.message === undefined ? {} : { commit: { ...inner, message: commit.message } }),
    sha: commit.sha,
    author: commit.author === undefined ? null : user(fake, commit.author),
    committer: commit.committer === undefined ? null : user(fake, commit.committer),
  });
}

export const PULLS: readonly Route[] = [
  {
    call: `GET ${REPO}/commits/{commit_sha}/pulls`,
    needs: ['pull_requests:read'],
    gitea: false,
    handle(fake, { matched, path }) {
      const sha = path['commit_sha'];
      const named = fake.commits.find((commit) => commit.sha === sha)?.pulls ?? [];
      const all = fake.pulls.filter(
        (pull) => named.includes(pull.number) || (pull.sha === sha && pull.listedByCommit !== false),
      );
      return listed(all, (pull) => show(fake, matched.route, pull));
    },
  },
  {
    call: `GET ${REPO}/pulls`,
    needs: ['pull_requests:read'],
    handle(fake, { matched, query }) {
      const { state = 'open', head } = query;
      const all = fake.pulls.filter(
        (pull) =>
          (state === 'all' || pull.state === state) &&
          (head === undefined || fake.flavour === 'gitea' || pull.head === head),
      );
      return listed(all, (pull) => show(fake, matched.route, pull));
    },
  },
  {
    call: `GET ${REPO}/pulls/{pull_number}`,
    needs: ['pull_requests:read'],
    handle(fake, { matched, path }) {
      const pull = fake.pulls.find(({ number }) => number === Number(path['pull_number']));
      return pull ? ok(show(fake, matched.route, pull)) : notFound();
    },
  },
  {
    call: `GET ${REPO}/commits`,
    needs: ['contents:read'],
    handle(fake, { matched, query }) {
      const history: FakeCommit[] = [];
      for (let sha = query['sha']; sha !== undefined; ) {
        const commit = fake.commits.find((each) => each.sha === sha);
        if (commit === undefined) break;
        history.push(commit);
        sha = commit.parent;
      }
      return history.length === 0
        ? notFound()
        : listed(history, (commit) => shownCommit(fake, matched.route, commit));
    },
  },
  {
    call: `GET ${REPO}/commits/{ref}`,
    needs: ['contents:read'],
    handle(fake, { matched, path }) {
      const commit = fake.commits.find(({ sha }) => sha === path['ref']);
      return commit ? ok(shownCommit(fake, matched.route, commit)) : notFound();
    },
  },
  {
    call: `GET ${REPO}/pulls/{pull_number}/commits`,
    needs: ['pull_requests:read'],
    handle(fake, { matched, path }) {
      const all = fake.commits.filter((commit) => commit.pulls?.includes(Number(path['pull_number'])));
      return listed(all, (commit) => shownCommit(fake, matched.route, commit));
    },
  },
  {
    call: `GET ${REPO}/compare/{basehead}`,
    needs: ['contents:read'],
    handle(fake, { matched, path }) {
      const sha = fake.mergeBases.get(path['basehead'] ?? '');
      if (sha === undefined) return notFound();
      return ok(sampleAnswer(matched.route, 200, { merge_base_commit: { sha, url: `${API}/x` } }));
    },
  },
];
