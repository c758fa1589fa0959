/** What the fake holds: tokens, and the things of one repository. Plain data, which tests write and read. */

export type Permission =
  | 'actions'
  | 'administration'
  | 'checks'
  | 'contents'
  | 'deployments'
  | 'issues'
  | 'pull_requests';
export type Access = 'read' | 'write';

export interface FakeToken {
  readonly login: string;
  /** True for tokens of workflows and Apps: they may not ask who they are, and may make check runs. */
  readonly installation: boolean;
  /** As the `permissions:` of a job. `write` includes `read`; what is absent is none. */
  readonly permissions: Readonly<Partial<Record<Permission, Access>>>;
}

export interface FakePerson {
  readonly login: string;
  readonly type: 'User' | 'Bot';
  /** The right to this repository; `none` for strangers. */
  readonly permission: 'admin' | 'write' | 'read' | 'none';
  /** `role_name`, where it is finer than the permission: `maintain`, `triage`. */
  readonly role?: string;
  readonly association?: 'OWNER' | 'MEMBER' | 'COLLABORATOR' | 'CONTRIBUTOR' | 'NONE';
}

export interface FakeComment {
  readonly id: number;
  readonly issue: number;
  readonly login: string;
  body: string;
  created: string;
  updated: string;
}

export interface FakeReaction {
  readonly comment: number;
  readonly login: string;
  readonly content: string;
}

export interface FakeAnnotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly annotation_level: 'notice' | 'warning' | 'failure';
  readonly message: string;
  readonly title?: string;
}

export interface FakeCheck {
  readonly id: number;
  readonly head_sha: string;
  readonly name: string;
  external_id: string | null;
  status: string;
  conclusion: string | null;
  output: { title?: string; summary?: string };
  annotations: FakeAnnotation[];
}

export interface FakePull {
  readonly number: number;
  readonly state: 'open' | 'closed';
  sha: string;
  /** `owner:branch` */
  readonly head: string;
  /** Owner and name of the head's repository; absent: this one. */
  readonly headRepository?: string;
  /** False as for commits that only a fork has. */
  readonly listedByCommit?: boolean;
}

/** A commit with the accounts that GitHub knows its author and committer by. */
export interface FakeCommit {
  readonly sha: string;
  readonly author?: string;
  readonly committer?: string;
  readonly message?: string;
  /** The commit before it, for lists of a commit's history. */
  readonly parent?: string;
  /** The pull requests that it belongs to or came in by. */
  readonly pulls?: readonly number[];
}

export interface FakeIssue {
  readonly number: number;
  readonly login: string;
  title: string;
  body: string;
  state: 'open' | 'closed';
  labels: string[];
  readonly created?: string;
  /** Who changed the text and the title, oldest first; null for an account that is gone. */
  edits?: readonly { readonly at: string; readonly by: string | null }[];
  renames?: readonly { readonly at: string; readonly by: string | null }[];
}

export interface FakeRun {
  readonly id: number;
  readonly attempt: number;
  readonly sha: string;
  readonly branch: string;
  readonly event: string;
  /** Owner and name of the repository of its commit; absent: this one. */
  readonly headRepository?: string;
  /** File under `.github/workflows/`. */
  readonly workflow: string;
  readonly status: 'queued' | 'in_progress' | 'completed';
  readonly conclusion: string | null;
  readonly created?: string;
  /** Who started it, and who started this attempt. */
  readonly actor?: string;
  readonly triggeringActor?: string;
  /** Reviews of environments in this run. */
  readonly approvals?: readonly {
    readonly login: string;
    readonly state: 'approved' | 'rejected';
    readonly environments: readonly string[];
    readonly comment?: string;
  }[];
}

export interface FakeArtifact {
  readonly id: number;
  readonly run: number;
  readonly name: string;
  readonly expired: boolean;
  /** The archive, as it is downloaded. */
  readonly zip: Buffer;
}

export interface FakeDeployment {
  readonly id: number;
  readonly sha: string;
  readonly environment: string;
  readonly login: string;
  readonly payload: unknown;
  /** `deploy` where a job with `environment:` made it. */
  readonly task?: string;
  readonly created?: string;
  readonly statuses: { state: string; description: string; environmentUrl: string; logUrl: string }[];
}

/** What was asked of another workflow: dispatches of an event, or of a workflow by its file. */
export interface FakeDispatch {
  readonly kind: 'repository' | 'workflow';
  readonly name: string;
  readonly payload: unknown;
}

/** An answer given instead of the right one, once. */
export interface Fault {
  /** Which call: its index among all requests, from 0; or the first that `method` and `path` match. */
  readonly at?: number;
  readonly method?: string;
  readonly path?: RegExp;
  /**
   * `answer` (the default) gives `status`; `drop` closes the connection without an answer; `malformed` answers 200
   * with JSON that ends in the middle; `slow` waits `ms`, then answers rightly.
   */
  readonly how?: 'answer' | 'drop' | 'malformed' | 'slow';
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
  readonly ms?: number;
  /** True: the call is carried out, and only its answer is lost. */
  readonly after?: boolean;
}

/** One request, with what was answered. */
export interface Logged {
  readonly method: string;
  readonly path: string;
  readonly search: string;
  body: unknown;
  /** Login of the token; null without a valid one. */
  login: string | null;
  /** 0 where the connection was dropped. */
  status: number;
}
