/** What a pull request shows after publishing: history, matrices, limits, lost runners, servers that lack calls. */
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { silentLog } from '../../src/base/index.js';
import { detectHost, historyLine, readHistory, withVerdict } from '../../src/host/index.js';
import { COMMIT, evaluateResult, gateResult, manyRules, RUN, validateResult } from '../report/samples.js';
import { BOT, Publishing } from '../support/publishing.js';

// Pauses between tries and looks pass at once.
vi.mock('node:timers/promises', () => ({ setTimeout: async () => undefined }));

let world: Publishing;
const body = () => world.fake.comments.find(({ login }) => login === BOT)?.body ?? '';
const other = (digit: string) => digit.repeat(40);
const ofRun = (id: string, commit: string) => ({ ...RUN, id, commit });

beforeEach(async () => {
  world = await new Publishing().start();
});
afterEach(async () => {
  await world.stop();
  expect(world.fake.complaints).toEqual([]);
});

/** A run of its own on a commit of its own, as after another push. */
async function push(id: string, commit: string, verdict: 'pass' | 'fail', now: string) {
  const pull = world.fake.pulls[0];
  if (pull) pull.sha = commit;
  return late(id, commit, verdict, now);
}
/** The same where the pull request has moved on. */
async function late(id: string, commit: string, verdict: 'pass' | 'fail', now: string) {
  await world.keep([gateResult({ verdict, summary: `${verdict} of ${id}`, run: ofRun(id, commit) })]);
  return world.comment({}, { sha: commit, now, env: { GITHUB_RUN_ID: id } });
}

describe('history', () => {
  it('keeps the verdicts before this one, newest first, with links to their runs', async () => {
    await push('100', other('1'), 'fail', '2026-01-01T00:00:00Z');
    expect(body()).not.toContain('Verdicts before this one');
    await push('101', other('2'), 'pass', '2026-01-02T00:00:00Z');
    await push('102', other('3'), 'pass', '2026-01-03T00:00:00Z');
    expect(world.fake.comments).toHaveLength(1);
    expect(body()).toMatch(/Verdicts before this one: ✅ ❌<\/summary>/);
    expect(body()).toContain('[run 101](https://github.com/octo/flights/actions/runs/101)');
    expect(readHistory(body()).map(({ run, verdict }) => [run, verdict])).toEqual([
      ['100', 'fail'],
      ['101', 'pass'],
      ['102', 'pass'],
    ]);
  });

  it('holds ten, and the same verdict of the same run once', async () => {
    for (let run = 1; run <= 12; run += 1)
      await push(String(run), other(String(run % 10)), 'pass', `2026-01-0${Math.ceil(run / 2)}T00:00:00Z`);
    expect(readHistory(body()).map(({ run }) => run)).toEqual([
      '3',
      '4',
      '5',
      '6',
      '7',
      '8',
      '9',
      '10',
      '11',
      '12',
    ]);
    const again = await push('12', other('2'), 'pass', '2026-02-01T00:00:00Z');
    expect(again.result.summary).toContain('comment unchanged');
  });

  const entry = { c: COMMIT, v: 'pass', t: 1, r: '5', a: 1 };
  const line = (data: unknown) =>
    `<!-- assay:history ${Buffer.from(typeof data === 'string' ? data : JSON.stringify(data)).toString('base64url')} -->`;
  it.each([
    ['no line', 'text'],
    ['no JSON', line('{')],
    ['no list', line({})],
    ['an unknown verdict', line([{ ...entry, v: 'great' }])],
    ['a commit that is none', line([{ ...entry, c: '[x](javascript:1)' }])],
    ['an address in the place of a run', line([{ ...entry, r: '../../evil' }])],
    ['an extra field', line([{ ...entry, url: 'https://evil' }])],
    ['too many', line(Array.from({ length: 11 }, () => entry))],
    ['a time that is none', line([{ ...entry, t: 1e300 }])],
    ['a line that is too long', `<!-- assay:history ${'A'.repeat(5000)} -->`],
    ['not the last line', `${line([entry])}\nmore`],
    ['text beside it', `${line([entry])} <b>`],
  ])('an edit is ignored: %s', async (_, tail) => {
    expect(readHistory(`marker\n\n${tail}\n`)).toEqual([]);
    await push('100', other('1'), 'fail', '2026-01-01T00:00:00Z');
    const [comment] = world.fake.comments;
    if (comment) comment.body = comment.body.replace(/<!-- assay:history .*-->/, tail);
    await push('101', other('2'), 'pass', '2026-01-02T00:00:00Z');
    expect(body()).not.toContain('evil');
    expect(body()).not.toContain('Verdicts before this one');
    expect(readHistory(body())).toHaveLength(1);
  });

  it('is read as it was written', () => {
    const past = { commit: null, verdict: 'warn', time: new Date(1000), run: null, attempt: 2 } as const;
    expect(readHistory(`x\n${historyLine([past])}`)).toEqual([past]);
    expect(withVerdict([past], past)).toEqual([past]);
  });

  it('a slow run of an older commit does not hide the report of the newest', async () => {
    await push('101', other('2'), 'pass', '2026-01-02T00:00:00Z');
    const outcome = await late('100', other('1'), 'fail', '2026-01-02T00:05:00Z');
    expect(outcome.result.summary).toContain('comment skipped');
    expect(outcome.result.verdict).toBe('pass');
    expect(body()).toContain('pass of 101');
    // Its own commit has its check all the same.
    expect(world.fake.checks.find(({ head_sha }) => head_sha === other('1'))).toMatchObject({
      conclusion: 'failure',
    });
  });

  it.each([
    ['of the same commit', other('2'), other('2')],
    ['of an older commit, where both are outdated', other('1'), other('2')],
  ])('an earlier run %s does not hide what a later one has published', async (_, older, newer) => {
    await push('102', newer, 'fail', '2026-01-02T00:00:00Z');
    const pull = world.fake.pulls[0];
    if (pull && older !== newer) pull.sha = other('9');
    const outcome = await late('101', older, 'pass', '2026-01-02T00:05:00Z');
    expect(outcome.result.summary).toContain('comment skipped');
    expect(body()).toContain('fail of 102');
    // The number is compared as a number.
    await late('1000', older, 'pass', '2026-01-02T00:06:00Z');
    expect(body()).toContain('pass of 1000');
  });

  it('an earlier attempt does not hide a later one; a re-run of an earlier run was asked for', async () => {
    const at = (run: string, attempt: string, verdict: 'pass' | 'fail') => {
      const own = { ...ofRun(run, COMMIT), attempt: Number(attempt) };
      return world
        .keep([gateResult({ verdict, summary: `${verdict} of ${run}/${attempt}`, run: own })])
        .then(() => world.comment({}, { env: { GITHUB_RUN_ID: run, GITHUB_RUN_ATTEMPT: attempt } }));
    };
    await at('100', '2', 'fail');
    await at('100', '1', 'pass');
    expect(body()).toContain('fail of 100/2');
    await at('101', '1', 'fail');
    await at('100', '3', 'pass');
    expect(body()).toContain('pass of 100/3');
  });

  it('a later run that the comment only claims to show hides nothing', async () => {
    await push('100', other('1'), 'pass', '2026-01-01T00:00:00Z');
    const [comment] = world.fake.comments;
    const claim = historyLine([
      { commit: other('1'), verdict: 'pass', time: new Date(9e11), run: '999999', attempt: 1 },
    ]);
    if (comment) comment.body = comment.body.replace(/<!-- assay:history .*-->/, claim);
    await late('101', other('1'), 'fail', '2026-01-02T00:00:00Z');
    expect(body()).toContain('fail of 101');
  });

  it('a commit that the comment only claims to be newer hides nothing', async () => {
    await push('100', other('1'), 'fail', '2026-01-01T00:00:00Z');
    const [comment] = world.fake.comments;
    const claim = historyLine([
      { commit: other('9'), verdict: 'pass', time: new Date(9e11), run: '999999', attempt: 1 },
    ]);
    if (comment) comment.body = comment.body.replace(/<!-- assay:history .*-->/, claim);
    await push('101', other('2'), 'fail', '2026-01-02T00:00:00Z');
    expect(body()).toContain('fail of 101');
  });
});

describe('a matrix', () => {
  const cells = Array.from({ length: 8 }, (_, index) => `cell-${index}`);
  it('of eight meets in one comment, with a section each and the worst first', async () => {
    await world.keep(
      cells.flatMap((name, index) => [
        gateResult({
          name,
          verdict: index === 5 ? 'fail' : 'pass',
          summary: `gate of ${name}`,
          ...(index === 5 ? {} : { rules: [], findings: [] }),
        }),
        { ...evaluateResult(), name },
      ]),
    );
    await world.comment();
    const sections = [...body().matchAll(/<details><summary>[^<]*<b>(cell-\d)<\/b>/g)].map(
      ([, name]) => name,
    );
    expect([...sections].sort()).toEqual(cells);
    expect(sections[0]).toBe('cell-5');
    expect(body()).toMatch(/^<!-- [^\n]+ -->\n\n## ❌\u00a0\*\*fail\*\* · gate \(cell-5\)/);
  });

  it('of eight large cells has eight sections within the limit', async () => {
    await world.keep(cells.map((name) => ({ ...manyRules(60, 50, 'pass'), name })));
    await world.comment();
    expect(body().length).toBeLessThanOrEqual(65_536);
    const sections = body()
      .split(/<details><summary>✅\u00a0pass · <b>|<details><summary>✅ pass · <b>/)
      .slice(1);
    expect(sections).toHaveLength(8);
    for (const section of sections) expect(section).toContain('`metric_0`');
  });
});

describe('limits', () => {
  it('a thousand comments: found, with twelve calls and the pages', async () => {
    for (let i = 0; i < 1000; i += 1) world.fake.addComment(7, 'ada', `chat ${i}`);
    await world.keep([gateResult()]);
    for (const round of ['created', 'unchanged']) {
      world.fake.log.length = 0;
      const { result } = await world.comment();
      expect(result.summary).toContain(`comment ${round}`);
      const pages = world.fake.requests.filter((request) => request.includes('/issues/7/comments?')).length;
      expect(world.fake.requests.length - pages).toBeLessThanOrEqual(12);
      expect(pages).toBeLessThanOrEqual(22);
    }
    expect(world.fake.comments).toHaveLength(1001);
  });

  it('5 MB of findings: verdict and failures are there, each part within its limit', async () => {
    const finding = (index: number) => ({
      check: 'range',
      verdict: index < 4 ? ('fail' as const) : ('warn' as const),
      severity: 'error' as const,
      subject: { dataset: 'train', column: `column_${index}` },
      message: `${index < 4 ? 'broken' : 'odd'} ${index} ${'x'.repeat(480)}`,
    });
    const findings = Array.from({ length: 8500 }, (_, index) => finding(index));
    const result = validateResult({ findings, summary: '4 of 8500 checks failed' });
    expect(JSON.stringify(result).length).toBeGreaterThan(5_000_000);
    await world.keep([result]);
    const { outputs } = await world.comment();
    expect(body().length).toBeLessThanOrEqual(65_536);
    expect(body()).toMatch(/\n\n## ❌\u00a0\*\*fail\*\*/);
    for (let index = 0; index < 4; index += 1) expect(body()).toContain(`broken ${index} `);
    expect(body()).toContain('Cut to fit');
    expect(readHistory(body())).toHaveLength(1);
    expect(Buffer.byteLength(world.fake.checks[0]?.output.summary ?? '')).toBeLessThanOrEqual(65_535);
    expect((await stat(world.summaryFile)).size).toBeLessThanOrEqual(1024 * 1024);
    expect(Buffer.byteLength(JSON.stringify(outputs))).toBeLessThan(1024);
  });

  it('300 metrics on 50 slices: the update keeps to the limit as the creation does', async () => {
    await world.keep([gateResult()]);
    await world.comment();
    await world.keep([manyRules(300, 50, 'fail')]);
    expect((await world.comment()).result.summary).toContain('comment updated');
    expect(body().length).toBeLessThanOrEqual(65_536);
    expect(body()).toContain('❌ gate · `metric_0`');
    expect(world.fake.checks.at(-1)?.annotations.length).toBeLessThanOrEqual(50);
  });

  it.each(['POST', 'PATCH'])(
    'a text that GitHub refuses (%s): a shorter one, verdict and failures in it',
    async (method) => {
      if (method === 'PATCH') {
        await world.keep([gateResult()]);
        await world.comment();
      }
      await world.keep([manyRules(100, 20, 'fail')]);
      world.fake.faults.push(
        { method, path: /comments/, status: 422, body: { message: 'Validation Failed' } },
        { method: 'PATCH', path: /check-runs/, status: 422, body: { message: 'Validation Failed' } },
      );
      const { result } = await world.comment();
      expect(result.verdict).toBe('pass');
      expect(Buffer.byteLength(body())).toBeLessThanOrEqual(16_384);
      expect(body()).toMatch(/\n\n## ❌\u00a0\*\*fail\*\*/);
      expect(body()).toContain('❌ gate · `metric_0`');
      expect(world.fake.checks.at(-1)).toMatchObject({ status: 'completed', conclusion: 'failure' });
    },
  );
});

describe('annotations', () => {
  it('stand at the rule in assay.yaml and at the column in the contract, worst first, fifty at most', async () => {
    const config = `version: 1
model: m
datasets:
  train: {path: data/train.parquet, contract: contract.yaml}
gate:
  rules:
    - {metric: log_loss, max: 1}
    - {metric: roc_auc, max_drop: 0.005}
`;
    await writeFile(join(world.folder, 'assay.yaml'), config);
    await writeFile(
      join(world.folder, 'contract.yaml'),
      'schema:\n  - name: flights\n    properties:\n      - name: origin\n      - name: distance\n',
    );
    const lost = {
      check: 'required',
      verdict: 'fail',
      severity: 'error',
      message: 'missing',
      subject: { dataset: 'train', column: 'distance' },
    } as const;
    const { sha256 } = await import('../../src/base/index.js');
    const run = { ...RUN, config: `sha256:${sha256(config)}` };
    await world.keep([gateResult({ run }), validateResult({ run, findings: [lost] })]);
    await world.comment();
    const notes = world.fake.checks[0]?.annotations ?? [];
    expect(notes).toContainEqual(expect.objectContaining({ path: 'assay.yaml', start_line: 8 }));
    expect(notes).toContainEqual(expect.objectContaining({ path: 'contract.yaml', start_line: 5 }));
    expect(notes[0]?.annotation_level).toBe('failure');
  });

  it('stand in the log where no check run could be made', async () => {
    world.fake.tokens.set('ghs_x', {
      login: BOT,
      installation: true,
      permissions: { pull_requests: 'write' },
    });
    await world.keep([validateResult()]);
    const { annotations } = await world.comment();
    expect(annotations).toContainEqual(expect.objectContaining({ file: 'data/broken.csv', line: 18 }));
  });
});

describe('--close', () => {
  const lost = (id: number, external: string, over: object = {}) =>
    world.fake.checks.push({
      id,
      head_sha: COMMIT,
      name: 'assay',
      external_id: external,
      status: 'in_progress',
      conclusion: null,
      output: {},
      annotations: [],
      ...over,
    });

  it('completes, as failed, what a lost job of this run left open, and nothing else', async () => {
    await world.keep([gateResult()]);
    await world.comment();
    const key = world.fake.checks[0]?.external_id?.split('/')[0] ?? '';
    expect(world.fake.checks[0]?.external_id).toBe(`${key}/4711/1`);
    lost(1, `${key}/4711/1`);
    lost(2, `${key}/4712/1`);
    lost(3, `other/4711/1`);
    const { result, outputs } = await world.comment({ close: true }, { env: { GITHUB_RUN_ATTEMPT: '2' } });
    expect(result.verdict).toBe('warn');
    expect(outputs?.['report-verdict']).toBe('error');
    expect(world.fake.checks.map(({ status }) => status)).toEqual([
      'completed',
      'completed',
      'in_progress',
      'in_progress',
    ]);
    expect(world.fake.checks[1]).toMatchObject({ conclusion: 'failure' });
    expect(world.fake.comments).toHaveLength(1);
  });

  it('says that there is nothing to close, and takes no option of publishing', async () => {
    expect((await world.comment({ close: true })).result).toMatchObject({
      verdict: 'pass',
      summary: 'no check run of this run was left open',
    });
    await expect(world.comment({ close: true, only: ['check'] })).rejects.toThrow(/takes no --only/);
  });
});

describe('Gitea and Forgejo', () => {
  it('publish the comment, and say that there are no check runs', async () => {
    world.fake.flavour = 'gitea';
    world.fake.tokens.set('gitea', {
      login: 'gitea-actions',
      installation: true,
      permissions: { pull_requests: 'write' },
    });
    await world.keep([gateResult()]);
    const env = { GITEA_ACTIONS: 'true', GITHUB_TOKEN: 'gitea' };
    const { result } = await world.comment({}, { env });
    expect(result.verdict).toBe('warn');
    expect(world.warnings.join('\n')).toContain('this server has no check runs');
    expect(world.fake.comments).toHaveLength(1);
    expect((await world.comment({}, { env })).result.summary).toContain('comment unchanged');
    // A pull request is found without the call that Gitea lacks.
    world.fake.comments.length = 0;
    await world.comment({ only: ['comment'] }, { env: { ...env, GITHUB_SHA: COMMIT }, event: {} });
    expect(world.fake.comments).toHaveLength(1);
  });

  it('are found by their own variables from a terminal', async () => {
    const { forgeOf } = await import('../../src/commands/comment/forge.js');
    const of = (env: Record<string, string>) => {
      const ctx = {
        cwd: '/',
        env,
        now: () => new Date(),
        signal: new AbortController().signal,
        log: silentLog,
      };
      const host = { ...detectHost(ctx), repositoryUrl: async () => 'https://git.example/o/r' };
      return forgeOf(ctx, host, '/', { token: undefined, repository: undefined });
    };
    expect(await of({ FORGEJO_SERVER_URL: 'https://git.example/', FORGEJO_TOKEN: 't' })).toMatchObject({
      apiUrl: 'https://git.example/api/v1',
      server: 'gitea',
      token: 't',
    });
    expect(await of({ GITHUB_TOKEN: 't' })).toMatchObject({
      apiUrl: 'https://git.example/api/v3',
      server: 'github',
    });
  });
});

it('the summary has the verdict whatever the token may do', async () => {
  await world.keep([gateResult()]);
  await world.comment({}, { env: { GITHUB_TOKEN: 'wrong' } });
  expect(await readFile(world.summaryFile, 'utf8')).toContain('❌\u00a0**fail**');
  expect(world.warnings.join('\n')).toContain('GitHub refused the comment (401)');
});
