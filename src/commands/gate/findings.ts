/** What the command knows beside the rules, and a reader should see. */
import { lookupMetric } from '../../evaluation/index.js';
import type { Candidate, FoundBaseline, MetricsFile, ParsedRules } from '../../gate/index.js';
import type { Finding } from '../../results/index.js';

/** A rule may turn a metric round that the catalogue knows; it is then said, because a slip would open the gate. */
export function unusualDirections({ rules }: ParsedRules): Finding[] {
  const turned = rules.filter((rule) => {
    const usual = lookupMetric(rule.metric)?.direction;
    return usual !== undefined && usual !== null && rule.direction !== null && rule.direction !== usual;
  });
  return [...new Set(turned.map((rule) => rule.metric))].map((metric) => ({
    check: 'direction',
    verdict: 'warn',
    severity: 'warn',
    subject: {},
    where: [],
    message: `a rule says that ${lookupMetric(metric)?.direction === 'higher' ? 'lower' : 'higher'} ${metric} is better; of the usual metric of that name the opposite is true`,
    fix: 'leave `direction` out, or give a metric that means something else another name',
  }));
}

/** What `evaluate` calls scores that are no probabilities under a threshold that is one. */
const SCALE = 'predictions.scale';

/** An evaluation that failed cannot give a candidate that passes. */
export function evaluationFindings({ evaluate }: Candidate): Finding[] {
  const told = evaluate?.findings.filter(({ check, verdict }) => check === SCALE && verdict === 'warn') ?? [];
  return [...told, ...brokenEvaluation(evaluate)];
}

function brokenEvaluation(evaluate: Candidate['evaluate']): Finding[] {
  if (evaluate === null || (evaluate.verdict !== 'error' && evaluate.verdict !== 'fail')) return [];
  // What comes from checks and tests is told by their own rules; only what stands beside them is told here.
  const others = evaluate.findings.filter(({ verdict }) => verdict === 'error' || verdict === 'fail');
  if (others.length > 0 && others.every(({ check }) => /^(behaviour|tests)\.(?!untried)/.test(check)))
    return [];
  return [
    {
      check: 'evaluate',
      verdict: 'error',
      severity: 'error',
      subject: {},
      where: [],
      message: `the evaluation ended with ${evaluate.verdict}: ${evaluate.summary}`,
      fix: 'mend the evaluation first',
    },
  ];
}

/** Two files that answer alike to the last bit: a change was not taken up, and nobody should promote it unseen. */
export function sameScores(candidate: Candidate, paired: boolean): Finding[] {
  const { evaluate } = candidate;
  if (!paired || evaluate?.pairing?.identical !== 'predictions') return [];
  return [
    {
      check: 'identical',
      verdict: 'warn',
      severity: 'warn',
      subject: {},
      where: [],
      message: `candidate and baseline ${evaluate.baseline?.source ?? ''} give the same scores to every example, to the last bit`,
      fix: 'where a change was meant, look whether training took it up, and whether `evaluate.run` reads ASSAY_MODEL',
    },
  ];
}

export function sameFile(file: MetricsFile | null, found: FoundBaseline | null): Finding[] {
  if (file === null || found?.kind !== 'file' || file.sha256 !== found.file.sha256) return [];
  return [
    {
      check: 'identical',
      verdict: 'skipped',
      severity: 'info',
      subject: {},
      where: [],
      message: `${file.shown} is the same, byte for byte, as the baseline ${found.source}`,
    },
  ];
}
