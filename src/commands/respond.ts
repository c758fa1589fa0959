/** `assay respond`: reads a comment or a label on GitHub as a command, checks who may give it, acts and answers. */
import { usageError } from '../base/index.js';
import { readEvent } from '../host/index.js';
import { defineCommand } from './command.js';
import { needGitHub } from './github/connect.js';
import { type OnComment, onComment, withdrawAnswer } from './respond/comment.js';
import { type Handled, OUTPUTS } from './respond/handled.js';
import { onLabel } from './respond/label.js';
import { openSession } from './session.js';

export default defineCommand({
  name: 'respond',
  summary: 'read a comment or a label on GitHub as a command, check who may give it, act and answer',
  details:
    'For workflows on `issue_comment`, and on `pull_request` with the type `labeled`. A command is a comment of one ' +
    'line, such as /assay approve DIGEST. Who may give it is asked of GitHub at this moment; a refusal is answered ' +
    'with its reason, and is a warning of the step. An approval or rejection is recorded in the registry; deploying, ' +
    'rolling back and training are left to the jobs that follow, which read the outputs.',
  options: {
    workflow: {
      type: 'string',
      value: 'FILE',
      summary: 'workflow under .github/workflows that /assay run starts, on the branch of the pull request',
    },
    label: {
      type: 'string',
      value: 'NAME',
      default: 'assay-run',
      summary: 'the label that asks for a run',
    },
    failed: {
      type: 'boolean',
      summary: 'only say under the comment that a step after this one failed, so that nothing was kept',
    },
    token: { type: 'string', summary: 'token for the API (absent: GITHUB_TOKEN or GH_TOKEN)' },
  },
  examples: [
    { run: 'assay respond', does: 'in a workflow on issue_comment: read the comment, act, answer' },
    {
      run: 'assay respond --workflow assay-gpu.yml',
      does: 'the same; /assay run starts that workflow on the branch of the pull request',
    },
  ],
  outputs: OUTPUTS,
  permissions: {
    contents: 'read; write where the registry is kept in a branch',
    issues: 'write: to answer and to write the approval issue anew',
    'pull-requests': 'write: to answer there',
    actions: 'read: who started a run; write where /assay run starts a workflow',
  },
  async run({ ctx, host, options }) {
    const session = await openSession(ctx, host, { config: options.config, name: options.name });
    const door = await needGitHub(ctx, host, session.root, options.token);
    const event = await readEvent(ctx);
    if (event.name !== 'issue_comment' && event.pull_request === undefined) {
      throw usageError({
        message: `respond reads comments and labels, and the event is ${event.name || 'not known'}`,
        expected: 'a workflow on issue_comment, or on pull_request with the type labeled',
      });
    }
    const handled = await handle();
    const summary = `${handled.title}${handled.code === undefined ? '' : ` (${handled.code})`}${handled.lines[0] === undefined ? '' : `: ${handled.lines[0]}`}`;
    if (handled.ok) ctx.log.info(summary);
    else ctx.log.warn(summary);
    const result = await session.finish({
      command: 'respond',
      ...(options.name === undefined ? {} : { name: options.name }),
      verdict: handled.ok ? 'pass' : 'warn',
      summary,
      data: { action: handled.action, code: handled.code ?? null, ...handled.outputs },
      text: handled.lines.join('\n'),
    });
    return { result, outputs: outputsOf(handled) };

    async function handle(): Promise<Handled> {
      // A label needs no configuration, and so no checkout of what a stranger may have written.
      if (event.name !== 'issue_comment') return onLabel(ctx, door, event, options.label);
      const { config } = session;
      if (config === null) {
        throw usageError({
          message: `there is no assay.yaml in ${ctx.cwd}, which says what can be approved`,
          fix: 'check the repository out before this step, or name the file with `config`',
        });
      }
      const workflow = options.workflow ?? null;
      const on: OnComment = {
        ctx,
        session: { ...session, config },
        door,
        event,
        runUrl: host.runUrl(),
        workflow,
      };
      return options.failed ? withdrawAnswer(on) : onComment(on);
    }
  },
});

function outputsOf(handled: Handled): Record<string, string> {
  const none = Object.fromEntries(Object.keys(OUTPUTS).map((name) => [name, '']));
  return { ...none, deploy: 'false', run: 'false', ...handled.outputs, action: handled.action };
}
