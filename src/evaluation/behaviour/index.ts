/**
 * Behavioural checks of an ONNX model: golden examples, invariance, directional expectation, minimum functionality.
 * Names and kinds after Ribeiro et al. 2020, "Beyond Accuracy: Behavioral Testing of NLP Models with CheckList".
 */
import { type Context, type Problem, usageError } from '../../base/index.js';
import type { BehaviourConfig } from '../../config/index.js';
import { ModelFailure } from '../../engines/index.js';
import { type Behaviour, type Finding, type Occurrence, worst } from '../../results/index.js';
import { type OnnxModel, openModel } from '../onnx.js';
import type { Source } from '../onnx-batches.js';
import type { EvaluatedTask, EvaluateRequest } from '../request.js';
import type { Table } from '../table.js';
import { type Changes, changedSample, changeProblems, ROW, type Sample, takeSample } from './change.js';
import { readGolden } from './golden.js';
import { misdirected, moved, unlike } from './judge.js';
import { minimumOf } from './minimum.js';
import { outputsOf } from './outputs.js';

/** How many failing rows a finding shows. */
const PLACES = 5;

export interface BehaviourFound {
  readonly behaviour: Behaviour[];
  readonly findings: Finding[];
}

interface Tried {
  readonly kind: Behaviour['kind'];
  readonly n: number;
  readonly bad: readonly Occurrence[];
  readonly failed: number;
  readonly allowed: number;
  readonly value: number | null;
  /** Why nothing can be said; null where something can. */
  readonly problem: string | null;
  /** In words, what was asked. */
  readonly asked: string;
}

/**
 * Runs every check on the model at `path`. A check that breaks is a `fail` (or a `warn`); one of which nothing can be
 * said (no row, nothing changed, a model that crashes) is an `error` and never passes. Throws a usage error for wrong
 * names, columns and values, of all checks at once where they can be seen before the model runs.
 */
export async function checkBehaviour(
  ctx: Context,
  request: EvaluateRequest,
  task: EvaluatedTask,
  table: Table,
  path: string,
): Promise<BehaviourFound> {
  const checks = request.config.behaviour;
  const problems: Problem[] = checks.flatMap((check, k): Problem[] => [
    ...(checks.findIndex(({ name }) => name === check.name) < k
      ? [
          {
            message: `two behavioural checks are named ${check.name}`,
            expected: 'a name of its own for each',
          },
        ]
      : []),
    ...('invariance' in check ? changeProblems(table, check.name, check.invariance) : []),
    ...('directional' in check ? changeProblems(table, check.name, check.directional) : []),
    ...('minimum' in check && check.min === undefined && check.max === undefined
      ? [{ message: `behaviour ${check.name} has no limit`, expected: '`min` or `max`' }]
      : []),
  ]);
  if (problems.length > 0) throw usageError(problems);
  const behaviour: Behaviour[] = [];
  const findings: Finding[] = [];
  const progress = ctx.log.progress('behaviour');
  try {
    for (const [k, check] of checks.entries()) {
      progress.update(check.name, k / checks.length);
      const tried = await tryCheck(ctx, request, task, table, path, check, `assay_behaviour_${k}`);
      const judged = judgedOf(check, tried);
      behaviour.push(judged);
      if (judged.verdict !== 'pass') findings.push(findingOf(judged, tried));
    }
  } finally {
    progress.done();
  }
  return { behaviour, findings };
}

async function tryCheck(
  ctx: Context,
  request: EvaluateRequest,
  task: EvaluatedTask,
  table: Table,
  path: string,
  check: BehaviourConfig,
  name: string,
): Promise<Tried> {
  const kind = kindOf(check);
  const allowed = 'allowed' in check ? shareOf(check.allowed) : 0;
  const nothing = (problem: string): Tried => ({
    kind,
    n: 0,
    bad: [],
    failed: 0,
    allowed,
    value: null,
    problem,
    asked: '',
  });
  try {
    if ('minimum' in check) {
      const { rows, value, why } = await minimumOf(ctx, request, task, table, path, check);
      const asked = [
        ...(check.min === undefined ? [] : [`at least ${check.min}`]),
        ...(check.max === undefined ? [] : [`at most ${check.max}`]),
      ].join(' and ');
      if (value === null) return { ...nothing(`${check.minimum} has no value: ${why}`), n: rows };
      const broken =
        (check.min !== undefined && value < check.min) || (check.max !== undefined && value > check.max);
      return {
        ...nothing(''),
        problem: null,
        n: rows,
        value,
        failed: broken ? rows : 0,
        asked: `${check.minimum} ${asked}`,
      };
    }
    const model = await openModel(ctx, path, table, request.config, request);
    try {
      return await tryRows(ctx, request, table, model, check, name, nothing);
    } finally {
      await model.release();
    }
  } catch (error) {
    if (!(error instanceof ModelFailure)) throw error;
    return nothing(error.message);
  }
}

async function tryRows(
  ctx: Context,
  request: EvaluateRequest,
  table: Table,
  model: OnnxModel,
  check: Exclude<BehaviourConfig, { minimum: unknown }>,
  name: string,
  nothing: (problem: string) => Tried,
): Promise<Tried> {
  const { seed } = request.config;
  const ask = (sample: Sample) => outputsOf(ctx, model, sourceOf(sample, check.name), request);
  const done = (n: number, bad: readonly Occurrence[], asked: string): Tried => ({
    ...nothing(''),
    problem: null,
    n,
    bad,
    failed: bad.length,
    asked,
  });
  if ('golden' in check) {
    if (model.inputs.plans.some((plan) => plan.npy?.kind === 'file')) {
      return nothing(
        'an input of the model is a file with the rows of the dataset: golden examples have none',
      );
    }
    const { sample, expected } = await readGolden(table, check, name, request, ctx.signal);
    const outputs = await ask(sample);
    const bad = expected.flatMap((each, i): Occurrence[] =>
      unlike(outputs, each, i, check.tolerance)
        ? [
            {
              row: i + 1,
              value: `${outputs.score?.[i] ?? outputs.labels?.[i] ?? 'nothing'}, expected ${each.score ?? each.label}`,
            },
          ]
        : [],
    );
    return done(expected.length, bad, `the known output within ${check.tolerance}`);
  }
  const changes: Changes = 'invariance' in check ? check.invariance : check.directional;
  const read = new Set(model.inputs.plans.flatMap((plan) => plan.columns));
  const columns = Object.keys(changes);
  if (!columns.some((column) => read.has(column))) {
    return nothing(`no input of the model reads ${columns.join(', ')}: a change there shows nothing`);
  }
  const sample = await takeSample(table, name, check.name, { rows: check.rows, where: check.where, seed });
  if (sample.rows === 0) return nothing('no row to try');
  const after = await changedSample(sample, check.name, changes, seed);
  const tried = after.changed.filter(Boolean).length;
  if (tried === 0) return nothing(`the change leaves all ${sample.rows} rows as they are`);
  const [before, then] = [await ask(sample), await ask(after.sample)];
  const places = (broken: (i: number) => boolean): Occurrence[] =>
    after.changed.flatMap((changed, i) =>
      changed && broken(i) ? [{ row: (sample.datasetRows[i] ?? 0) + 1, value: shown(before, then, i) }] : [],
    );
  if ('invariance' in check) {
    return done(
      tried,
      places((i) => moved(before, then, i, check.bound)),
      `an output that moves by at most ${check.bound}`,
    );
  }
  const [from, to] = [before.score, then.score];
  if (from === null || to === null) {
    throw usageError({
      message: `behaviour ${check.name}: the model has no one score that could rise or fall`,
      expected: 'the task regression, or binary with scores',
    });
  }
  return done(
    tried,
    places((i) => misdirected(from, to, i, check.expect, check.by)),
    `a score that does ${check.expect.replace('_', ' ')}${check.by > 0 ? ` by ${check.by}` : ''}`,
  );
}

type Said = Awaited<ReturnType<typeof outputsOf>>;

function shown(before: Said, after: Said, i: number): string {
  const of = (said: Said) =>
    said.score?.[i] ?? said.labels?.[i] ?? said.scores.map((column) => column[i]).join(' ');
  return `${of(before)} → ${of(after)}`;
}

function sourceOf(sample: Sample, check: string): Source {
  return {
    table: sample.table,
    from: `(SELECT * FROM ${sample.name} ORDER BY ${ROW})`,
    rows: sample.rows,
    name: `behaviour ${check}`,
    datasetRow: (row) => sample.datasetRows[row] ?? row,
  };
}

function kindOf(check: BehaviourConfig): Behaviour['kind'] {
  if ('golden' in check) return 'golden';
  if ('invariance' in check) return 'invariance';
  return 'directional' in check ? 'directional' : 'minimum';
}

/** `1%` and 0.01 are one share. */
function shareOf(share: string | number): number {
  return typeof share === 'number' ? share : Number(share.slice(0, -1)) / 100;
}

function judgedOf(check: BehaviourConfig, tried: Tried): Behaviour {
  const share = tried.n === 0 ? null : tried.failed / tried.n;
  const broken = share === null || share > tried.allowed;
  const bad = check.severity === 'warn' ? 'warn' : 'fail';
  const verdict = tried.problem !== null ? 'error' : broken ? bad : 'pass';
  const said =
    tried.problem !== null
      ? `nothing can be said: ${tried.problem}`
      : tried.kind === 'minimum'
        ? `${tried.asked} on ${tried.n} rows: ${tried.value}`
        : `${tried.failed} of ${tried.n} rows (${allowedText(tried.allowed)}) break it: ${tried.asked}`;
  return {
    name: check.name,
    kind: tried.kind,
    verdict: worst([verdict]),
    severity: check.severity,
    n: tried.n,
    failed: tried.failed,
    share,
    allowed: tried.allowed,
    value: tried.value,
    message: said,
  };
}

function allowedText(allowed: number): string {
  return allowed === 0 ? 'none may' : `${Number((100 * allowed).toPrecision(6))}% may`;
}

function findingOf(judged: Behaviour, tried: Tried): Finding {
  return {
    check: `behaviour.${judged.kind}`,
    verdict: judged.verdict,
    severity: judged.severity,
    subject: { target: 'candidate', slice: judged.name },
    expected: tried.asked,
    count: judged.failed,
    ...(judged.share === null ? {} : { share: judged.share }),
    where: tried.bad.slice(0, PLACES),
    message: `behaviour ${judged.name}: ${judged.message}`,
  };
}
