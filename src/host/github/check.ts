/** A check run on the head commit: opened before anything is published, completed whatever happens. */
import type { Verdict } from '../../results/index.js';
import type { GitHubClient } from './client.js';

export interface CheckText {
  readonly title: string;
  /** Markdown, at most 65,535 characters. */
  readonly summary: string;
}

export interface OpenCheck {
  readonly id: number;
  readonly url: string | null;
  complete(verdict: Verdict, text: CheckText): Promise<void>;
}

type Conclusion = 'success' | 'failure' | 'neutral' | 'skipped';
/** Undecided neither blocks nor passes: neutral. */
export const CONCLUSIONS: Readonly<Record<Verdict, Conclusion>> = {
  pass: 'success',
  warn: 'success',
  fail: 'failure',
  error: 'failure',
  inconclusive: 'neutral',
  skipped: 'skipped',
};

const MAX_TITLE = 250;

export async function openCheck(
  client: GitHubClient,
  about: {
    readonly name: string;
    readonly commit: string;
    readonly key: string;
    readonly detailsUrl: string | null;
  },
): Promise<OpenCheck> {
  const { octokit, repository } = client;
  const details = about.detailsUrl === null ? {} : { details_url: about.detailsUrl };
  const { data } = await octokit.request('POST /repos/{owner}/{repo}/check-runs', {
    ...repository,
    name: about.name,
    head_sha: about.commit,
    external_id: about.key,
    status: 'in_progress',
    ...details,
  });
  return {
    id: Number(data.id),
    url: data.html_url,
    async complete(verdict, text) {
      await octokit.request('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', {
        ...repository,
        check_run_id: Number(data.id),
        status: 'completed',
        conclusion: CONCLUSIONS[verdict],
        ...details,
        output: { title: text.title.slice(0, MAX_TITLE), summary: text.summary },
      });
    },
  };
}
