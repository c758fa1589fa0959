/** `assay gate`: reads the candidate, the baseline and the rules, lets the gate decide, and writes the result. */
import type { Problem } from '../base/index.js';
import { DEFAULT_POLICY, type GatePolicy, type LoadedConfig } from '../config/index.js';
import { lookupMetric, readTestReports } from '../evaluation/index.js';
import {
  type BaselineRef,
  type CheckedRule,
  checkRules,
  type Decision,
  decide,
  explain,
  MetricSet,
  noRules,
  ofResult,
  parseBaselineRef,
  parseRules,
  removedRules,
  resolveDirections,
} from '../gate/index.js';
import { type Direction, type EvaluateResult, type Finding, type Metric, worst } from '../results/index.js';
import { defineCommand } from './command.js';
import { declaredDirection } from './gate/configured.js';
import { evaluationFindings, sameFile, sameScores, unusualDirections } from './gate/findings.js';
import { gather, gatherAsync, stop } from './gate/gather.js';
import { OPTIONS } from './gate/options.js';
import {
  baselineOf,
  inputsOf,
  NONE,
  needsBaseline,
  type Options,
  readCandidate,
  registeredOf,
  shownBaseline,
} from './gate/sides.js';
import { openSession } from './session.js';

export default defineCommand({
  name: 'gate',
  summary: 'apply rules to a candidate, against the baseline, and give one verdict',
  details:
    'Reads two metric files, or the result of `evaluate` and the version in service. Every rule is evaluated and shown. NaN, a missing metric and an unreadable file never pass. A first run, where the alias has no entry yet, is `warn`.',
  options: OPTIONS,
  examples: [
    {
      run: 'assay gate --candidate metrics.json --baseline git:main:metrics.json --rule "roc_auc max_drop 0.01"',
      does: 'compare a metrics file with the one on main; no assay.yaml is needed',
    },
    {
      run: 'assay gate --candidate log.csv --row epoch=12 --rule "accuracy min 0.8" --rule "loss max 0.4 warn"',
      does: 'apply absolute rules to one row of a training log',
    },
    { run: 'assay gate', does: 'gate what `evaluate` found with the rules of assay.yaml' },
  ],
  outputs: {
    'rules-failed': 'number of rules whose verdict is fail or error',
    baseline: 'where the baseline came from, empty where there was none',
    'first-run': 'true where there is no baseline yet',
  },
  permissions: {
    contents: 'read: to read a baseline from git',
    actions: 'read: only where the baseline is the result of the merge base',
  },
  async run({ ctx, host, options }) {
    const session = await openSession(ctx, host, {
      config: options.config,
      name: options.name,
      replaces: 'gate',
    });
    const { config } = session;
    const written = rulesOf(config, options);
    const parsed = parseRules(written.rules);
    const ref = gather(() => parseBaselineText(config, options));
    const read = await gatherAsync(() => readCandidate(session, options));
    stop([
      ...(written.rules.length === 0 ? [noRules()] : parsed.problems),
      ...ref.problems,
      ...read.problems,
    ]);
    if (read.value === null) throw new TypeError('a candidate without a problem is there');
    const { candidate, file } = read.value;

    const directionOf = directionsOf(config, candidate.metrics);
    const rules = resolveDirections(parsed.rules, directionOf);
    const compares = parsed.rules.some(needsBaseline);
    const found = await gatherAsync(() =>
      baselineOf(ctx, host, session, options, candidate, file, ref.value, rules.rules),
    );
    stop([...rules.problems, ...found.problems]);
    const baseline = found.value ?? NONE;
    if (compares && baseline.comparable.baseline.kind === 'none') {
      stop([unnamedBaseline(candidate.evaluate)]);
    }

    const pairs = baseline.comparable.paired ? candidate.evaluate : null;
    const decision = decide({
      rules: rules.rules,
      // Metrics of two models together are of this baseline only where it is the one that evaluate had.
      candidate: withMetrics(candidate.metrics, pairs?.between ?? []),
      comparisons: pairs?.comparisons ?? [],
      baseline: baseline.comparable.baseline,
      policy: policyOf(config),
      directionOf,
      rangeOf: (metric) => lookupMetric(metric)?.range ?? null,
    });
    const tests = [
      ...(candidate.evaluate?.tests ?? []),
      ...(options.junit.length === 0 ? [] : await readTestReports(session.root, options.junit)),
    ];
    const checks = checkRules(candidate.evaluate?.behaviour ?? [], tests);
    const extra = [
      ...unusualDirections(rules),
      ...evaluationFindings(candidate),
      ...sameScores(candidate, baseline.comparable.paired),
      ...(options['baseline-row'] === undefined ? sameFile(file, baseline.found) : []),
      ...removedRules(registeredOf(baseline.found)?.rules ?? [], [
        ...rules.rules,
        ...checks.map(({ result: checked }) => checked),
      ]),
    ];
    const notChecked = [
      ...written.notChecked,
      ...baseline.comparable.notChecked,
      ...decision.notChecked,
      ...ignoredIn(candidate.metrics),
    ];
    const whole: Decision = {
      ...decision,
      verdict: worst([
        decision.verdict,
        ...checks.map(({ result: checked }) => checked.verdict),
        ...extra.map((finding) => finding.verdict),
      ]),
      rules: [...decision.rules, ...checks.map(({ result: checked }) => checked)],
      explanations: [...decision.explanations, ...checks.map(({ explanation }) => explanation)],
      findings: [...decision.findings, ...extra],
      notChecked,
    };
    const result = await session.finish<'gate'>({
      command: 'gate',
      ...(options.name === undefined ? {} : { name: options.name }),
      verdict: whole.verdict,
      summary: [whole.summary, ...brokenChecks(checks), ...alsoFound(extra)].join('; '),
      inputs: inputsOf(session, options, file, baseline),
      findings: [...whole.findings],
      notChecked,
      baseline: shownBaseline(baseline),
      firstRun: baseline.found?.kind === 'first_run',
      rules: [...whole.rules],
      metrics: [...whole.metrics],
    });
    const bad = result.rules.filter(({ verdict }) => verdict === 'fail' || verdict === 'error').length;
    return {
      result,
      outputs: {
        'rules-failed': String(bad),
        baseline: baseline.source ?? '',
        'first-run': String(result.firstRun),
      },
      ...(options.explain ? { text: `${explain(whole, baseline.source)}\n` } : {}),
    };
  },
});

function withMetrics(set: MetricSet, more: readonly Metric[]): MetricSet {
  return new MetricSet([...set.all, ...more.map(ofResult)], set.ignored);
}

/** That no baseline is there; where `evaluate` was given one and could not use it, why. */
function unnamedBaseline(evaluate: EvaluateResult | null): Problem {
  const refused = evaluate?.notChecked.find((text) => text.startsWith('the baseline '));
  if (refused !== undefined) {
    return {
      message: `a rule compares with a baseline, and evaluate could not use the one that it was given: ${refused}`,
      fix: 'mend that and run `assay evaluate` again, or name another with --baseline',
    };
  }
  return {
    message: 'a rule compares with a baseline, and none is named',
    fix: 'add --baseline, such as `--baseline git:main:metrics.json`',
  };
}

function rulesOf(config: LoadedConfig | null, options: Options) {
  const configured = config?.gate?.rules ?? [];
  if (options.rule.length > 0) {
    return {
      rules: options.rule.map((rule, index) => ({ rule, where: { key: `--rule ${index + 1}` } })),
      notChecked:
        configured.length > 0 ? [`the ${configured.length} rules of assay.yaml: --rule replaces them`] : [],
    };
  }
  return {
    rules: configured.map((rule, index) => ({
      rule,
      where: config?.place('gate', 'rules', index) ?? {},
    })),
    notChecked: [],
  };
}

function parseBaselineText(config: LoadedConfig | null, options: Options): BaselineRef | null {
  const text = options.baseline ?? config?.gate?.baseline;
  return text === undefined ? null : parseBaselineRef(text);
}

function policyOf(config: LoadedConfig | null): GatePolicy {
  return config?.gate?.policy ?? DEFAULT_POLICY;
}

/** Findings that are not of the rules stand in the summary by name, so that it explains the verdict. */
function alsoFound(findings: readonly Finding[]): string[] {
  const told = findings.filter(({ verdict }) => verdict !== 'skipped' && verdict !== 'pass');
  return told.length === 0 ? [] : [`also: ${[...new Set(told.map(({ check }) => check))].join(', ')}`];
}

/** What the catalogue says, else what the metric itself says (a user's own metric, declared for `evaluate`). */
function directionsOf(
  config: LoadedConfig | null,
  candidate: MetricSet,
): (metric: string) => Direction | null {
  const declared = new Map<string, Direction>();
  for (const { name, direction } of candidate.all) {
    if (direction !== null) declared.set(name, direction);
  }
  return (metric) =>
    declaredDirection(config, metric) ?? lookupMetric(metric)?.direction ?? declared.get(metric) ?? null;
}

/** Checks that broke, in the summary: the rules of assay.yaml are counted there already. */
function brokenChecks(checks: readonly CheckedRule[]): string[] {
  const broken = checks.filter(({ result }) => result.verdict !== 'pass');
  return broken.length === 0 ? [] : [`${broken.length} of ${checks.length} checks and tests did not pass`];
}

const MOST_IGNORED = 30;

function ignoredIn({ ignored }: MetricSet): string[] {
  const more = ignored.length - MOST_IGNORED;
  return [
    ...ignored.slice(0, MOST_IGNORED).map(({ name, why }) => `${name} of the candidate's file: ${why}`),
    ...(more > 0 ? [`${more} more values of the candidate's file that are no numbers`] : []),
  ];
}
