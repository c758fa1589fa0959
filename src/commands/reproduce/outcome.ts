/** What came out equal: files to the last bit, metrics to the last digit or within their interval. Pure. */
import { lookupMetric } from '../../evaluation/index.js';
import type { Manifest } from '../../registry/index.js';
import type { EvaluateResult, Finding, Metric, TrainResult, Verdict } from '../../results/index.js';

export interface FileOutcome {
  readonly name: string;
  readonly recorded: string;
  readonly rebuilt: string | null;
  readonly equal: boolean;
}
export interface MetricOutcome {
  readonly name: string;
  readonly slice: string | null;
  readonly recorded: number | null;
  readonly rebuilt: number | null;
  readonly interval: readonly [number, number] | null;
  /** `machine`: of the machine and not of the model, so it is not compared. */
  readonly outcome: 'equal' | 'within' | 'different' | 'machine';
}
export interface Outcome {
  readonly verdict: Verdict;
  readonly equal: 'bits' | 'metrics' | 'interval' | 'different';
  readonly files: readonly FileOutcome[];
  readonly metrics: readonly MetricOutcome[];
  readonly environment: readonly {
    readonly name: string;
    readonly recorded: string;
    readonly rebuilt: string;
  }[];
  readonly findings: readonly Finding[];
}

export function outcomeOf(
  manifest: Manifest,
  recorded: { readonly train: TrainResult; readonly evaluate: EvaluateResult | null },
  rebuilt: { readonly train: TrainResult; readonly evaluate: EvaluateResult | null },
): Outcome {
  const made = fileOutcomes(recorded.train, rebuilt.train);
  const files = [...made, ...predictionsOutcome(recorded.evaluate, rebuilt.evaluate)];
  const metrics = metricOutcomes(recorded.evaluate?.metrics ?? [], rebuilt.evaluate?.metrics ?? []);
  const compared = metrics.filter(({ outcome }) => outcome !== 'machine');
  const bits = made.length > 0 && made.every(({ equal }) => equal);
  const different = compared.filter(({ outcome }) => outcome === 'different');
  const exact = compared.every(({ outcome }) => outcome === 'equal');
  const equal =
    different.length > 0 || (!bits && compared.length === 0)
      ? 'different'
      : !exact
        ? 'interval'
        : bits
          ? 'bits'
          : 'metrics';
  const verdict = equal === 'bits' ? 'pass' : equal === 'different' ? 'fail' : 'warn';
  return {
    verdict,
    equal,
    files,
    metrics,
    environment: environmentDifferences(manifest, rebuilt.train),
    findings: [
      ...made
        .filter((file) => !file.equal)
        .map((file) =>
          finding(
            'reproduce.output',
            equal === 'different' ? 'fail' : 'warn',
            `${file.name} ${file.rebuilt === null ? 'was not made' : 'came out with other bytes'}`,
            `sha256:${file.recorded}`,
            file.rebuilt === null ? 'missing' : `sha256:${file.rebuilt}`,
          ),
        ),
      ...compared
        .filter(({ outcome }) => outcome !== 'equal')
        .map((one) =>
          finding(
            'reproduce.metric',
            one.outcome === 'different' ? 'fail' : 'warn',
            `${one.name}${one.slice === null ? '' : ` of ${one.slice}`} was ${one.recorded} and came out ${one.rebuilt}${one.outcome === 'within' ? ', within its interval' : ''}`,
            one.interval === null ? String(one.recorded) : `${one.recorded} [${one.interval.join(', ')}]`,
            String(one.rebuilt),
          ),
        ),
    ],
  };
}

function finding(
  check: string,
  verdict: 'warn' | 'fail',
  message: string,
  expected: string,
  actual: string,
): Finding {
  return {
    check,
    verdict,
    severity: verdict === 'fail' ? 'error' : 'warn',
    subject: {},
    where: [],
    expected,
    actual,
    message,
  };
}

function fileOutcomes(recorded: TrainResult, rebuilt: TrainResult): FileOutcome[] {
  return recorded.seeds.flatMap(({ seed, outputs }) => {
    const made = rebuilt.seeds.find((one) => one.seed === seed)?.outputs ?? {};
    return Object.entries(outputs).map(([name, { sha256 }]) => {
      const other = Object.hasOwn(made, name) ? (made[name]?.sha256 ?? null) : null;
      const label = recorded.seeds.length > 1 ? `${name} of seed ${seed}` : name;
      return { name: label, recorded: sha256, rebuilt: other, equal: other === sha256 };
    });
  });
}

/** Shown and not judged: the bytes also depend on the engine that wrote them, and equal metrics can hide them. */
function predictionsOutcome(recorded: EvaluateResult | null, rebuilt: EvaluateResult | null): FileOutcome[] {
  const kept = recorded?.predictions?.sha256;
  if (kept === undefined) return [];
  const now = rebuilt?.predictions?.sha256 ?? null;
  return [{ name: 'predictions', recorded: kept, rebuilt: now, equal: kept === now }];
}

function metricOutcomes(recorded: readonly Metric[], rebuilt: readonly Metric[]): MetricOutcome[] {
  return recorded.map((metric) => {
    const { name, slice, value, interval } = metric;
    const other = rebuilt.find((one) => one.name === name && one.slice === slice);
    const now = other?.value ?? null;
    const outcome = (): MetricOutcome['outcome'] => {
      if (lookupMetric(name)?.needs === 'model') return 'machine';
      if (other === undefined) return 'different';
      if (value === now) return 'equal';
      const within = interval !== null && now !== null && interval[0] <= now && now <= interval[1];
      return within ? 'within' : 'different';
    };
    return { name, slice, recorded: value, rebuilt: now, interval, outcome: outcome() };
  });
}

/** Interpreters, lock files, platform and devices that differ. They explain an outcome and do not decide it. */
function environmentDifferences(manifest: Manifest, rebuilt: TrainResult): Outcome['environment'] {
  const then: Record<string, string> = {
    ...manifest.environment,
    accelerators: manifest.accelerators.join(', ') || 'none',
  };
  const now: Record<string, string> = {
    ...rebuilt.code.environment,
    accelerators: rebuilt.accelerators.devices.map(({ name }) => name).join(', ') || 'none',
  };
  return [...new Set([...Object.keys(then), ...Object.keys(now)])]
    .sort()
    .map((name) => ({ name, recorded: then[name] ?? 'none', rebuilt: now[name] ?? 'none' }))
    .filter((one) => one.recorded !== one.rebuilt);
}
