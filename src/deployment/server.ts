/**
 * Asks a running server what it serves, after a deployment: Assay's own server, or Triton. Both speak the Open
 * Inference Protocol; the digest stands in the metadata of the first and in the model configuration of the
 * second. Source: https://github.com/kserve/open-inference-protocol and Triton's model repository extension.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '../base/index.js';

/** One thing that was read back, and whether it agrees. */
export interface ReadBack {
  readonly check: string;
  readonly ok: boolean;
  readonly detail: string;
}

export interface Expected {
  readonly version: number;
  /** `sha256:<hex>` of the manifest. */
  readonly digest: string;
}

export interface Reload {
  /** True where the server says that it has loaded what lies there. */
  readonly done: boolean;
  readonly detail: string;
}

export interface ServerProbe {
  readonly address: string;
  /** Asks the server to read its folder again. A server that polls by itself refuses: that is no failure. */
  reload(model: string): Promise<Reload>;
  /**
   * Waits until the server names this version and digest, or time is up: long where it was not told to load,
   * short where it has said that it did.
   */
  readBack(model: string, expected: Expected, told: boolean): Promise<ReadBack>;
  /** Sends an inference in JSON form; throws with the server's message where it is refused. */
  infer(model: string, version: number, body: unknown): Promise<unknown>;
}

export interface ServerProbeOptions {
  readonly address: string;
  readonly signal: AbortSignal;
  readonly fetch?: typeof fetch;
  /** How long a server that polls may take to see and load a model. */
  readonly waitMs?: number;
  /** How long servers behind one address may differ after one of them has loaded it. */
  readonly settleMs?: number;
  readonly pollMs?: number;
  readonly requestMs?: number;
}

export function serverProbe(options: ServerProbeOptions): ServerProbe {
  const { signal, waitMs = 60_000, settleMs = 5000, pollMs = 500, requestMs = 20_000 } = options;
  const request = options.fetch ?? fetch;
  const address = options.address.replace(/\/+$/, '');
  const call = async (path: string, body?: unknown): Promise<{ status: number; data: unknown }> => {
    const response = await request(`${address}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(requestMs)]),
    });
    const text = await response.text();
    return { status: response.status, data: parsed(text) };
  };
  const path = (model: string, version?: number): string =>
    `/v2/models/${encodeURIComponent(model)}${version === undefined ? '' : `/versions/${version}`}`;

  const look = async (model: string, expected: Expected): Promise<{ ok: boolean; detail: string }> => {
    try {
      const metadata = await call(path(model, expected.version));
      if (metadata.status !== 200) {
        return { ok: false, detail: `version ${expected.version}: ${errorOf(metadata)}` };
      }
      let digest = textAt(metadata.data, ['parameters', 'assay_digest']);
      if (digest === null) {
        const config = await call(`${path(model, expected.version)}/config`);
        digest = textAt(config.data, ['parameters', 'assay_digest', 'string_value']);
      }
      if (digest === null) return { ok: false, detail: 'the server does not name the digest that it serves' };
      if (digest !== expected.digest) return { ok: false, detail: `serves ${digest}` };
      const ready = await call(`${path(model, expected.version)}/ready`);
      return ready.status === 200
        ? { ok: true, detail: `serves version ${expected.version}, ${digest}` }
        : { ok: false, detail: `version ${expected.version} is not ready: ${errorOf(ready)}` };
    } catch (error) {
      signal.throwIfAborted();
      return { ok: false, detail: `${address} does not answer: ${reasonOf(error)}` };
    }
  };

  return {
    address,

    async reload(model) {
      try {
        const answer = await call(`/v2/repository/models/${encodeURIComponent(model)}/load`, {});
        return answer.status === 200
          ? { done: true, detail: 'the server says that it has loaded it' }
          : { done: false, detail: `the server does not load on request (${errorOf(answer)})` };
      } catch (error) {
        signal.throwIfAborted();
        return { done: false, detail: `${address} does not answer: ${reasonOf(error)}` };
      }
    },

    async readBack(model, expected, told) {
      const until = performance.now() + (told ? settleMs : waitMs);
      for (;;) {
        const seen = await look(model, expected);
        if (seen.ok || performance.now() >= until) return { check: 'server', ...seen };
        await sleep(pollMs, undefined, { signal });
      }
    },

    async infer(model, version, body) {
      const answer = await call(`${path(model, version)}/infer`, body);
      if (answer.status !== 200) throw new Error(errorOf(answer));
      return answer.data;
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not every answer is JSON (Triton answers health with an empty body); what is needed is looked up by name.
    return text;
  }
}

function errorOf(answer: { status: number; data: unknown }): string {
  const text = textAt(answer.data, ['error']) ?? (typeof answer.data === 'string' ? answer.data : '');
  return `HTTP ${answer.status}${text ? `: ${text.slice(0, 300)}` : ''}`;
}

function textAt(data: unknown, way: readonly string[]): string | null {
  let value = data;
  for (const key of way) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return null;
    value = (value as Record<string, unknown>)[key];
  }
  return typeof value === 'string' ? value : null;
}

/** `fetch` hides the reason ("fetch failed") in the cause. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && cause.message !== '' ? cause.message : messageOf(error);
}
