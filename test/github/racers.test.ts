/** Fifty rounds of two and of eight processes that publish at the same moment, with and without lists that lag. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compiled } from '../support/compiled.js';
import { FakeGitHub } from './fake/index.js';

const BOT = 'github-actions[bot]';
let fake: FakeGitHub;
const racers: ChildProcess[] = [];

beforeAll(async () => {
  fake = await new FakeGitHub().start();
  fake.limits.limit = 1_000_000;
  fake.limits.remaining = 1_000_000;
  fake.tokens.set('ghs_x', { login: BOT, installation: true, permissions: { pull_requests: 'write' } });
  fake.pulls.push({ number: 7, state: 'open', sha: 'a'.repeat(40), head: 'octo:feature' });
  const build = await compiled();
  for (let number = 0; number < 8; number += 1) {
    const racer = fork(join(import.meta.dirname, 'racer.mjs'), [build, fake.url, String(number)], {
      execArgv: [],
    });
    racers.push(racer);
    await once(racer, 'message');
  }
});
afterAll(async () => {
  for (const racer of racers) racer.kill();
  await fake.stop();
});

interface Answer {
  readonly outcome?: { readonly id: number };
  readonly error?: string;
}
async function race(round: number, count: number): Promise<Answer[]> {
  fake.comments.length = 0;
  fake.addComment(7, 'ada', 'chat');
  fake.holdLists = count;
  return Promise.all(
    racers.slice(0, count).map(async (racer) => {
      racer.send(round);
      const [answer] = await once(racer, 'message');
      return answer as Answer;
    }),
  );
}

describe.each([2, 8])('%i processes', (count) => {
  it('leave exactly one comment, whole, fifty times', { timeout: 300_000 }, async () => {
    for (let round = 0; round < 50; round += 1) {
      const answers = await race(round, count);
      expect(answers.filter(({ error }) => error !== undefined)).toEqual([]);
      const ours = fake.comments.filter(({ login }) => login === BOT);
      expect([round, ours.length]).toEqual([round, 1]);
      // Nothing of one racer stands in the text of another.
      const bodies = [...(ours[0]?.body ?? '').matchAll(/round (\d+) racer (\d) (begins|ends)/g)];
      expect(bodies.map(([, , , word]) => word)).toEqual(['begins', 'ends']);
      expect(new Set(bodies.map(([, at, number]) => `${at} ${number}`)).size).toBe(1);
      expect(bodies[0]?.[1]).toBe(String(round));
      // All speak of the comment that stayed.
      expect(new Set(answers.map(({ outcome }) => outcome?.id))).toEqual(new Set([ours[0]?.id]));
      expect(fake.comments.filter(({ login }) => login === 'ada')).toHaveLength(1);
    }
    expect(fake.complaints).toEqual([]);
  });

  it('also where lists lag behind', { timeout: 120_000 }, async () => {
    fake.lag.lists = 3;
    for (let round = 100; round < 103; round += 1) {
      const answers = await race(round, count);
      expect(answers.filter(({ error }) => error !== undefined)).toEqual([]);
      expect(fake.comments.filter(({ login }) => login === BOT)).toHaveLength(1);
    }
    fake.lag.lists = 0;
  });
});
