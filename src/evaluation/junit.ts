/**
 * Reads what a user's own tests said, from JUnit files: `testsuites` or `testsuite`, nested as they are, with
 * `failure`, `error` and `skipped` in a `testcase`. Nothing passes that was not seen to pass: a file that cannot be
 * read, holds no test, or counts more tests or failures than it shows is a problem.
 */
import { readFile, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { glob, isDynamicPattern } from 'tinyglobby';
import { messageOf } from '../base/index.js';
import type { Finding, TestReport } from '../results/index.js';

const MAX_BYTES = 64 * 2 ** 20;
const SHOWN = 50;
const MAX_MESSAGE = 300;

/** A report for each file, and one with a problem for a pattern that matches none. Paths start at `root`. */
export async function readTestReports(root: string, patterns: readonly string[]): Promise<TestReport[]> {
  const reports: TestReport[] = [];
  const seen = new Set<string>();
  for (const pattern of patterns) {
    const found = isDynamicPattern(pattern)
      ? (await glob(pattern.replaceAll('\\', '/'), { cwd: root, absolute: true, onlyFiles: true })).sort()
      : [isAbsolute(pattern) ? pattern : join(root, pattern)];
    if (found.length === 0) reports.push(problemReport(pattern, 'it matches no file'));
    for (const path of found.map((each) => resolve(each))) {
      if (seen.has(path)) continue;
      seen.add(path);
      const shown = relative(root, path) || path;
      reports.push(await readOne(path, shown));
    }
  }
  return reports;
}

async function readOne(path: string, shown: string): Promise<TestReport> {
  try {
    const { size } = await stat(path);
    if (size > MAX_BYTES)
      return problemReport(shown, `it is ${size} bytes long, and at most ${MAX_BYTES} are read`);
    return parseJUnit(await readFile(path, 'utf8'), shown);
  } catch (error) {
    return problemReport(shown, `it cannot be read: ${messageOf(error)}`);
  }
}

/** One file. Pure; never throws. */
export function parseJUnit(text: string, file: string): TestReport {
  // Entities of a file's own can grow without bound, and no writer of JUnit needs them.
  if (/<!(DOCTYPE|ENTITY)/i.test(text))
    return problemReport(file, 'it declares a document type, which is not read');
  const valid = XMLValidator.validate(text);
  if (valid !== true) return problemReport(file, `it is no XML: ${valid.err.msg}, line ${valid.err.line}`);
  let tree: unknown;
  try {
    tree = new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '@',
      parseAttributeValue: false,
      parseTagValue: false,
      processEntities: false,
      ignoreDeclaration: true,
    }).parse(text);
  } catch (error) {
    return problemReport(file, `it is no XML: ${messageOf(error)}`);
  }
  const root = isNode(tree) ? (tree['testsuites'] ?? tree['testsuite']) : undefined;
  if (root === undefined) return problemReport(file, 'it has no testsuites and no testsuite');
  const found = { tests: 0, skipped: 0, failures: [] as { name: string; message: string }[] };
  for (const suite of listOf(root)) walk(suite, found);
  const failed = found.failures.length;
  const suites = listOf(root);
  const declared = suites.reduce<number>(
    (sum, suite) => sum + declaredIn(suite, ['@failures', '@errors']),
    0,
  );
  const counted = suites.reduce<number>((sum, suite) => sum + declaredIn(suite, ['@tests']), 0);
  const problem =
    found.tests === 0
      ? 'it holds no test'
      : declared > failed
        ? `it counts ${declared} failed tests and shows ${failed}`
        : counted > found.tests
          ? `it counts ${counted} tests and shows ${found.tests}`
          : found.skipped === found.tests
            ? `all ${found.tests} tests were skipped`
            : null;
  return {
    file,
    tests: found.tests,
    failed,
    skipped: found.skipped,
    problem,
    failures: found.failures.slice(0, SHOWN),
  };
}

interface Found {
  tests: number;
  skipped: number;
  readonly failures: { name: string; message: string }[];
}

function walk(suite: unknown, found: Found): void {
  if (!isNode(suite)) return;
  for (const inner of listOf(suite['testsuite'])) walk(inner, found);
  // What goes wrong outside a test (a fixture, an import) stands in the suite itself, and its tests may not have run.
  for (const bad of [...listOf(suite['failure']), ...listOf(suite['error'])]) {
    const name = typeof suite['@name'] === 'string' ? suite['@name'] : '';
    found.failures.push({ name: plain(name || 'a suite'), message: messageIn(bad) });
  }
  for (const test of listOf(suite['testcase'])) {
    found.tests += 1;
    // A test case without attributes and content is an empty text here: it ran and did not fail.
    if (!isNode(test)) continue;
    const [bad] = [...listOf(test['failure']), ...listOf(test['error'])];
    const state = stateOf(test);
    if (bad !== undefined || state === 'failed') {
      const name = [test['@classname'], test['@name']].filter(
        (part) => typeof part === 'string' && part !== '',
      );
      found.failures.push({
        name: plain(name.join('.') || `test ${found.tests}`),
        message: messageIn(bad ?? ''),
      });
    } else if (test['skipped'] !== undefined || state === 'skipped') found.skipped += 1;
  }
}

const FAILED = /^(fail|failed|failure|error|errored)$/i;
const NOT_RUN = /^(notrun|not_run|skipped|skip|disabled|ignored|suppressed)$/i;

/** What writers such as CTest and GoogleTest say in an attribute, with or without an element for it. */
function stateOf(test: Node): 'failed' | 'skipped' | null {
  const said = ['@status', '@result'].map((name) => String(test[name] ?? ''));
  return said.some((word) => FAILED.test(word))
    ? 'failed'
    : said.some((word) => NOT_RUN.test(word))
      ? 'skipped'
      : null;
}

/** What the file counts itself: the count of a suite or the sum of those inside, whichever is more. */
function declaredIn(suite: unknown, names: readonly string[]): number {
  if (!isNode(suite)) return 0;
  const own = names.reduce((sum, name) => sum + Math.max(0, Number(suite[name] ?? 0) || 0), 0);
  const inner = listOf(suite['testsuite']).reduce<number>((sum, each) => sum + declaredIn(each, names), 0);
  return Math.max(own, inner);
}

function messageIn(bad: unknown): string {
  const text = isNode(bad) ? (bad['@message'] ?? bad['#text'] ?? '') : bad;
  return plain(String(text).trim().split('\n')[0] ?? '').slice(0, MAX_MESSAGE);
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

function plain(text: string): string {
  return text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => ENTITIES[name] ?? '');
}

type Node = { readonly [key: string]: unknown };
function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function listOf(value: unknown): readonly unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

function problemReport(file: string, problem: string): TestReport {
  return { file, tests: 0, failed: 0, skipped: 0, problem, failures: [] };
}

/** What is wrong, in the words of a result. */
export function testFindings(reports: readonly TestReport[]): Finding[] {
  return reports.flatMap((report): Finding[] => {
    const base = { severity: 'error' as const, subject: {}, where: [{ file: report.file }] };
    return [
      ...(report.problem === null
        ? []
        : [
            {
              ...base,
              check: 'tests.readable',
              verdict: 'error' as const,
              message: `${report.file}: ${report.problem}`,
            },
          ]),
      ...report.failures.map((failure) => ({
        ...base,
        check: 'tests.failed',
        verdict: 'fail' as const,
        message: `${failure.name} failed${failure.message === '' ? '' : `: ${failure.message}`}`,
      })),
    ];
  });
}
