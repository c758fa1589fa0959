/** What came of a comment or a label: plain data that becomes the answer, the outputs and the result. */

export const ACTIONS = ['approve', 'reject', 'rollback', 'run', 'status', 'help', 'none'] as const;
export type Action = (typeof ACTIONS)[number];

export interface Handled {
  /** What was allowed; `none` where nothing was, or nothing was asked. */
  readonly action: Action;
  readonly ok: boolean;
  readonly title: string;
  readonly lines: readonly string[];
  readonly typed?: readonly string[];
  /** Why it was refused, as a word for programs. */
  readonly code?: string;
  /** True where nobody asked anything of us: then nothing is answered. */
  readonly silent?: boolean;
  readonly outputs?: Readonly<Partial<Record<OutputName, string>>>;
}

export const OUTPUTS = {
  action: `what was asked and allowed: ${ACTIONS.join(', ')}`,
  model: 'name of the model',
  version: 'number of the version; for a rollback the one to go back to',
  digest: 'sha256:<hex> of its manifest',
  target: 'name of the target',
  deploy: 'true where the approvals suffice now, so that a job may deploy',
  reason: 'what was written after `because`',
  run: 'true where training or evaluation may start for a pull request',
  sha: 'the commit to start it on',
  ref: 'its branch',
  'pull-request': 'number of the pull request',
} as const;
export type OutputName = keyof typeof OUTPUTS;

export function refused(refusal: {
  readonly code: string;
  readonly message: string;
  readonly fix: string;
}): Handled {
  return {
    action: 'none',
    ok: false,
    title: 'refused',
    lines: [refusal.message, refusal.fix],
    code: refusal.code,
  };
}

export const NOTHING: Handled = {
  action: 'none',
  ok: true,
  title: 'no command of ours',
  lines: [],
  silent: true,
};
