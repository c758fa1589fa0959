/** `assay evaluate --results`: from the files of an evaluation tool to what is evaluated, and its baseline. */
import { join } from 'node:path';
import { type Context, type FileDigest, type Problem, sha256File, usageError } from '../../base/index.js';
import type { LoadedConfig, ResultsConfig } from '../../config/index.js';
import { evaluateSchema } from '../../config/parsing/index.js';
import { type Dataset, resolveDataset } from '../../data/index.js';
import { type BaselineModel, RESULT_FORMATS, resultFiles } from '../../evaluation/index.js';
import { isMlflow, mlflowTable, parseBaselineRef } from '../../gate/index.js';
import type { Finding } from '../../results/index.js';
import type { Place } from '../../s3/index.js';
import { fileAt } from '../place.js';
import { type BaselinePlace, baselineSide, type FoundBaseline } from './baseline.js';
import type { Options } from './options.js';
import { type Settings, sliceOf } from './settings.js';

export interface ResultsAtHand {
  readonly settings: Settings;
  readonly dataset: Dataset;
  readonly baseline: BaselineModel | null;
  readonly findings: readonly Finding[];
  readonly notChecked: readonly string[];
  /** The file as the user named it. */
  readonly file: FileDigest & { readonly shown: string };
}

/** What the options and assay.yaml ask for; null where it is no file of results. */
export function resultsAsked(options: Options, config: LoadedConfig | null): ResultsConfig | null {
  const written = config?.evaluate?.results;
  const section = typeof written === 'string' ? { file: written } : written;
  const format = RESULT_FORMATS.find((known) => known === options.format);
  const own = {
    ...(format === undefined ? {} : { format }),
    ...(options.provider === undefined ? {} : { provider: options.provider }),
    ...(options['baseline-results'] === undefined ? {} : { baseline: options['baseline-results'] }),
    ...(options['baseline-provider'] === undefined
      ? {}
      : { baseline_provider: options['baseline-provider'] }),
    ...(options.id === undefined ? {} : { id: options.id }),
    ...(options.target === undefined ? {} : { target: options.target }),
    ...(options['allow-errors'] === undefined ? {} : { allow_errors: options['allow-errors'] }),
  };
  const other = options.model ?? options.data ?? options.predictions;
  const problems: Problem[] = [];
  if (options.results === undefined && (section === undefined || other !== undefined)) {
    for (const name of [
      'format',
      'provider',
      'baseline-results',
      'baseline-provider',
      'allow-errors',
    ] as const) {
      if (options[name] !== undefined) problems.push({ message: `--${name} needs --results` });
    }
    if (problems.length > 0) throw usageError(problems);
    return null;
  }
  const taken = ['model', 'data', 'predictions', 'group', 'weight'] as const;
  for (const name of taken) {
    if (options[name] !== undefined) {
      problems.push({
        message: `--${name} makes no sense with results of an evaluation tool`,
      });
    }
  }
  const baseline = options.baseline === undefined ? null : parseBaselineRef(options.baseline);
  if (baseline !== null && !VERSIONS.includes(baseline.kind)) {
    problems.push({
      message: `--baseline ${options.baseline} makes no sense with results of an evaluation tool`,
      expected: 'a version of the registry: alias:NAME, version:N, best:N, previous',
      fix: 'name the results of the baseline: --baseline-results FILE',
    });
  }
  if (baseline !== null && (own.baseline ?? own.baseline_provider) !== undefined) {
    problems.push({ message: '--baseline and --baseline-results or --baseline-provider are both given' });
  }
  if (options.task !== undefined && options.task !== 'text')
    problems.push({ message: `results of an evaluation tool are texts, and --task is ${options.task}` });
  if (problems.length > 0) throw usageError(problems);
  if (options.results !== undefined) return { file: options.results, ...own };
  return section === undefined ? null : { ...section, ...own };
}

const VERSIONS: readonly string[] = ['alias', 'version', 'best', 'previous'];

/**
 * The baseline of results: the file that was named, else, where one was asked for or the gate has rules, the answers
 * that were kept with a version of the registry. They serve only for the same examples: the digest over ids, questions
 * and references is that of its evaluation.
 */
export async function resultsBaseline(
  ctx: Context,
  results: ResultsAtHand,
  place: BaselinePlace,
): Promise<FoundBaseline> {
  const { notChecked } = results;
  if (results.baseline !== null && place.text === undefined) return { model: results.baseline, notChecked };
  if (place.text === undefined && place.config?.gate === undefined) return { model: null, notChecked };
  const found = await baselineSide(ctx, { ...place, columns: {} });
  const kept = found.model?.predictions ?? null;
  if (found.model === null || kept?.dataset === place.dataset.sha256) {
    return { ...found, notChecked: [...notChecked, ...found.notChecked] };
  }
  const why = `the baseline: ${found.model.source} was evaluated on other examples (ids, questions and references differ, or other ones ended in an error)`;
  return { model: null, notChecked: [...notChecked, why] };
}

/** Reads the files and writes them as predictions to `folder`. Throws a usage error with every problem of a file. */
export async function resultsAtHand(
  ctx: Context,
  at: { readonly place: Place; readonly folder: string; readonly config: LoadedConfig | null },
  options: Options,
  asked: ResultsConfig,
): Promise<ResultsAtHand> {
  const { comparableResults, readResults, RESULT_COLUMNS, scoreColumn, writeResults } = await resultFiles();
  const { place, folder, config } = at;
  const path = await pathOf(asked.file, place);
  const columns = { id: asked.id, target: asked.target };
  const source = { path, shown: asked.file, format: asked.format, subject: asked.provider, columns };
  const candidate = await readResults(source);
  const other = asked.baseline ?? (asked.baseline_provider === undefined ? undefined : asked.file);
  const baseline =
    other === undefined
      ? null
      : await readResults({
          ...source,
          path: await pathOf(other, place),
          shown: other,
          subject: asked.baseline_provider ?? (asked.baseline === undefined ? undefined : asked.provider),
        });
  if (other === asked.file && baseline?.subject === candidate.subject) {
    throw usageError({ message: `candidate and baseline are both ${candidate.subject} of ${asked.file}` });
  }
  const results = comparableResults(candidate, baseline, shareOf(asked.allow_errors));
  const scores = [...results.complete, ...results.partial];
  await writeResults(ctx, results.candidate, scores, join(folder, 'results.parquet'));
  const written = await resolveDataset('results', 'results.parquet', folder, ctx.signal);
  const file = await sha256File(path, ctx.signal);
  const section = config?.evaluate;
  const named = options.metric.length > 0 ? options.metric : (section?.metrics ?? null);
  const whole = (of: 'correct' | 'tokens' | 'cost') =>
    [...results.candidate, ...(results.baseline ?? [])].every((row) => row[of] !== null);
  const usual = [
    ...(whole('correct') ? ['pass_at_1'] : []),
    ...results.complete,
    ...(whole('tokens') ? ['tokens'] : []),
    ...(whole('cost') ? ['cost_usd'] : []),
  ];
  const wanted = named ?? usual;
  // What the tool measured under a name is what a rule on this name means here.
  const own = Object.fromEntries(
    scores
      .filter((name) => wanted.includes(name))
      .map((name) => [
        name,
        { direction: section?.own?.[name]?.direction ?? results.direction(name), column: scoreColumn(name) },
      ]),
  );
  const slices = options.slice.map(sliceOf);
  const settings: Settings = {
    config: evaluateSchema.parse({
      ...section,
      results: undefined,
      run: undefined,
      weight: undefined,
      cluster: undefined,
      text: undefined,
      task: 'text',
      id: RESULT_COLUMNS.id,
      target: RESULT_COLUMNS.target,
      group: RESULT_COLUMNS.example,
      metrics: wanted,
      own,
      ...(slices.length === 0 ? {} : { slices }),
    }),
    dataset: { name: 'results', path: asked.file },
    columns: {},
  };
  return {
    settings,
    // The examples and not the answers are what a dataset is: two runs over the same ones have one digest.
    dataset: { ...written, path: asked.file, sha256: results.sha256 },
    baseline:
      results.baseline === null || other === undefined
        ? null
        : await baselineOf(
            ctx,
            results.baseline,
            scores,
            { folder, path: await pathOf(other, place) },
            {
              source: `${isMlflow(other) ? '' : 'file:'}${other}${other === asked.file ? `#${baseline?.subject}` : ''}`,
              dataset: results.sha256,
              write: writeResults,
            },
          ),
    findings: results.findings,
    notChecked: [
      ...results.notChecked,
      ...(results.baseline === null
        ? []
        : Object.entries(own)
            .filter(([, { direction }]) => direction === null)
            .map(
              ([name]) =>
                `differences of ${name}: nothing says which way is better (\`evaluate.own\` in assay.yaml can)`,
            )),
      ...(named === null
        ? results.partial.map((name) => `the score ${name}: not every answer has one`)
        : scores
            .filter((name) => !named.includes(name))
            .map((name) => `the score ${name}: it is not asked for`)),
    ],
    file: { ...file, shown: asked.file },
  };
}

/** A file, or the table among the artifacts of a run of MLflow. */
function pathOf(file: string, place: Place): Promise<string> {
  return isMlflow(file) ? mlflowTable(file, place.root) : fileAt(place, file);
}

async function baselineOf(
  ctx: Context,
  rows: Parameters<Write>[1],
  scores: readonly string[],
  place: { readonly folder: string; readonly path: string },
  of: { readonly source: string; readonly dataset: string; readonly write: Write },
): Promise<BaselineModel> {
  const path = join(place.folder, 'baseline-results.parquet');
  await of.write(ctx, rows, scores, path);
  const { sha256 } = await sha256File(place.path, ctx.signal);
  return {
    source: of.source,
    version: null,
    digest: `sha256:${sha256}`,
    modelPath: null,
    predictions: { path, sha256: null, dataset: of.dataset, definition: null, columns: {} },
  };
}
type Write = Awaited<ReturnType<typeof resultFiles>>['writeResults'];

/** `0.05`, or `5%`. */
function shareOf(share: ResultsConfig['allow_errors']): number {
  if (share === undefined) return 0;
  const value =
    typeof share === 'number' ? share : Number(share.replace('%', '')) / (share.endsWith('%') ? 100 : 1);
  if (value >= 0 && value <= 1) return value;
  throw usageError({ message: `the share of errors is ${share}`, expected: 'a share such as 0.02 or 2%' });
}
