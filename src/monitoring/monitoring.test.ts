import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type Context, silentLog } from '../base/index.js';
import { operatorOf, parseRules, plainMetric, resolveDirections } from '../gate/index.js';
import type { Drift, RuleResult } from '../results/index.js';
import {
  type Alert,
  decideMonitoring,
  independentIntervals,
  type Memory,
  retrainKey,
  sendAlert,
  type Watched,
} from './index.js';

const drift = (column: string, verdict: Drift['verdict'], effect = 0.3): Drift => ({
  dataset: 'serving',
  reference: 'profile:train',
  column,
  method: 'psi(bins=10, log=e)',
  effect,
  threshold: 0.1,
  pValue: 0.001,
  qValue: 0.002,
  n: 1000,
  m: 1000,
  verdict,
});
const rule = (
  metric: string,
  verdict: RuleResult['verdict'],
  severity: 'error' | 'warn' = 'error',
): RuleResult => ({
  metric,
  slice: null,
  operator: 'min',
  limit: 0.6,
  severity,
  direction: 'higher',
  candidate: 0.55,
  baseline: null,
  n: 1000,
  delta: null,
  interval: null,
  verdict,
  reason: 'violated',
  message: `${metric} is 0.55, and must be at least 0.6`,
});
const watched = (more: Partial<Watched>): Watched => ({
  model: 'm',
  version: 3,
  dataset: 'd'.repeat(64),
  drift: [],
  rules: [],
  ...more,
});
const NOTHING: Memory = { lastRetrain: null, claimed: new Set() };
const NOW = new Date('2026-06-02T00:00:00Z');
const HOUR = 3_600_000;

describe('what monitoring decides', () => {
  it('is an error where nothing was checked', () => {
    expect(decideMonitoring(watched({}), { drift: 'alert' }, HOUR, NOTHING, NOW).verdict).toBe('error');
  });

  it('is an error where the evaluation found one, whatever the rules say', () => {
    const found = (verdict: 'error' | 'pass') => [
      {
        check: 'scores',
        verdict,
        severity: 'error' as const,
        subject: {},
        where: [],
        message: 'NaN in 1 row',
      },
    ];
    const seen = { rules: [rule('accuracy', 'pass')], findings: found('error') };
    expect(decideMonitoring(watched(seen), {}, HOUR, NOTHING, NOW).verdict).toBe('error');
    // A finding alone is no check.
    expect(decideMonitoring(watched({ findings: found('pass') }), {}, HOUR, NOTHING, NOW).verdict).toBe(
      'error',
    );
  });

  it('does not call a column drifted that could not be compared, and tells each rule once', () => {
    const broken = { ...drift('age', 'error'), effect: null, pValue: null, qValue: null, method: 'none' };
    const { findings } = decideMonitoring(
      watched({
        drift: [{ ...broken, reason: 'the data has no such column' }],
        rules: [rule('auc', 'fail')],
      }),
      {},
      HOUR,
      NOTHING,
      NOW,
    );
    expect(findings.map(({ message }) => message)).toEqual([
      'age cannot be compared: the data has no such column',
    ]);
  });

  it('passes without alert or retraining where all is well', () => {
    const decision = decideMonitoring(
      watched({ drift: [drift('a', 'pass', 0.01)], rules: [rule('roc_auc', 'pass')] }),
      { drift: 'retrain', performance: ['alert', 'retrain'] },
      HOUR,
      NOTHING,
      NOW,
    );
    expect(decision).toMatchObject({
      verdict: 'pass',
      alerts: [],
      retrain: { wanted: false, blockedBy: null },
    });
  });

  it('drift and decay lead to what `on` says, and to nothing else', () => {
    const seen = watched({
      drift: [drift('a', 'warn'), drift('b', 'pass')],
      rules: [rule('roc_auc', 'fail')],
    });
    const both = decideMonitoring(seen, { drift: 'retrain', performance: 'alert' }, HOUR, NOTHING, NOW);
    expect(both.verdict).toBe('fail');
    expect(both.alerts.map((alert) => alert.kind)).toEqual(['performance']);
    expect(both.retrain).toMatchObject({ wanted: true, reasons: [expect.stringContaining('a drifted')] });
    expect(decideMonitoring(seen, {}, HOUR, NOTHING, NOW)).toMatchObject({
      alerts: [],
      retrain: { wanted: false },
    });
  });

  it('too few rows to tell is inconclusive, and starts nothing', () => {
    const decision = decideMonitoring(
      watched({ drift: [drift('a', 'inconclusive')] }),
      { drift: ['alert', 'retrain'] },
      HOUR,
      NOTHING,
      NOW,
    );
    expect(decision).toMatchObject({ verdict: 'inconclusive', alerts: [], retrain: { wanted: false } });
  });

  it.each([
    [
      'within the cooldown',
      { lastRetrain: new Date(NOW.getTime() - HOUR / 2), claimed: new Set<string>() },
      /cooldown/,
    ],
    ['after it', { lastRetrain: new Date(NOW.getTime() - HOUR), claimed: new Set<string>() }, null],
    [
      'already started on these data',
      { lastRetrain: null, claimed: new Set([retrainKey(watched({}))]) },
      /already started/,
    ],
  ])('retraining %s', (_, memory, blocked) => {
    const { retrain } = decideMonitoring(
      watched({ drift: [drift('a', 'warn')] }),
      { drift: 'retrain' },
      HOUR,
      memory,
      NOW,
    );
    expect(retrain.wanted).toBe(blocked === null);
    if (blocked) expect(retrain.blockedBy).toMatch(blocked);
  });

  it('the same event has the same key, another dataset or version another', () => {
    const key = (more: Partial<Watched>) =>
      decideMonitoring(
        watched({ drift: [drift('b', 'warn'), drift('a', 'warn')], ...more }),
        { drift: 'alert' },
        HOUR,
        NOTHING,
        NOW,
      ).alerts[0]?.key;
    expect(key({ drift: [drift('a', 'warn'), drift('b', 'warn')] })).toBe(key({}));
    expect(key({ dataset: 'e'.repeat(64) })).not.toBe(key({}));
    expect(key({ version: 4 })).not.toBe(key({}));
  });
});

describe('alerts', () => {
  const servers: ReturnType<typeof createServer>[] = [];
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => new Promise((done) => server.close(done))));
  });
  const receiver = async (answer: (count: number) => number) => {
    const bodies: unknown[] = [];
    const server = createServer(async (request: IncomingMessage, response) => {
      let text = '';
      for await (const chunk of request) text += chunk;
      bodies.push(JSON.parse(text));
      response.writeHead(answer(bodies.length)).end();
    });
    servers.push(server);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook-secret`, bodies };
  };
  const alert: Alert = { key: 'k', kind: 'drift', title: 'm v3: <!channel>', lines: ['a & b'] };
  const facts = { model: 'm', version: 3, digest: 'sha256:x', runUrl: null, time: NOW.toISOString() };
  const ctx = (env: Record<string, string>): Context => ({
    cwd: '/',
    env,
    now: () => NOW,
    signal: new AbortController().signal,
    log: silentLog,
  });

  it('reach Slack as text that mentions nobody, and a webhook as JSON, also after a failure of the server', async () => {
    const slack = await receiver(() => 200);
    const hook = await receiver((count) => (count === 1 ? 503 : 204));
    const sent = await sendAlert(
      ctx({ SLACK: slack.url, HOOK: hook.url }),
      [{ slack: '${SLACK}' }, { webhook: '${HOOK}' }],
      () => ({}),
      alert,
      facts,
    );
    expect(sent.map((one) => one.sent)).toEqual([true, true]);
    expect(slack.bodies).toEqual([{ text: '*m v3: &lt;!channel&gt;*\n• a &amp; b' }]);
    expect(hook.bodies).toHaveLength(2);
    expect(hook.bodies[1]).toMatchObject({ model: 'm', version: 3, key: 'k', reasons: ['a & b'] });
  });

  it('a channel that refuses or is not there is said, without its address', async () => {
    const refusing = await receiver(() => 404);
    const sent = await sendAlert(
      ctx({ A: refusing.url, B: 'http://127.0.0.1:1/secret' }),
      [{ webhook: '${A}' }, { webhook: '${B}' }],
      () => ({}),
      alert,
      facts,
    );
    expect(sent.map((one) => one.sent)).toEqual([false, false]);
    expect(refusing.bodies).toHaveLength(1);
    expect(JSON.stringify(sent)).not.toContain('secret');
  });

  it('a variable that is not set is a usage error', async () => {
    await expect(sendAlert(ctx({}), [{ slack: '${NONE}' }], () => ({}), alert, facts)).rejects.toThrow(
      /NONE is not set/,
    );
  });
});

describe('two samples with nothing in common', () => {
  const side = (value: number, interval: [number, number] | null) => ({
    ...plainMetric('accuracy', value),
    value,
    interval,
  });
  const verdict = (
    operator: 'max_drop' | 'min_gain',
    limit: number,
    now: [number, number, number],
    before: [number, number, number],
    direction: 'higher' | 'lower' = 'higher',
  ) => {
    const [rule] = resolveDirections(
      parseRules([{ rule: `m ${operator} ${limit} direction ${direction}`, where: {} }]).rules,
      () => null,
    ).rules;
    const found = operatorOf(operator);
    if (rule === undefined || !found.compares) throw new Error('no rule');
    return independentIntervals(
      rule,
      found,
      side(now[0], [now[1], now[2]]),
      side(before[0], [before[1], before[2]]),
    );
  };

  it('recovers the interval of the difference from those of its sides', () => {
    // Newcombe's method 10 for 56/70 and 48/80, with Wilson intervals: 0.0524 to 0.3339.
    const found = verdict('max_drop', 0.1, [0.8, 0.6918, 0.8769], [0.6, 0.4905, 0.7003]);
    expect(found?.interval?.[0]).toBeCloseTo(0.0524, 3);
    expect(found?.interval?.[1]).toBeCloseTo(0.3339, 3);
  });

  it('lets noise neither pass nor fail', () => {
    // Three rows of production against two hundred of the test.
    expect(verdict('max_drop', 0.01, [0.5, 0.01, 0.99], [0.86, 0.81, 0.91])?.verdict).toBe('inconclusive');
    expect(verdict('max_drop', 0.01, [0.6, 0.59, 0.61], [0.86, 0.85, 0.87])?.verdict).toBe('fail');
    expect(verdict('max_drop', 0.05, [0.85, 0.84, 0.86], [0.86, 0.85, 0.87])?.verdict).toBe('pass');
    expect(verdict('max_drop', 0.05, [9, 8.9, 9.1], [8, 7.9, 8.1], 'lower')?.verdict).toBe('fail');
    expect(verdict('max_drop', 0.05, [7, 6.9, 7.1], [8, 7.9, 8.1], 'lower')?.verdict).toBe('pass');
    expect(verdict('min_gain', 0.1, [0.9, 0.89, 0.91], [0.7, 0.69, 0.71])?.verdict).toBe('pass');
    expect(verdict('min_gain', 0.1, [0.75, 0.74, 0.76], [0.7, 0.69, 0.71])?.verdict).toBe('fail');
  });
});
