import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Decision, ModelVersion } from '../registry/index.js';
import type { Verdict } from '../results/index.js';
import { type ApprovalPolicy, type ApprovalQuestion, decideApproval, personOf } from './approval.js';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const OTHER = `sha256:${'b'.repeat(64)}`;
const DAY = 86_400_000;
const T0 = Date.parse('2026-01-10T00:00:00Z');

function version(verdict: Verdict = 'pass', authors: string[] = ['ada']): ModelVersion {
  return {
    entry: {
      format: 1,
      model: 'm',
      version: 3,
      digest: DIGEST,
      actor: 'ada',
      time: '2026-01-09T00:00:00.000Z',
      run: 'r',
      nonce: 'n',
    },
    manifest: {
      format: 1,
      model: 'm',
      files: [{ role: 'model', name: 'model', file: 'model.onnx', sha256: 'c'.repeat(64), size: 1 }],
      signature: null,
      data: [],
      code: { repository: null, commit: null, dirty: false, command: null, inputs: [] },
      environment: {},
      params: {},
      seeds: [],
      accelerators: [],
      metrics: [],
      verdict,
      authors,
      run: { id: 'r', attempt: 1, commit: null, config: null },
      parent: null,
    },
  };
}

let count = 0;
function decision(part: Partial<Decision> = {}): Decision {
  count += 1;
  return {
    format: 1,
    id: `d${count}`,
    decision: 'approve',
    model: 'm',
    version: 3,
    digest: DIGEST,
    target: 'production',
    verdict: 'pass',
    aliasSeq: 2,
    actor: 'grace',
    source: 'terminal',
    reason: '',
    time: new Date(T0).toISOString(),
    expires: null,
    nonce: 'x',
    ...part,
  };
}

const POLICY: ApprovalPolicy = { approvals: 1, allowSelfApproval: false, expiresMs: 7 * DAY };
function ask(part: Partial<ApprovalQuestion> = {}): ApprovalQuestion {
  return {
    target: 'production',
    version: version(),
    decisions: [],
    aliasSeq: 2,
    policy: POLICY,
    now: new Date(T0 + DAY),
    ...part,
  };
}
const later = (ms: number) => new Date(T0 + ms).toISOString();

describe('decideApproval', () => {
  const table: [string, Partial<ApprovalQuestion>, boolean, string[]][] = [
    ['no approval', {}, false, ['not_enough']],
    ['one approval', { decisions: [decision()] }, true, []],
    [
      'expired by policy',
      { decisions: [decision()], now: new Date(T0 + 8 * DAY) },
      false,
      ['not_enough', 'expired'],
    ],
    [
      'expired by its own time',
      { decisions: [decision({ expires: later(DAY) })] },
      false,
      ['not_enough', 'expired'],
    ],
    ['not yet expired', { decisions: [decision({ expires: later(DAY + 1) })] }, true, []],
    [
      'a later expiry than the policy allows',
      { decisions: [decision({ expires: later(99 * DAY) })], now: new Date(T0 + 8 * DAY) },
      false,
      ['not_enough', 'expired'],
    ],
    [
      'a time that cannot be read',
      { decisions: [decision({ time: 'yesterday' })] },
      false,
      ['not_enough', 'expired'],
    ],
    [
      'an expiry that cannot be read',
      { decisions: [decision({ expires: 'never' })] },
      false,
      ['not_enough', 'expired'],
    ],
    ['other digest', { decisions: [decision({ digest: OTHER })] }, false, ['not_enough', 'other_digest']],
    ['other target', { decisions: [decision({ target: 'staging' })] }, false, ['not_enough']],
    ['other version', { decisions: [decision({ version: 2 })] }, false, ['not_enough']],
    ['other model', { decisions: [decision({ model: 'other' })] }, false, ['not_enough']],
    [
      'the alias moved since',
      { decisions: [decision({ aliasSeq: 1 })] },
      false,
      ['not_enough', 'alias_moved'],
    ],
    [
      'the author, in other letters',
      { decisions: [decision({ actor: ' ADA ' })] },
      false,
      ['not_enough', 'self_approval'],
    ],
    [
      'no author known',
      { version: version('pass', []), decisions: [decision()] },
      false,
      ['not_enough', 'authors_unknown'],
    ],
    [
      'self-approval allowed',
      { decisions: [decision({ actor: 'Ada' })], policy: { ...POLICY, allowSelfApproval: true } },
      true,
      [],
    ],
    ['no name', { decisions: [decision({ actor: ' ' })] }, false, ['not_enough', 'nobody']],
    [
      'not in the list',
      { decisions: [decision()], policy: { ...POLICY, approvers: ['linus'] } },
      false,
      ['not_enough', 'not_an_approver'],
    ],
    [
      'in the list, in other letters',
      { decisions: [decision()], policy: { ...POLICY, approvers: ['GRACE'] } },
      true,
      [],
    ],
    [
      'an empty list',
      { decisions: [decision()], policy: { ...POLICY, approvers: [] } },
      false,
      ['not_enough', 'not_an_approver', 'too_few_approvers'],
    ],
    [
      'one person twice of two',
      { decisions: [decision(), decision({ actor: 'GRACE' })], policy: { ...POLICY, approvals: 2 } },
      false,
      ['not_enough'],
    ],
    [
      'two people of two',
      { decisions: [decision(), decision({ actor: 'linus' })], policy: { ...POLICY, approvals: 2 } },
      true,
      [],
    ],
    [
      'a later rejection',
      { decisions: [decision(), decision({ decision: 'reject', actor: 'mallory', time: later(1) })] },
      false,
      ['not_enough', 'rejected', 'rejected'],
    ],
    [
      'a rejection at the same moment',
      { decisions: [decision(), decision({ decision: 'reject', actor: 'x' })] },
      false,
      ['not_enough', 'rejected', 'rejected'],
    ],
    [
      'a rejection whose time cannot be read',
      { decisions: [decision(), decision({ decision: 'reject', time: '?' })] },
      false,
      ['not_enough', 'rejected', 'rejected'],
    ],
    [
      'approved again after a rejection',
      { decisions: [decision({ decision: 'reject' }), decision({ time: later(1) })] },
      true,
      [],
    ],
    [
      'a rejection for another target',
      { decisions: [decision(), decision({ decision: 'reject', target: 'staging', time: later(1) })] },
      true,
      [],
    ],
    [
      'verdict fail',
      { version: version('fail'), decisions: [decision({ verdict: 'fail' })] },
      false,
      ['gate_failed'],
    ],
    [
      'verdict error',
      { version: version('error'), decisions: [decision({ verdict: 'error' })] },
      false,
      ['gate_failed'],
    ],
    [
      'verdict skipped',
      { version: version('skipped'), decisions: [decision({ verdict: 'skipped' })] },
      false,
      ['gate_failed'],
    ],
    [
      'inconclusive, not named',
      { version: version('inconclusive'), decisions: [decision()] },
      false,
      ['not_enough', 'other_verdict'],
    ],
    [
      'inconclusive, named',
      { version: version('inconclusive'), decisions: [decision({ verdict: 'inconclusive' })] },
      true,
      [],
    ],
    ['by policy, pass', { policy: { ...POLICY, approvals: 0 } }, true, []],
    [
      'by policy, warn',
      { version: version('warn'), policy: { ...POLICY, approvals: 0 } },
      false,
      ['not_enough'],
    ],
    [
      'by policy, warn, approved',
      {
        version: version('warn'),
        decisions: [decision({ verdict: 'warn' })],
        policy: { ...POLICY, approvals: 0 },
      },
      true,
      [],
    ],
    [
      'by policy, inconclusive',
      { version: version('inconclusive'), policy: { ...POLICY, approvals: 0 } },
      false,
      ['not_enough'],
    ],
    [
      'by policy, fail',
      { version: version('fail'), policy: { ...POLICY, approvals: 0 } },
      false,
      ['gate_failed'],
    ],
    [
      'by policy, rejected',
      { decisions: [decision({ decision: 'reject' })], policy: { ...POLICY, approvals: 0 } },
      false,
      ['not_enough', 'rejected'],
    ],
  ];
  it.each(table)('%s', (_name, part, allowed, codes) => {
    const answer = decideApproval(ask(part));
    expect(answer.allowed).toBe(allowed);
    expect(answer.reasons.map((reason) => reason.code)).toEqual(codes);
    for (const reason of answer.reasons) {
      expect(reason.message).not.toBe('');
      expect(reason.fix).not.toBe('');
    }
  });

  it('names who allowed it, and shows a self-approval', () => {
    const own = decision({ actor: 'Ada' });
    const answer = decideApproval(ask({ decisions: [own], policy: { ...POLICY, allowSelfApproval: true } }));
    expect(answer).toMatchObject({ by: [own.id], people: ['Ada'], selfApproved: ['Ada'], byPolicy: false });
  });

  it('says that an explicit approval is needed where policy does not approve', () => {
    const answer = decideApproval(ask({ version: version('warn'), policy: { ...POLICY, approvals: 0 } }));
    expect(answer.reasons[0]?.message).toContain('approves verdict pass only; the gate said warn');
    expect(answer.reasons[0]?.fix).toContain('assay approve --version 3 --target production');
  });

  it('never allows without an eligible approval of the same digest', () => {
    const verdicts = ['pass', 'warn', 'fail', 'inconclusive', 'error', 'skipped'] as const;
    const people = ['ada', 'ADA', 'grace', 'Grace', 'linus', ''];
    const decisions = fc.array(
      fc.record({
        decision: fc.constantFrom('approve' as const, 'reject' as const),
        digest: fc.constantFrom(DIGEST, OTHER),
        target: fc.constantFrom('production', 'staging'),
        verdict: fc.constantFrom(...verdicts),
        aliasSeq: fc.integer({ min: 1, max: 3 }),
        actor: fc.constantFrom(...people),
        time: fc.integer({ min: -2, max: 12 }).map((days) => later(days * DAY)),
        expires: fc.option(fc.integer({ min: 0, max: 12 }).map((days) => later(days * DAY))),
      }),
      { maxLength: 8 },
    );
    const policy = fc.record({
      approvals: fc.integer({ min: 0, max: 3 }),
      allowSelfApproval: fc.boolean(),
      expiresMs: fc.constantFrom(DAY, 7 * DAY),
    });
    let allowedSeen = 0;
    fc.assert(
      fc.property(decisions, policy, fc.constantFrom(...verdicts), (parts, rules, verdict) => {
        const list = parts.map((part) => decision(part));
        const question = ask({ version: version(verdict), decisions: list, policy: rules });
        const answer = decideApproval(question);
        if (!answer.allowed) {
          expect(answer.reasons.length).toBeGreaterThan(0);
          return;
        }
        allowedSeen += 1;
        expect(['pass', 'warn', 'inconclusive']).toContain(verdict);
        // The oracle is written from the rules, apart from the code.
        const rejections = list.filter((d) => d.decision === 'reject' && d.target === 'production');
        if (answer.byPolicy) {
          expect([rules.approvals, verdict, rejections.length]).toEqual([0, 'pass', 0]);
          return;
        }
        const eligible = list.filter(
          (d) =>
            d.decision === 'approve' &&
            d.digest === DIGEST &&
            d.target === 'production' &&
            d.verdict === verdict &&
            d.aliasSeq === 2 &&
            d.actor !== '' &&
            (rules.allowSelfApproval || d.actor.toLowerCase() !== 'ada') &&
            question.now.getTime() < Date.parse(d.time) + rules.expiresMs &&
            (d.expires === null || question.now.getTime() < Date.parse(d.expires)) &&
            rejections.every((r) => Date.parse(r.time) < Date.parse(d.time)),
        );
        expect(new Set(eligible.map((d) => personOf(d.actor))).size).toBeGreaterThanOrEqual(
          Math.max(1, rules.approvals),
        );
        for (const id of answer.by) expect(eligible.map((d) => d.id)).toContain(id);
      }),
      { numRuns: 3000, seed: 7 },
    );
    expect(allowedSeen).toBeGreaterThan(50);
  });
});
