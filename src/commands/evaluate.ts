/** `assay evaluate`: metrics of the candidate, and of the baseline on the same rows. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { usageError, writeFileAtomic } from '../base/index.js';
import { resolveDataset, withContract } from '../data/index.js';
import { type EvaluateRequest, evaluate, type Subject, startModelEarly } from '../evaluation/index.js';
import { worst } from '../results/index.js';
import { defineCommand } from './command.js';
import { baselineSide, type FoundBaseline } from './evaluate/baseline.js';
import { OPTIONS } from './evaluate/options.js';
import { ownMetrics } from './evaluate/own.js';
import { resultsAsked, resultsAtHand, resultsBaseline } from './evaluate/results.js';
import { settingsOf } from './evaluate/settings.js';
import { copiesOf, withoutCopies } from './evaluate/shown.js';
import { givenModel, trainedModel } from './evaluate/subjects.js';
import { plainMetrics, summaryOf } from './evaluate/summary.js';
import { refuseWrongGate } from './gate/configured.js';
import { openSession } from './session.js';

export default defineCommand({
  name: 'evaluate',
  summary: 'compute metrics with intervals, slices and latency, of a model or of predictions',
  details:
    'Without options: the model that `train` made in this run, on the dataset of `evaluate` in assay.yaml, and beside it the version that the gate compares with, on the same rows. With --predictions no model and no assay.yaml are needed. Models are ONNX; others are run by `evaluate.run`. A metric without a value (one class only, NaN scores) is shown with the reason and is never 0.',
  options: OPTIONS,
  examples: [
    { run: 'assay evaluate', does: 'what assay.yaml describes, for the candidate and the baseline' },
    {
      run: 'assay evaluate --predictions predictions.csv --task binary --target late --score p --metric roc_auc --metric log_loss --output metrics.json',
      does: 'metrics of a predictions file; no assay.yaml is needed',
    },
    {
      run: 'assay evaluate --model model.onnx --data test.parquet --task regression --target price --column rooms --column area --metric rmse',
      does: 'an ONNX model whose one input is a matrix of two columns',
    },
    {
      run: 'assay evaluate --predictions new.parquet --baseline file:old.parquet --id id --task binary --target late --score p --metric roc_auc --metric accuracy',
      does: 'two files of predictions in pairs, joined by id; `assay gate` then decides by their differences',
    },
    {
      run: 'assay evaluate --slice origin --slice "evening: hour >= 18"',
      does: 'the same metrics for each value of a column, and for the rows of a condition',
    },
  ],
  outputs: {
    metrics: 'the values as JSON, {"metric": value}',
    rows: 'number of rows that were evaluated',
  },
  permissions: {
    contents: 'read: to check out',
    actions: 'read: only where the baseline is the result of the merge base',
  },
  async run({ ctx, host, options }) {
    const session = await openSession(ctx, host, {
      config: options.config,
      name: options.name,
      replaces: 'evaluate',
    });
    const { config, workspace } = session;
    if (options.alone && (options.baseline ?? options['baseline-results']) !== undefined)
      throw usageError({ message: '--alone wants no baseline, and one is named beside it' });
    // Rules on slices of this file; options may name other slices.
    if (options.slice.length === 0) refuseWrongGate(config);
    const asked = resultsAsked(options, config);
    const scratch = await mkdtemp(join(tmpdir(), 'assay-models-'));
    let process: EvaluateRequest['process'] = null;
    try {
      const results =
        asked === null
          ? null
          : await resultsAtHand(ctx, { place: session.place, folder: scratch, config }, options, asked);
      const settings = results?.settings ?? settingsOf(options, config);
      process = settings.columns === null ? await startModelEarly(ctx, settings.config) : null;
      const dataset =
        results?.dataset ??
        (await withContract(
          await resolveDataset(settings.dataset.name, settings.dataset.path, session.place, ctx.signal),
          settings.dataset.contract,
          session.root,
        ));
      const model =
        settings.columns !== null
          ? null
          : options.model !== undefined
            ? await givenModel(ctx, session.place, options.model, scratch)
            : await trainedModel(workspace, options.name, scratch);
      const candidate: Subject =
        model === null
          ? { kind: 'columns', columns: settings.columns ?? {} }
          : { kind: 'model', path: model.path };
      // Predictions are compared where a baseline was asked for; a model also with that of the gate.
      const wanted =
        options.baseline !== undefined || (model !== null && config !== null && config.gate !== undefined);
      const place = {
        config,
        place: session.place,
        text: options.baseline,
        columns: settings.columns,
        dataset: { name: dataset.name, sha256: dataset.sha256 },
        run: workspace.run.id,
        folder: scratch,
        mergeBase: async (artifact: string | null) => {
          const { mergeBaseResult } = await import('./baseline/merge-base.js');
          return mergeBaseResult(ctx, host, session, {
            artifact,
            name: options.name,
            predictionsTo: join(scratch, 'merge-base'),
          });
        },
      };
      const found: FoundBaseline = options.alone
        ? { model: null, notChecked: results?.notChecked ?? [] }
        : results !== null
          ? await resultsBaseline(ctx, results, place)
          : wanted
            ? await baselineSide(ctx, place)
            : { model: null, notChecked: [] };
      const evaluation = await evaluate(ctx, {
        dataset,
        config: settings.config,
        root: session.root,
        remote: session.place.remote,
        candidate,
        process,
        baseline: found.model,
        ...(results === null ? {} : { labels: 'optional' as const }),
        ...(model?.seeds === undefined ? {} : { seeds: model.seeds }),
        keep: (name, path) => workspace.keepFile(name, path),
      }).catch((error: unknown) => {
        throw withoutCopies(error, copiesOf(model, found.model));
      });
      const findings = [...(results?.findings ?? []), ...evaluation.findings];
      const trained = await ownMetrics(
        config,
        workspace,
        options.name,
        options.model === undefined && options.results === undefined && (model ?? results) !== null,
      );
      const { candidate: ours, baseline: theirs } = evaluation;
      const artifacts = [ours.predictions, theirs?.predictions ?? null].filter(
        (artifact) => artifact !== null,
      );
      const summary =
        evaluation.dataset.rows === 0
          ? `dataset ${dataset.name} has no rows`
          : summaryOf(ours.metrics, evaluation.dataset.rows);
      const result = await session.finish<'evaluate'>({
        command: 'evaluate',
        ...(options.name === undefined ? {} : { name: options.name }),
        verdict: worst(['pass', ...findings.map((finding) => finding.verdict)]),
        summary,
        subject: config?.evaluate && model !== null ? 'candidate' : basename(model?.shown ?? dataset.path),
        task: settings.config.task,
        inputs: [
          ...(model === null
            ? []
            : [
                {
                  name: 'model',
                  path: model.shown,
                  sha256: ours.model?.sha256 ?? null,
                  ...(ours.model && { size: ours.model.size }),
                },
              ]),
          ...trained.inputs,
          { name: dataset.name, path: dataset.path, sha256: results?.file.sha256 ?? dataset.sha256 },
        ],
        findings,
        notChecked: [...found.notChecked, ...evaluation.notChecked],
        artifacts,
        dataset: evaluation.dataset,
        model: ours.model,
        predictions: ours.predictions,
        metrics: [...ours.metrics, ...trained.metrics],
        definition: evaluation.definition,
        ...(evaluation.seeds === null ? {} : { seeds: evaluation.seeds }),
        ...(evaluation.paired === null
          ? {}
          : {
              comparisons: evaluation.paired.comparisons,
              between: evaluation.paired.between,
              pairing: evaluation.paired.pairing,
            }),
        ...evaluation.beyond,
        ...(Object.keys(ours.curves).length === 0 && Object.keys(theirs?.curves ?? {}).length === 0
          ? {}
          : { curves: { candidate: ours.curves, baseline: theirs?.curves ?? null } }),
        baseline:
          found.model && theirs
            ? {
                source: found.model.source,
                version: found.model.version,
                digest: found.model.digest,
                metrics: [...theirs.metrics, ...(found.own ?? [])],
              }
            : null,
      });
      const plain = plainMetrics([...ours.metrics, ...trained.metrics]);
      if (options.output !== undefined) {
        await writeFileAtomic(resolve(session.root, options.output), `${JSON.stringify(plain, null, 2)}\n`);
      }
      return {
        result,
        outputs: { metrics: JSON.stringify(plain), rows: String(evaluation.dataset.rows) },
      };
    } finally {
      await process?.close();
      await rm(scratch, { recursive: true, force: true });
    }
  },
});
