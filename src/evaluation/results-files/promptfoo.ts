/**
 * promptfoo: the file of `promptfoo eval --output results.json` (or `.jsonl`), of version 3 and the older ones.
 * Source: promptfoo, src/types/index.ts, `EvaluateSummary` and `EvaluateResult`.
 */
import { z } from 'zod';
import { usageError } from '../../base/index.js';
import type { Direction } from '../../results/index.js';
import { anyObject, isObject, shaped } from './json.js';
import {
  amountOf,
  categoriesOf,
  chosen,
  digestOf,
  numbered,
  type ReadResults,
  scoreOf,
  textOfAnswer,
} from './rows.js';

const provider = z.union([z.string(), z.object({ id: z.string().nullish(), label: z.string().nullish() })]);
const result = z.object({
  success: z.boolean(),
  score: z.number().nullish(),
  namedScores: anyObject.nullish(),
  error: z.string().nullish(),
  failureReason: z.number().nullish(),
  gradingResult: z.unknown().optional(),
  latencyMs: z.number().nullish(),
  cost: z.number().nullish(),
  tokenUsage: z.object({ total: z.number().nullish() }).nullish(),
  provider,
  prompt: z
    .union([
      z.string(),
      z.object({ label: z.string().nullish(), display: z.string().nullish(), raw: z.string().nullish() }),
    ])
    .nullish(),
  promptIdx: z.int().nullish(),
  testIdx: z.int().nullish(),
  vars: anyObject.nullish(),
  testCase: z
    .object({
      vars: z.union([anyObject, z.string()]).nullish(),
      assert: z.unknown().optional(),
      metadata: anyObject.nullish(),
    })
    .nullish(),
  response: z
    .object({
      output: z.unknown().optional(),
      error: z.unknown().optional(),
      cached: z.boolean().nullish(),
      tokenUsage: z.object({ total: z.number().nullish() }).nullish(),
    })
    .nullish(),
});
type Result = z.infer<typeof result>;

/** `ResultFailureReason` of promptfoo. */
const FAILED_BY_ERROR = 2;

export function isPromptfoo(root: unknown): boolean {
  return resultsOf(root) !== null;
}

/** `{results: {results: [...]}}`, the summary alone, or the list alone. */
function resultsOf(root: unknown): unknown[] | null {
  const inner = isObject(root) ? root['results'] : root;
  const list = isObject(inner) ? inner['results'] : inner;
  if (!Array.isArray(list)) return null;
  const first: unknown = list[0];
  return first === undefined || (isObject(first) && 'success' in first && 'provider' in first) ? list : null;
}

/** Throws a usage error: another shape, no result, or several subjects and none named. */
export function readPromptfoo(root: unknown, file: string, asked: string | undefined): ReadResults {
  const list = shaped(z.array(result), resultsOf(root) ?? root, file, 'promptfoo');
  checkCounted(root, list.length, file);
  const names = subjectsOf(list);
  const subject = chosen([...new Set(names)], asked, 'provider');
  if (typeof subject !== 'string') throw usageError({ where: { file }, ...subject });
  const own = list.filter((_, k) => names[k] === subject);
  const inOrder = own
    .map((one, k) => ({ one, place: one.testIdx ?? k }))
    .sort((a, b) => a.place - b.place)
    .map(({ one }) => rowOf(one));
  const cached = own.filter((one) => one.response?.cached === true).length;
  return {
    tool: 'promptfoo',
    subject,
    rows: numbered(inOrder),
    directions: directionsOf(own),
    notes:
      cached > 0
        ? [
            `latency and cost as they are without a cache: ${cached} of ${own.length} answers came from the cache`,
          ]
        : [],
  };
}

/** A file that was filtered or cut, and still counts what is gone, says nothing of the whole. */
function checkCounted(root: unknown, found: number, file: string): void {
  const inner = isObject(root) && isObject(root['results']) ? root['results'] : root;
  const stats = isObject(inner) ? inner['stats'] : undefined;
  if (!isObject(stats)) return;
  const counted = ['successes', 'failures', 'errors'].reduce(
    (sum, name) => sum + (Number(stats[name]) || 0),
    0,
  );
  if (counted <= found) return;
  throw usageError({
    where: { file },
    message: `counts ${counted} results and holds ${found}`,
    expected: 'the whole file of an evaluation that ended',
  });
}

/**
 * promptfoo's own scale: 1 is a full pass, of the whole and of an assertion that gives its score a name. What a derived
 * metric means, only the user knows.
 */
function directionsOf(own: readonly Result[]): Map<string, Direction> {
  const asserted = own.flatMap(({ testCase }) => {
    const asserts: unknown[] = Array.isArray(testCase?.assert) ? testCase.assert : [];
    return asserts.flatMap((one) =>
      isObject(one) && typeof one['metric'] === 'string' ? [one['metric']] : [],
    );
  });
  return new Map(['score', ...asserted].map((name): [string, Direction] => [name, 'higher']));
}

/** Prompts and providers make a table: a subject is a column of it. */
function subjectsOf(list: readonly Result[]): string[] {
  const prompts = [...new Set(list.map(promptOf))];
  const plain = list.map((one) =>
    prompts.length > 1 ? `${providerOf(one)}#${prompts.indexOf(promptOf(one)) + 1}` : providerOf(one),
  );
  // Two providers without a label, of one id and with other settings, are two all the same.
  const columns = new Map<string, Set<number>>();
  for (const [k, name] of plain.entries()) {
    const own = columns.get(name) ?? new Set();
    own.add(list[k]?.promptIdx ?? 0);
    columns.set(name, own);
  }
  return plain.map((name, k) =>
    (columns.get(name)?.size ?? 1) > 1 ? `${name}@${(list[k]?.promptIdx ?? 0) + 1}` : name,
  );
}

function providerOf({ provider: one }: Result): string {
  return typeof one === 'string' ? one : one.label || one.id || 'unnamed';
}

function promptOf({ prompt }: Result): string {
  if (typeof prompt === 'string') return prompt;
  // Without a label only the text that was sent is there, which is another one for every example.
  return prompt?.label ?? prompt?.display ?? '';
}

function rowOf(one: Result): Omit<ReadResults['rows'][number], 'sample'> {
  const vars = isObject(one.testCase?.vars) ? one.testCase.vars : (one.vars ?? {});
  const asked = { vars, assert: one.testCase?.assert ?? null };
  const failed =
    one.failureReason === FAILED_BY_ERROR ||
    Boolean(one.response?.error) ||
    (!one.success && Boolean(one.error) && !isObject(one.gradingResult));
  const scores = new Map<string, number>([['score', scoreOf(one.score)]]);
  for (const [name, value] of Object.entries(one.namedScores ?? {})) {
    // promptfoo gives the score of the whole no name; a named one of that name would be hidden.
    scores.set(name === 'score' ? 'named.score' : name, scoreOf(value));
  }
  if (one.latencyMs !== null && one.latencyMs !== undefined) scores.set('latency_ms', one.latencyMs);
  const digest = digestOf(asked);
  return {
    example: digest,
    input: digest,
    target: null,
    answer: textOfAnswer(one.response?.output),
    error: failed ? (one.error ?? 'the call failed') : null,
    correct: one.success ? 1 : 0,
    scores,
    tokens: amountOf(one.tokenUsage?.total ?? one.response?.tokenUsage?.total),
    cost: amountOf(one.cost),
    categories: categoriesOf(one.testCase?.metadata, vars),
  };
}
