/** Against real git repositories, made in folders of their own. */
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AssayError, formatProblem, usageError } from '../base/index.js';
import type { EvaluateResult, Metric } from '../results/index.js';
import { type BaselinePlaces, comparableBaseline, findBaseline, type RegisteredMetrics } from './baseline.js';
import { parseBaselineRef, showBaselineRef } from './baseline-ref.js';
import { MetricSet, ofResult, plainMetric } from './metrics.js';

describe('a reference', () => {
  it.each([
    ['production', { kind: 'alias', name: 'production' }],
    ['alias:prod.eu', { kind: 'alias', name: 'prod.eu' }],
    ['version:12', { kind: 'version', number: 12 }],
    ['file:old', { kind: 'file', path: 'old' }],
    ['metrics.json', { kind: 'file', path: 'metrics.json' }],
    ['old/metrics', { kind: 'file', path: 'old/metrics' }],
    ['C:\\old\\m.json', { kind: 'file', path: 'C:\\old\\m.json' }],
    ['git:main:metrics.json', { kind: 'git', revision: 'main', path: 'metrics.json' }],
    ['git:HEAD~1:a:b.json', { kind: 'git', revision: 'HEAD~1', path: 'a:b.json' }],
    ['merge-base', { kind: 'merge-base', artifact: null }],
    ['merge-base:assay-north-report', { kind: 'merge-base', artifact: 'assay-north-report' }],
    [
      'alias:staging or merge-base',
      { kind: 'alias', name: 'staging', otherwise: { kind: 'merge-base', artifact: null } },
    ],
    ['previous', { kind: 'previous' }],
  ])('%s', (text, expected) => {
    const ref = parseBaselineRef(text);
    expect(ref).toEqual(expected);
    expect(parseBaselineRef(showBaselineRef(ref))).toEqual(ref);
  });

  it.each([
    ['', /no name of an alias/],
    ['3', /write version:3/],
    ['v3', /write version:3/],
    ['version:0', /whole number/],
    ['version:x', /whole number/],
    ['git:main', /git:REV:PATH/],
    ['git::m.json', /git:REV:PATH/],
    ['git:main:', /git:REV:PATH/],
    ['git:--upload-pack=x:m.json', /does not begin with "-"/],
    ['alais:production', /did you mean `alias:production`/],
    ['s3://bucket/m.json', /an address is no baseline/],
    ['merge_base', /did you mean merge-base/],
    ['version:3 or merge-base', /before `or` stands an alias/],
    ['merge-base:../x', /names no artifact/],
    ['file:', /names no path/],
    ['alias:', /no name of an alias/],
  ])('refuses %j', (text, message) => expect(() => parseBaselineRef(text)).toThrow(message));
});

const ENV = {
  ...process.env,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GITHUB_BASE_REF: undefined,
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.org',
  GIT_COMMITTER_NAME: 'A',
  GIT_COMMITTER_EMAIL: 'a@example.org',
};

describe('in git', () => {
  let folder = '';
  let origin = '';
  const sh = (cwd: string, ...args: string[]) =>
    execFileSync('git', args, { cwd, env: ENV, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
  const commit = async (cwd: string, path: string, text: string) => {
    await mkdir(dirname(join(cwd, path)), { recursive: true });
    await writeFile(join(cwd, path), text);
    sh(cwd, 'add', '-A');
    sh(cwd, 'commit', '-qm', `Write ${path}`);
    return sh(cwd, 'rev-parse', 'HEAD');
  };
  const places = (cwd: string, more: Partial<BaselinePlaces> = {}): BaselinePlaces => ({
    cwd,
    env: ENV,
    candidate: join(cwd, 'metrics.json'),
    registry: () => Promise.reject(usageError({ message: 'there is no registry' })),
    ...more,
  });
  const accuracy = async (ref: string, where: BaselinePlaces) => {
    const found = await findBaseline(parseBaselineRef(ref), where);
    if (found.kind !== 'file') throw new Error(found.kind);
    return [found.file.metrics.get('accuracy', null)?.value, found.source] as const;
  };
  const problem = async (ref: string, where: BaselinePlaces) => {
    const error: unknown = await findBaseline(parseBaselineRef(ref), where).catch(
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof AssayError)) throw new Error(`not refused: ${String(error)}`);
    expect(error.kind).toBe('usage');
    return error.problems.map(formatProblem).join('\n');
  };
  /** Runs the command that the message shows between backquotes. */
  const obey = (cwd: string, message: string) => {
    const shown = /`git ([^`]+)`/.exec(message)?.[1];
    if (shown === undefined) throw new Error(`no command in: ${message}`);
    sh(cwd, ...shown.split(' '));
  };
  let first = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assay-git-'));
    origin = join(folder, 'origin');
    await mkdir(origin);
    sh(origin, 'init', '-q', '-b', 'main');
    sh(origin, 'config', 'uploadpack.allowAnySHA1InWant', 'true');
    first = await commit(origin, 'metrics.json', '{"accuracy": 0.8}');
    sh(origin, 'tag', 'v1');
    await commit(origin, 'sub/metrics.json', '{"accuracy": 0.1}');
    sh(origin, 'checkout', '-qb', 'feature');
    await commit(origin, 'metrics.json', '{"accuracy": 0.85}');
    sh(origin, 'checkout', '-q', 'main');
    await commit(origin, 'metrics.json', '{"accuracy": 0.9}');
    await commit(origin, 'link.csv', 'accuracy\n0.5\n0.7\n');
  });
  afterAll(() => rm(folder, { recursive: true }));

  const clone = (name: string, ...args: string[]) => {
    sh(folder, 'clone', '-q', ...args, `file://${origin}`, name);
    return join(folder, name);
  };

  it('a branch, a tag, a commit, steps back; the source names the commit', async () => {
    const full = clone('full');
    expect(await accuracy('git:main:metrics.json', places(full))).toEqual([
      0.9,
      expect.stringMatching(/^git:main:metrics\.json at [0-9a-f]{12}$/),
    ]);
    expect((await accuracy('git:v1:metrics.json', places(full)))[0]).toBe(0.8);
    expect((await accuracy(`git:${first}:metrics.json`, places(full)))[0]).toBe(0.8);
    expect((await accuracy('git:HEAD~1:./metrics.json', places(full)))[0]).toBe(0.9);
    expect((await accuracy('git:main:link.csv', places(full)))[0]).toBe(0.7);
    expect((await accuracy('git:main:link.csv', places(full, { read: { row: '1' } })))[0]).toBe(0.5);
    // A branch that only the remote has.
    expect(await accuracy('git:feature:metrics.json', places(full))).toEqual([
      0.85,
      expect.stringContaining('git:origin/feature:'),
    ]);
  });

  it('a path is relative to the folder of the call', async () => {
    const full = clone('folders');
    expect((await accuracy('git:main:metrics.json', places(join(full, 'sub'))))[0]).toBe(0.1);
    expect((await accuracy('git:main:../metrics.json', places(join(full, 'sub'))))[0]).toBe(0.9);
  });

  it('what is not there is a usage error', async () => {
    const full = clone('missing');
    expect(await problem('git:main:none.json', places(full))).toMatch(/none\.json: is not in revision main/);
    expect(await problem('git:main:sub', places(full))).toMatch(/is a folder in revision main/);
    expect(await problem('git:nowhere:metrics.json', places(full))).toMatch(
      /revision nowhere is not in this clone/,
    );
    expect(await problem('git:main:metrics.json', places(folder))).toMatch(/is no git repository/);
    expect(await problem('file:none.json', places(full))).toMatch(/does not exist/);
    expect(await problem('production', places(full))).toMatch(/there is no registry/);
  });

  it.each([
    ['a branch', () => 'feature'],
    ['a tag', () => 'v1'],
    ['a commit', () => first],
    ['steps back', () => 'HEAD~2'],
  ])('in a shallow clone %s is fetched by the command that the error shows', async (name, revision) => {
    const shallow = clone(`shallow-${name.replaceAll(' ', '-')}`, '--depth=1', '--no-tags');
    const ref = `git:${revision()}:metrics.json`;
    const message = await problem(ref, places(shallow));
    expect(message).toContain('which is shallow');
    expect(message).toContain('fetch-depth: 0');
    obey(shallow, message);
    expect((await accuracy(ref, places(shallow)))[0]).toBe(name === 'a branch' ? 0.85 : 0.8);
  });

  it('as actions/checkout leaves a pull request: detached, depth 1, no local main', async () => {
    const work = join(folder, 'checkout');
    await mkdir(work);
    sh(work, 'init', '-q');
    sh(work, 'remote', 'add', 'origin', `file://${origin}`);
    sh(work, 'fetch', '-q', '--depth=1', 'origin', '+refs/heads/feature:refs/remotes/pull/1/merge');
    sh(work, 'checkout', '-q', '--detach', 'refs/remotes/pull/1/merge');
    const pull = places(work, { env: { ...ENV, GITHUB_BASE_REF: 'main' } });
    const message = await problem('git:main:metrics.json', pull);
    expect(message).toContain('git fetch --depth=1 origin main');
    obey(work, message);
    expect((await accuracy('git:main:metrics.json', pull))[0]).toBe(0.9);
    const unrelated = await problem('merge-base', pull);
    expect(unrelated).toMatch(/no common commit in this clone, which is shallow/);
    obey(work, unrelated);
    expect(await accuracy('merge-base', pull)).toEqual([
      0.8,
      expect.stringContaining('merge-base with origin/main: metrics.json at '),
    ]);
  });

  it('the merge base takes the default branch that the clone knows, and needs a candidate file', async () => {
    const full = clone('base', '-b', 'feature');
    expect((await accuracy('merge-base', places(full)))[0]).toBe(0.8);
    expect(await problem('merge-base', places(full, { candidate: null }))).toMatch(/needs --candidate/);
    expect(await problem('merge-base', places(full, { candidate: join(full, 'new.json') }))).toMatch(
      /new\.json: is not in the merge base/,
    );
    sh(full, 'remote', 'set-head', 'origin', '--delete');
    const message = await problem('merge-base', places(full));
    expect(message).toContain('the default branch is not known');
    obey(full, message);
    expect((await accuracy('merge-base', places(full)))[0]).toBe(0.8);
  });

  it('histories that share nothing are told apart from shallow ones', async () => {
    const full = clone('orphan');
    sh(full, 'checkout', '-q', '--orphan', 'other');
    await commit(full, 'metrics.json', '{"accuracy": 1}');
    expect(await problem('merge-base', places(full))).toMatch(
      /no common commit in this clone\n[\s\S]*git:REV:PATH/,
    );
  });

  it('a pointer of Git LFS is no metrics file', async () => {
    const full = clone('lfs');
    await commit(full, 'big.json', 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n');
    expect(await problem('git:HEAD:big.json', places(full))).toMatch(/pointer of Git LFS/);
  });
});

const metric = (value: number): Metric => ({
  name: 'accuracy',
  slice: null,
  value,
  interval: null,
  intervalMethod: null,
  confidence: null,
  n: 10,
  direction: 'higher',
  undefined: null,
});
const A = 'a'.repeat(64);
const B = 'b'.repeat(64);
const DIGEST = `sha256:${'d'.repeat(64)}`;
const registered = (changes: Partial<RegisteredMetrics> = {}): RegisteredMetrics => ({
  label: 'm v3',
  version: 3,
  digest: DIGEST,
  metrics: [metric(0.5)],
  data: [
    { name: 'train', sha256: B },
    { name: 'test', sha256: A },
  ],
  rules: null,
  ...changes,
});
const dataset = (sha256: string, name = 'test') => ({
  name,
  path: '',
  files: 1,
  rows: 1,
  columns: 1,
  sha256,
});
const evaluated = (changes: Partial<EvaluateResult>): EvaluateResult => ({
  schemaVersion: 1,
  command: 'evaluate',
  verdict: 'pass',
  summary: '',
  run: { id: '1', attempt: 1, commit: null, config: null },
  time: '2026-01-01T00:00:00.000Z',
  durationMs: 1,
  inputs: [],
  findings: [],
  notChecked: [],
  artifacts: [],
  subject: 'candidate',
  task: 'binary',
  dataset: dataset(A),
  model: null,
  predictions: null,
  metrics: [metric(0.9)],
  baseline: null,
  ...changes,
});

describe('the same data', () => {
  const candidate = (evaluate: EvaluateResult | null) => ({
    metrics: new MetricSet(evaluate?.metrics.map(ofResult) ?? [plainMetric('accuracy', 0.9)]),
    evaluate,
  });
  const compared = (evaluate: EvaluateResult | null, of: Partial<RegisteredMetrics> = {}) =>
    comparableBaseline(candidate(evaluate), {
      kind: 'registered',
      source: 'alias:production',
      registered: registered(of),
    });
  const accuracyOf = (found: ReturnType<typeof compared>) =>
    'metrics' in found.baseline ? found.baseline.metrics.get('accuracy', null)?.value : null;

  it('metrics that evaluate recomputed for the very version come first', () => {
    const recomputed = { source: 'alias:production', version: 3, digest: DIGEST, metrics: [metric(0.7)] };
    const found = compared(evaluated({ baseline: recomputed, dataset: dataset(B) }));
    expect([found.baseline.kind, accuracyOf(found), found.notChecked]).toEqual(['metrics', 0.7, []]);
  });

  it('registered metrics serve where the dataset of that name has the same digest', () => {
    const found = compared(evaluated({}));
    expect([found.baseline.kind, accuracyOf(found), found.notChecked]).toEqual(['metrics', 0.5, []]);
  });

  it.each([
    ['another digest', evaluated({ dataset: dataset('c'.repeat(64)) }), {}, /was evaluated on other data/],
    ['the digest of another dataset', evaluated({ dataset: dataset(B) }), {}, /was evaluated on other data/],
    [
      'another dataset',
      evaluated({ dataset: dataset(A, 'holdout') }),
      {},
      /not evaluated on a dataset holdout/,
    ],
    ['no dataset', evaluated({ dataset: null }), {}, /not known on which data the candidate/],
    ['a run without data', evaluated({}), { data: null }, /not known on which data m v3/],
    [
      'an alias that moved since evaluate ran',
      evaluated({
        dataset: dataset(B),
        baseline: {
          source: 'alias:production → m v2',
          version: 2,
          digest: `sha256:${A}`,
          metrics: [metric(0.7)],
        },
      }),
      {},
      /evaluate computed alias:production → m v2, which is another version/,
    ],
  ])('refuses %s', (_, evaluate, of, message) => {
    const found = compared(evaluate, of);
    expect(found.baseline).toMatchObject({
      kind: 'refused',
      reason: 'different_data',
      message: expect.stringMatching(message),
    });
  });

  it('of a plain file nothing is known, which is said', () => {
    const found = compared(null);
    expect([found.baseline.kind, found.notChecked]).toEqual([
      'metrics',
      ['whether candidate and baseline were measured on the same examples'],
    ]);
  });

  it('two evaluate results as files are held against each other', () => {
    const file = (evaluate: EvaluateResult) =>
      ({
        kind: 'file',
        source: 'file:old.json',
        file: {
          shown: 'old.json',
          format: 'JSON',
          metrics: new MetricSet(evaluate.metrics.map(ofResult)),
          sha256: A,
          size: 1,
          evaluate,
        },
      }) as const;
    expect(comparableBaseline(candidate(evaluated({})), file(evaluated({})))).toMatchObject({
      baseline: { kind: 'metrics' },
      notChecked: [],
    });
    expect(
      comparableBaseline(candidate(evaluated({})), file(evaluated({ dataset: dataset(B) }))),
    ).toMatchObject({
      baseline: { kind: 'refused', reason: 'different_data' },
    });
  });
});

describe('fixed numbers and the best of several', () => {
  it.each([
    ['value:0.85', { kind: 'value', values: 0.85, text: '0.85' }],
    ['value:roc_auc=0.85,log_loss=0.4', { kind: 'value', values: { roc_auc: 0.85, log_loss: 0.4 } }],
    ['best:5', { kind: 'best', count: 5, metric: null }],
    ['best:5:test.roc_auc', { kind: 'best', count: 5, metric: 'test.roc_auc' }],
  ])('%s', (text, ref) => {
    const parsed = parseBaselineRef(text);
    expect(parsed).toMatchObject(ref);
    expect(showBaselineRef(parsed)).toBe(text);
  });

  it.each(['value:', 'value:high', 'value:a=1,a=2', 'value:a=NaN', 'best:', 'best:0', 'best:x'])(
    '%s is refused',
    (text) => expect(() => parseBaselineRef(text)).toThrow(AssayError),
  );

  it('one number serves one metric', async () => {
    const places = {
      cwd: tmpdir(),
      env: {},
      candidate: null,
      registry: () => Promise.reject(new Error('none')),
    };
    const found = await findBaseline(parseBaselineRef('value:0.85'), { ...places, compared: ['f1', 'f1'] });
    if (found.kind !== 'fixed') throw new Error(found.kind);
    expect(found.metrics.get('f1', null)?.value).toBe(0.85);
    await expect(
      findBaseline(parseBaselineRef('value:0.85'), { ...places, compared: ['f1', 'roc_auc'] }),
    ).rejects.toThrow(/one number, and the rules compare 2 metrics/);
  });
});
