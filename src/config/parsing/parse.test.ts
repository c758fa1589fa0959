import { describe, expect, it } from 'vitest';
import { AssayError } from '../../base/index.js';
import { expandSecret } from '../secret.js';
import { parseConfig } from './index.js';

const GOOD = `version: 1
model: flight-delay
datasets:
  train: {path: data/train.parquet}
  test: {path: data/test.parquet}
train:
  run: python train.py
  outputs: {model: model.onnx}
evaluate:
  task: binary
  target: late
  metrics: [roc_auc]
gate:
  rules:
    - {metric: roc_auc, min: 0.6}
targets:
  staging: {folder: deploy/staging, approvals: 0}
  production: {folder: deploy/production, after: staging}
`;

function problemsOf(text: string) {
  try {
    parseConfig(text, '/repo/assay.yaml');
  } catch (error) {
    if (error instanceof AssayError) return error.problems;
    throw error;
  }
  throw new Error('the configuration was accepted');
}

describe('assay.yaml', () => {
  it('reads the shape of the design, with its defaults', () => {
    const config = parseConfig(GOOD, '/repo/assay.yaml');
    expect(config.registry).toBe('assay-registry');
    expect(config.targets['production']?.approvals).toBe(1);
    expect(config.gate?.policy.on_missing_metric).toBe('error');
    expect(config.resolve('data/x')).toBe('/repo/data/x');
    expect(config.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(config.notices).toEqual([]);
  });

  it('reports every problem at once, each with line, column and the nearest valid key', () => {
    const problems = problemsOf(
      GOOD.replace('task: binary', 'task: binry')
        .replace('  run: python train.py', '  rum: python train.py')
        .replace('after: staging', 'after: stagin')
        .replace('min: 0.6', 'mn: 0.6'),
    );
    const at = (key: string) => problems.find((problem) => problem.where?.key === key);
    expect(at('train.rum')).toMatchObject({ where: { line: 7, column: 3 }, fix: 'did you mean `run`?' });
    expect(at('evaluate.task')).toMatchObject({ where: { line: 10 } });
    expect(at('gate.rules[0].mn')).toMatchObject({ where: { line: 15 }, fix: 'did you mean `min`?' });
    expect(problems.length).toBeGreaterThanOrEqual(3);
  });

  it('says of a key with a wrong name that the right one is missing, and what belongs there', () => {
    const problems = problemsOf(
      GOOD.replace('task: binary', 'taks: binary').replace('staging: {folder', 'staging: {fodler'),
    );
    expect(problems.map(({ where, message, expected }) => [where?.key, message, expected])).toEqual([
      ['evaluate.task', 'is missing', 'one of binary, multiclass, regression, ranking, text'],
      ['evaluate.taks', 'is no key of assay.yaml', expect.stringContaining('task')],
      ['targets.staging.folder', 'is missing', undefined],
      ['targets.staging.fodler', 'is no key of assay.yaml', expect.stringContaining('folder')],
    ]);
  });

  it('names a dataset, target or chain that does not exist', () => {
    const problems = problemsOf(
      GOOD.replace('after: staging', 'after: stagin').replace(
        '  task: binary',
        '  dataset: tset\n  task: binary',
      ),
    );
    expect(problems.map((problem) => [problem.where?.key, problem.fix])).toEqual([
      ['evaluate.dataset', 'did you mean `test`?'],
      ['targets.production.after', 'did you mean `staging`?'],
    ]);
    const circle = problemsOf(GOOD.replace('approvals: 0}', 'approvals: 0, after: production}'));
    expect(circle.map((problem) => problem.message).join()).toContain('comes back to itself');
  });

  it.each([
    [
      'a dataset compared with itself',
      GOOD.replace('train.parquet}', 'train.parquet, drift: {reference: train}}'),
      'itself',
    ],
    ['a gate without rules', GOOD.replace(/rules:\n.*\n/, 'rules: []\n'), 'without rules'],
    [
      'a reserved alias',
      GOOD.replace('staging:', 'latest:').replace('after: staging', 'after: latest'),
      'reserved',
    ],
    ['duplicate keys', `${GOOD}model: again\n`, 'unique'],
    ['a tag that nobody knows', GOOD.replace('min: 0.6', 'min: !secret 0.6'), 'Unresolved tag'],
    ['no version', GOOD.replace('version: 1\n', ''), 'is missing'],
    ['an empty file', '', ''],
    ['a list', '- a\n', ''],
    ['a rule without operator', GOOD.replace(', min: 0.6', ''), 'a rule needs one of'],
    [
      'an alias bomb',
      `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c]\n`,
      '',
    ],
  ])('refuses %s', (_, text, words) => {
    const problems = problemsOf(text);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.map((problem) => problem.message).join('; ')).toContain(words);
  });

  it('says which paths lie outside the repository', () => {
    const config = parseConfig(
      GOOD.replace('data/train.parquet', '../elsewhere/train.parquet'),
      '/repo/assay.yaml',
    );
    expect(config.notices).toEqual([expect.stringContaining('datasets.train.path')]);
  });
});

describe('expandSecret', () => {
  it('expands, and registers what must never be printed', () => {
    const secrets: string[] = [];
    const url = expandSecret('https://x/${TOKEN}', { TOKEN: 'abcd' }, (value) => secrets.push(value), {});
    expect(url).toBe('https://x/abcd');
    expect(secrets).toEqual(['abcd', 'https://x/abcd']);
  });
  it('names a variable that is not set', () => {
    expect(() => expandSecret('${NONE}', {}, () => undefined, {})).toThrow(/NONE is not set/);
  });
});
