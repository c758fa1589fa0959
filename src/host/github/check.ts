/** A check run on the head commit: opened before anything is published, completed whatever happens. */
import type { Verdict } from '../../results/index.js';
import { MESSAGES } from '../messages.js';
import type { GitHubClient } from './client.js';
import { createOnce } from './create.js';

export interface CheckText {
  readonly title: string;
  /** Markdown, at most 65,535 characters. */
  readonly summary: string;
}

/** A note on a file of the commit. */
export interface CheckNote {
  readonly level: 'error' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
  /** From the root of the repository. */
  readonly file: string;
  readonly line: number;
}

export interface CheckAbout {
  readonly name: string;
  readonly commit: string;
  /** Tells this run's check from those of other runs, so that only its own are closed. */
  readonly id: string;
  readonly detailsUrl: string | null;
}

export interface OpenCheck {
  readonly id: number;
  readonly url: string | null;
  complete(verdict: Verdict, text: CheckText, notes?: readonly CheckNote[]): Promise<void>;
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
const LEVELS = { error: 'failure', warning: 'warning', notice: 'notice' } as const;

const MAX_TITLE = 250;
/** Notes of one request. */
export const MAX_NOTES = 50;

export async function openCheck(client: GitHubClient, about: CheckAbout): Promise<OpenCheck> {
  const { octokit, repository } = client;
  const send = async () => {
    const { data } = await octokit.request('POST /repos/{owner}/{repo}/check-runs', {
      ...repository,
      name: about.name,
      head_sha: about.commit,
      external_id: about.id,
      status: 'in_progress',
      ...detailsOf(about),
    });
    return { id: Number(data.id), html_url: data.html_url };
  };
  const find = async () => (await openChecks(client, about))[0] ?? null;
  const { id, html_url } = await createOnce(client, send, find);
  return {
    id,
    url: html_url,
    complete: (verdict, text, notes = []) => completeCheck(client, id, about, verdict, text, notes),
  };
}

/**
 * Completes as failed what a lost runner left in progress: the check runs of this run, this attempt or an earlier
 * one. Returns how many there were.
 */
export async function closeChecks(
  client: GitHubClient,
  about: Omit<CheckAbout, 'id'>,
  ids: readonly string[],
): Promise<number> {
  let closed = 0;
  for (const id of ids) {
    for (const check of await openChecks(client, { ...about, id })) {
      const summary = `${MESSAGES.closed}. Its runner was lost or the job was cancelled; the log of the run says more.`;
      await completeCheck(client, check.id, about, 'error', { title: 'error: no report', summary }, []);
      closed += 1;
    }
  }
  return closed;
}

async function completeCheck(
  client: GitHubClient,
  id: number,
  about: Pick<CheckAbout, 'detailsUrl'>,
  verdict: Verdict,
  text: CheckText,
  notes: readonly CheckNote[],
): Promise<void> {
  const { octokit, repository } = client;
  await octokit.request('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', {
    ...repository,
    check_run_id: id,
    status: 'completed',
    conclusion: CONCLUSIONS[verdict],
    ...detailsOf(about),
    output: {
      title: text.title.slice(0, MAX_TITLE),
      summary: text.summary,
      annotations: notes.slice(0, MAX_NOTES).map((note) => ({
        path: note.file,
        start_line: note.line,
        end_line: note.line,
        annotation_level: LEVELS[note.level],
        title: note.title,
        message: note.message,
      })),
    },
  });
}

function detailsOf(about: Pick<CheckAbout, 'detailsUrl'>) {
  return about.detailsUrl === null ? {} : { details_url: about.detailsUrl };
}

/** Whether a check run of this name and id is on the commit: only who may write checks can have made it. */
export async function hasCheck(
  client: GitHubClient,
  about: Omit<CheckAbout, 'detailsUrl'>,
): Promise<boolean> {
  return (await checksOf(client, about)).length > 0;
}

/** Check runs of this name and id on the commit that are in progress. */
function openChecks(
  client: GitHubClient,
  about: Omit<CheckAbout, 'detailsUrl'>,
): Promise<{ id: number; html_url: string | null }[]> {
  return checksOf(client, about, 'in_progress');
}

async function checksOf(
  client: GitHubClient,
  about: Omit<CheckAbout, 'detailsUrl'>,
  status?: 'in_progress',
): Promise<{ id: number; html_url: string | null }[]> {
  const { octokit, repository } = client;
  const { data } = await octokit.request('GET /repos/{owner}/{repo}/commits/{ref}/check-runs', {
    ...repository,
    ref: about.commit,
    check_name: about.name,
    ...(status === undefined ? {} : { status }),
    filter: 'all',
    per_page: 100,
  });
  return data.check_runs
    .filter((check) => check.external_id === about.id)
    .map((check) => ({ id: Number(check.id), html_url: check.html_url }));
}
