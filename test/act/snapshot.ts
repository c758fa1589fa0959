/** What changed on GitHub while a workflow ran. */
import type {
  FakeCheck,
  FakeComment,
  FakeDeployment,
  FakeDispatch,
  FakeGitHub,
  FakeIssue,
} from '../github/fake/index.js';

export interface Changed<T> {
  readonly is: 'new' | 'changed';
  readonly now: T;
}
export interface Changes {
  readonly comments: readonly Changed<FakeComment>[];
  readonly issues: readonly Changed<FakeIssue>[];
  readonly checks: readonly Changed<FakeCheck>[];
  readonly deployments: readonly Changed<FakeDeployment>[];
  readonly dispatches: readonly FakeDispatch[];
}

type Lists = Pick<FakeGitHub, 'comments' | 'issues' | 'checks' | 'deployments'>;

export class Snapshot {
  readonly #texts: ReadonlyMap<string, string>;
  readonly #dispatches: number;

  constructor(github: FakeGitHub) {
    this.#texts = new Map(all(github).map(([key, thing]) => [key, JSON.stringify(thing)]));
    this.#dispatches = github.dispatches.length;
  }

  changes(github: FakeGitHub): Changes {
    const changed = <T extends object>(list: keyof Lists, things: readonly T[], key: (thing: T) => number) =>
      things.flatMap((thing): Changed<T>[] => {
        const before = this.#texts.get(`${list}/${key(thing)}`);
        const text = JSON.stringify(thing);
        if (before === text) return [];
        return [{ is: before === undefined ? 'new' : 'changed', now: JSON.parse(text) as T }];
      });
    return {
      comments: changed('comments', github.comments, ({ id }) => id),
      issues: changed('issues', github.issues, ({ number }) => number),
      checks: changed('checks', github.checks, ({ id }) => id),
      deployments: changed('deployments', github.deployments, ({ id }) => id),
      dispatches: github.dispatches.slice(this.#dispatches),
    };
  }
}

function all(github: FakeGitHub): [string, object][] {
  return [
    ...github.comments.map((each): [string, object] => [`comments/${each.id}`, each]),
    ...github.issues.map((each): [string, object] => [`issues/${each.number}`, each]),
    ...github.checks.map((each): [string, object] => [`checks/${each.id}`, each]),
    ...github.deployments.map((each): [string, object] => [`deployments/${each.id}`, each]),
  ];
}
