/**
 * DeepEval: the test run that it writes to `.deepeval/.latest_test_run.json` and to DEEPEVAL_RESULTS_FOLDER.
 * Source: deepeval, deepeval/test_run/api.py (`LLMApiTestCase`) and deepeval/tracing/api.py (`MetricData`).
 */
import { z } from 'zod';
import { usageError } from '../../base/index.js';
import type { Direction } from '../../results/index.js';
import { anyObject, isObject, shaped } from './json.js';
import { amountOf, categoriesOf, chosen, digestOf, numbered, type ReadResults, scoreOf } from './rows.js';

const metric = z.object({
  name: z.string().min(1),
  threshold: z.number().nullish(),
  success: z.boolean().nullish(),
  score: z.number().nullish(),
  error: z.string().nullish(),
});
const testCase = z.object({
  name: z.string(),
  input: z.unknown().optional(),
  actualOutput: z.string().nullish(),
  expectedOutput: z.string().nullish(),
  context: z.array(z.unknown()).nullish(),
  turns: z.array(z.object({ role: z.string(), content: z.string() })).nullish(),
  scenario: z.string().nullish(),
  expectedOutcome: z.string().nullish(),
  success: z.boolean().nullish(),
  metricsData: z.array(metric).nullish(),
  tokenCost: z.number().nullish(),
  inputTokenCount: z.number().nullish(),
  outputTokenCount: z.number().nullish(),
  completionTime: z.number().nullish(),
  order: z.int().nullish(),
  additionalMetadata: anyObject.nullish(),
  metadata: anyObject.nullish(),
});
const testRun = z.object({
  testCases: z.array(testCase).nullish(),
  conversationalTestCases: z.array(testCase).nullish(),
});
type TestCase = z.infer<typeof testCase>;

export function isDeepEval(root: unknown): boolean {
  const run = runOf(root);
  return isObject(run) && (Array.isArray(run['testCases']) || Array.isArray(run['conversationalTestCases']));
}

/** The file of the last run has the run one level down. */
function runOf(root: unknown): unknown {
  return isObject(root) && isObject(root['testRunData']) ? root['testRunData'] : root;
}

/** Throws a usage error: another shape, no test case, or single and conversational ones with none named. */
export function readDeepEval(root: unknown, file: string, asked: string | undefined): ReadResults {
  const run = shaped(testRun, runOf(root), file, 'DeepEval');
  const kinds = new Map([
    ['testCases', run.testCases ?? []],
    ['conversationalTestCases', run.conversationalTestCases ?? []],
  ]);
  const filled = [...kinds].filter(([, cases]) => cases.length > 0).map(([kind]) => kind);
  const subject = chosen(filled, asked, 'kind of test case');
  if (typeof subject !== 'string') throw usageError({ where: { file }, ...subject });
  const cases = kinds.get(subject) ?? [];
  const inOrder = cases
    .map((one, k) => ({ one, place: one.order ?? k }))
    .sort((a, b) => a.place - b.place)
    .map(({ one }) => one);
  const problems = inOrder.flatMap((one) => {
    const names = (one.metricsData ?? []).map(({ name }) => name);
    const twice = names.find((name, k) => names.indexOf(name) !== k);
    return twice === undefined
      ? []
      : [{ where: { file }, message: `the test case ${one.name} has the metric ${twice} twice` }];
  });
  if (problems.length > 0) throw usageError(problems.slice(0, 20));
  return {
    tool: 'DeepEval',
    subject,
    rows: numbered(inOrder.map(rowOf)),
    directions: directionsOf(cases),
    notes: [],
  };
}

function rowOf(one: TestCase): Omit<ReadResults['rows'][number], 'sample'> {
  const said = (one.turns ?? []).filter(({ role }) => role === 'user').map(({ content }) => content);
  const asked = {
    input: one.input ?? null,
    expected: one.expectedOutput ?? one.expectedOutcome ?? null,
    context: one.context ?? null,
    scenario: one.scenario ?? null,
    // The answers of the one who is tested are no part of what was asked.
    turns: said,
  };
  const digest = digestOf(asked);
  const metrics = one.metricsData ?? [];
  const broken = metrics.find(({ error }) => Boolean(error));
  const scores = new Map(metrics.map(({ name, score }) => [name, scoreOf(score)]));
  const seconds = amountOf(one.completionTime);
  if (seconds !== null) scores.set('latency_ms', seconds * 1000);
  const [sent, made] = [amountOf(one.inputTokenCount), amountOf(one.outputTokenCount)];
  return {
    example: digest,
    input: digest,
    target: one.expectedOutput ? [one.expectedOutput] : null,
    answer: one.actualOutput ?? null,
    error: broken ? `${broken.name}: ${broken.error}` : null,
    correct: one.success === null || one.success === undefined ? null : one.success ? 1 : 0,
    scores,
    tokens: sent === null || made === null ? null : sent + made,
    cost: amountOf(one.tokenCost),
    categories: categoriesOf(one.additionalMetadata, one.metadata),
  };
}

/**
 * DeepEval has metrics of which more is worse, and says so nowhere; but its verdicts do, where every one of them
 * agrees with one way only of reading the threshold.
 */
function directionsOf(cases: readonly TestCase[]): Map<string, Direction> {
  const fits = new Map<string, { higher: boolean; lower: boolean }>();
  for (const { name, score, threshold, success } of cases.flatMap((one) => one.metricsData ?? [])) {
    const known = fits.get(name) ?? { higher: true, lower: true };
    fits.set(name, known);
    if (typeof score !== 'number' || typeof threshold !== 'number' || typeof success !== 'boolean') continue;
    if (success !== score >= threshold) known.higher = false;
    if (success !== score <= threshold) known.lower = false;
  }
  const directions = new Map<string, Direction>();
  for (const [name, { higher, lower }] of fits) {
    if (higher !== lower) directions.set(name, higher ? 'higher' : 'lower');
  }
  return directions;
}
