/** A label on a pull request: it may start a run, put there by a person who may write, for the commit it was put on. */
import { type Context, messageOf } from '../../base/index.js';
import { refuseLabel } from '../../deployment/index.js';
import type { GitHubEvent } from '../../host/index.js';
import type { GitHubDoor } from '../github/connect.js';
import { type Handled, NOTHING, refused } from './handled.js';

export async function onLabel(
  ctx: Context,
  door: GitHubDoor,
  event: GitHubEvent,
  label: string,
): Promise<Handled> {
  const { pull_request: told, sender } = event;
  if (event.action !== 'labeled' || told === undefined || event.label?.name !== label) return NOTHING;
  const { api, client } = door;
  const login = sender?.login ?? '';
  const pull = await api.pullNow(client, told.number);
  const refusal = refuseLabel({
    sender: login,
    isBot: sender?.type !== undefined && sender.type !== 'User',
    standing: await api.standingOf(client, login),
    open: pull.open,
    labelledSha: told.head.sha,
    headSha: pull.headSha,
  });
  try {
    // A label counts once, for one commit: the next run wants it put there again.
    await api.removeLabel(client, told.number, label);
  } catch (error) {
    ctx.log.info(`the label ${label} stays, and starts nothing more by itself: ${messageOf(error)}`);
  }
  if (refusal !== null) return refused(refusal);
  return {
    action: 'run',
    ok: true,
    title: `${login} asks for a run of ${pull.headSha.slice(0, 12)} by a label`,
    lines: [],
    outputs: {
      run: 'true',
      sha: pull.headSha,
      ref: pull.headRef,
      'pull-request': String(told.number),
    },
  };
}
