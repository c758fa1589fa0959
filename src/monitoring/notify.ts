/** Sends an alert to the channels of `notify:`: Slack's incoming webhooks, and plain JSON webhooks. */
import { type Context, messageOf, type Place } from '../base/index.js';
import { expandSecret, type NotifyConfig } from '../config/index.js';
import type { Alert } from './decide.js';

export interface Delivery {
  readonly channel: 'slack' | 'webhook' | 'github_issue';
  readonly sent: boolean;
  readonly detail: string;
}

export interface Facts {
  readonly model: string;
  readonly version: number;
  readonly digest: string;
  readonly runUrl: string | null;
  readonly time: string;
}

/** Writes the alert to an issue; given by whoever can talk to GitHub. It throws nothing. */
export type IssueSender = (
  alert: Alert,
  facts: Facts,
) => Promise<{ readonly sent: boolean; readonly detail: string }>;

const NO_ISSUE: IssueSender = async () => ({
  sent: false,
  detail: 'an issue can be written only by a workflow on GitHub with a token',
});

const TIMEOUT_MS = 10_000;
const TRIES = 3;

/**
 * Posts to every channel and says how each went; a channel that fails does not keep the others from hearing.
 * Throws a usage error where an address holds a variable that is not set. Addresses are secrets: no message
 * of ours shows one.
 */
export async function sendAlert(
  ctx: Context,
  channels: readonly NotifyConfig[],
  place: (index: number) => Place,
  alert: Alert,
  facts: Facts,
  issue: IssueSender = NO_ISSUE,
): Promise<Delivery[]> {
  const addressed = channels.map((channel, index) => {
    if ('github_issue' in channel) return { kind: 'github_issue' as const, address: '' };
    const [kind, raw] =
      'slack' in channel ? (['slack', channel.slack] as const) : (['webhook', channel.webhook] as const);
    return { kind, address: expandSecret(raw, ctx.env, ctx.log.secret, place(index)) };
  });
  return Promise.all(
    addressed.map(async ({ kind, address }): Promise<Delivery> => {
      if (kind === 'github_issue') return { channel: kind, ...(await issue(alert, facts)) };
      const body = kind === 'slack' ? slackBody(alert, facts) : webhookBody(alert, facts);
      return { channel: kind, ...(await post(ctx, address, body)) };
    }),
  );
}

export function slackBody(alert: Alert, facts: Facts): object {
  const lines = alert.lines.slice(0, 20).map((line) => `• ${slackText(line)}`);
  if (alert.lines.length > 20) lines.push(`• and ${alert.lines.length - 20} more`);
  const link = facts.runUrl === null ? '' : `\n<${facts.runUrl}|the run>`;
  return { text: `*${slackText(alert.title)}*\n${lines.join('\n')}${link}` };
}

/** Slack reads these three characters as markup; everything else is text. */
function slackText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

export function webhookBody(alert: Alert, facts: Facts): object {
  return {
    schemaVersion: 1,
    ...facts,
    key: alert.key,
    kind: alert.kind,
    title: alert.title,
    reasons: alert.lines,
  };
}

/** One POST, tried again where the server or the network failed; the receiver tells repeats apart by `key`. */
async function post(ctx: Context, address: string, body: object): Promise<{ sent: boolean; detail: string }> {
  let detail = '';
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    try {
      const response = await fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal: AbortSignal.any([ctx.signal, AbortSignal.timeout(TIMEOUT_MS)]),
        redirect: 'error',
      });
      detail = `HTTP ${response.status}`;
      await response.body?.cancel();
      if (response.ok) return { sent: true, detail };
      if (response.status < 500 && response.status !== 429) break;
    } catch (error) {
      ctx.signal.throwIfAborted();
      detail = reasonOf(error);
    }
    if (attempt < TRIES) await new Promise((resolve) => setTimeout(resolve, 250 * 2 ** attempt));
  }
  return { sent: false, detail };
}

/** Node's fetch hides the reason in `cause`, and some messages hold the address, which is a secret. */
function reasonOf(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError')
    return `no answer within ${TIMEOUT_MS / 1000} s`;
  if (error instanceof TypeError && messageOf(error).includes('URL')) return 'the address is no URL';
  const cause = error instanceof Error ? error.cause : undefined;
  if (typeof cause === 'object' && cause !== null && 'code' in cause)
    return `not reached (${String(cause.code)})`;
  return 'not reached';
}
