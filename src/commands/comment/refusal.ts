/** What was not published, in words: why, and what to do. Each line of it is in docs/troubleshooting.md. */
import { type GitHubApi as GitHub, type GitHubEvent, message } from '../../host/index.js';
import type { Finding } from '../../results/index.js';
import type { Forge } from './forge.js';
import type { Part, Published } from './publish.js';

export function skipped(part: Part, detail: string): Published {
  return { part, state: 'skipped', detail };
}

export function withoutToken(part: Part, forge: Forge | null): Published {
  return forge === null
    ? skipped(part, message('noRepository', {}))
    : {
        part,
        state: 'refused',
        detail: message('noToken', { part: NAMES[part] }),
        fix: 'pass one: `env: {GITHUB_TOKEN: "${{ github.token }}"}` in the step, or --token',
      };
}

const NAMES: Readonly<Record<Part, string>> = {
  comment: 'comment',
  check: 'check run',
  summary: 'summary',
};
const PERMISSIONS: Readonly<Record<Part, string>> = {
  comment: 'pull-requests: write',
  check: 'checks: write',
  summary: '',
};

/** What GitHub's refusal means, and what to do. */
export function refusal(
  github: typeof GitHub,
  part: Part,
  error: GitHub.Refused,
  event: GitHubEvent,
  forge: Forge,
): Published {
  const { status, message: reason } = error;
  if (part === 'check' && status === 404 && forge.server === 'gitea') {
    const fix =
      'nothing is wrong; leave it out with `--only comment --only summary` to be rid of this warning';
    return { part, state: 'refused', detail: message('noChecks', {}), fix };
  }
  const detail = message('refused', { part: NAMES[part], status, reason });
  return { part, state: 'refused', detail, fix: refusalFix(github, part, error, event, forge) };
}

function refusalFix(
  github: typeof GitHub,
  part: Part,
  error: GitHub.Refused,
  event: GitHubEvent,
  forge: Forge,
): string {
  const { status, message: reason } = error;
  if (status === 401) return 'the token is not valid or has expired; pass a new one';
  if (/locked/i.test(reason))
    return 'unlock the conversation of the pull request, or leave the comment out with --only';
  if (status === 403 && github.isForkEvent(event, `${forge.owner}/${forge.repo}`)) {
    return (
      "the token of a fork's pull request may only read, and that is right: upload .assay here, and publish it " +
      'from a workflow that runs on workflow_run (docs/forks.md)'
    );
  }
  if (status === 403 && part === 'check' && /github app/i.test(reason)) {
    return 'only the token of a workflow or of a GitHub App can make check runs; leave the check out with --only';
  }
  if (status === 403 || status === 404) {
    return (
      `add to the job: \`permissions: {${PERMISSIONS[part]}}\`` +
      (status === 404 ? `, and see whether ${forge.owner}/${forge.repo} and the pull request are right` : '')
    );
  }
  return 'this is a defect of Assay if the report looks right; please report it with the message above';
}

/** Refusals as findings of the result, so that they stand in `--json` and in the log alike. */
export function findingsOf(published: readonly Published[]): Finding[] {
  return published
    .filter((entry) => entry.state === 'refused' || entry.state === 'failed')
    .map((entry) => ({
      check: `publish.${entry.part}`,
      verdict: 'warn',
      severity: 'warn',
      subject: {},
      where: [],
      message: entry.detail,
      ...(entry.fix === undefined ? {} : { fix: entry.fix }),
    }));
}
