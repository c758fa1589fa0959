/**
 * The event that started a workflow, read from GITHUB_EVENT_PATH: only the fields that Assay uses, each
 * checked. What a fork can write (titles, branch names) is read nowhere but for API queries.
 */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { type Context, codeOf, environmentError, messageOf } from '../../base/index.js';
import { message } from '../messages.js';

const sha = z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/);
const user = z.object({ login: z.string() });
const person = z.object({
  name: z.string().nullish(),
  email: z.string().nullish(),
  username: z.string().nullish(),
});

const account = user.extend({ type: z.string().optional() });
const comment = z.object({
  id: z.int().positive(),
  body: z.string(),
  user: account.nullish(),
});

const eventSchema = z.object({
  action: z.string().optional(),
  sender: account.nullish(),
  comment: comment.optional(),
  label: z.object({ name: z.string() }).optional(),
  repository: z.object({ owner: account, default_branch: z.string().optional() }).optional(),
  pull_request: z
    .object({
      number: z.int().positive(),
      head: z.object({ sha, repo: z.object({ full_name: z.string() }).nullish() }),
      base: z.object({ ref: z.string() }).optional(),
      user: user.nullish(),
    })
    .optional(),
  issue: z
    .object({ number: z.int().positive(), pull_request: z.unknown().optional(), user: user.nullish() })
    .optional(),
  workflow_run: z
    .object({
      id: z.int().positive(),
      run_attempt: z.int().positive(),
      head_sha: sha,
      head_branch: z.string().nullish(),
      event: z.string(),
      name: z.string().nullish(),
      head_repository: z.object({ full_name: z.string(), owner: user }).nullish(),
      actor: user.nullish(),
      triggering_actor: user.nullish(),
    })
    .optional(),
  merge_group: z.object({ head_sha: sha, base_ref: z.string().optional() }).optional(),
  head_commit: z.object({ id: sha, author: person.optional(), committer: person.optional() }).nullish(),
});

/** The payload, with the event's name from GITHUB_EVENT_NAME. */
export interface GitHubEvent extends z.infer<typeof eventSchema> {
  readonly name: string;
}

/** The event; empty where the variables are not set. A file that is named but unreadable is an environment error. */
export async function readEvent(ctx: Context): Promise<GitHubEvent> {
  const name = ctx.env['GITHUB_EVENT_NAME'] ?? '';
  const path = ctx.env['GITHUB_EVENT_PATH'];
  if (!path) return { name };
  try {
    return { ...eventSchema.parse(JSON.parse(await readFile(path, 'utf8'))), name };
  } catch (error) {
    // Some runners (act without -e) name a file that they did not write: there is no payload then.
    if (codeOf(error) === 'ENOENT') return { name };
    throw environmentError(
      {
        where: { file: path },
        message: message('badEvent', { event: name || 'this workflow', reason: messageOf(error) }),
        expected: 'the JSON that GitHub Actions writes to GITHUB_EVENT_PATH',
      },
      error,
    );
  }
}

/** The commit that the event itself is about: the head of a pull request, not GITHUB_SHA, which is a merge there. */
export function eventCommit(event: GitHubEvent): string | null {
  return event.pull_request?.head.sha ?? event.merge_group?.head_sha ?? null;
}

/** The branch that a change goes to, as the event tells; null where it does not. */
export function baseBranch(event: GitHubEvent): string | null {
  const queue = event.merge_group?.base_ref?.replace(/^refs\/heads\//, '');
  return event.pull_request?.base?.ref ?? queue ?? event.repository?.default_branch ?? null;
}

/**
 * The repository whose code this run, or the run that started it, is of, where that is not `own` (`owner/name`); null
 * where it is.
 */
export function forkOf(event: GitHubEvent, own: string): string | null {
  const head = event.pull_request?.head.repo ?? event.workflow_run?.head_repository;
  if (event.pull_request === undefined && event.workflow_run === undefined) return null;
  const name = head?.full_name ?? 'a deleted repository';
  return name.toLowerCase() === own.toLowerCase() ? null : name;
}
