/** `assay run`: the whole pipeline, up to the gate, on this machine. It is the other commands in their order. */
import { parseBaselineRef } from '../gate/index.js';
import { type Result, worst } from '../results/index.js';
import { type Command, defineCommand, type Outcome } from './command.js';
import { refuseWrongGate } from './gate/configured.js';
import { checkOptions, type RawOptions } from './options.js';
import { recordFinishedRun } from './register/record.js';
import { openConfiguredSession } from './session.js';

/** The steps, and what of assay.yaml each one needs. */
const STEPS = [
  { command: 'validate', needs: 'datasets' },
  { command: 'train', needs: 'train' },
  { command: 'evaluate', needs: 'evaluate' },
  { command: 'gate', needs: 'gate' },
] as const;

const LOADERS: Readonly<Record<(typeof STEPS)[number]['command'], () => Promise<{ default: Command }>>> = {
  validate: () => import('./validate.js'),
  train: () => import('./train.js'),
  evaluate: () => import('./evaluate.js'),
  gate: () => import('./gate.js'),
};

/** Whether the gate will look for its baseline in the registry: one that is not there is told before training. */
function asksRegistry(baseline: string | undefined): boolean {
  if (baseline === undefined) return false;
  return ['alias', 'version', 'previous', 'best'].includes(parseBaselineRef(baseline).kind);
}

/** More reasons than these are for the report. */
const SHOWN_REASONS = 5;

/** Why a step failed: its rules and findings that fail, one a line. */
function reasonsOf(result: Result): string[] {
  const bad = ({ verdict }: { readonly verdict: string }) => verdict === 'fail' || verdict === 'error';
  const all = [...(result.command === 'gate' ? result.rules : []), ...result.findings]
    .filter(bad)
    .map(({ message }) => message);
  const more = all.length - SHOWN_REASONS;
  return [...all.slice(0, SHOWN_REASONS), ...(more > 0 ? [`and ${more} more, in the report`] : [])];
}

export default defineCommand({
  name: 'run',
  summary: 'run the whole pipeline, up to the gate, on this machine',
  details:
    'Validates the data, trains, evaluates and gates the candidate, and writes the report. A step whose verdict is fail or error ends the run: what comes after it would rest on nothing. Sections that assay.yaml does not have are skipped and listed as not checked.',
  options: {
    'no-cache': { type: 'boolean', summary: 'train even where nothing changed since an earlier run' },
    param: {
      type: 'list',
      value: 'NAME=VALUE',
      summary: 'a parameter of the training, over that of assay.yaml',
    },
    record: {
      type: 'boolean',
      summary: 'record the run in the registry, whatever its verdict (also: `train.record` in assay.yaml)',
    },
  },
  examples: [
    { run: 'assay run', does: 'everything that assay.yaml describes, up to the verdict' },
    {
      run: 'assay run --param trees=200 --record',
      does: 'the same with another parameter, as an experiment that `assay history` and `assay compare` show',
    },
  ],
  async run({ ctx, host, options }) {
    const session = await openConfiguredSession(ctx, host, { config: options.config, fresh: true });
    const { config } = session;
    refuseWrongGate(config);
    if (asksRegistry(config.gate?.baseline)) {
      const { openRegistry } = await import('../registry/index.js');
      await openRegistry(config.registry, config.root, ctx);
    }
    const steps: { command: string; verdict: Outcome['result']['verdict']; summary: string }[] = [];
    const notChecked: string[] = [];
    for (const { command, needs } of STEPS) {
      const section = config[needs];
      if (section === undefined || Object.keys(section).length === 0) {
        notChecked.push(`${command}: assay.yaml has no \`${needs}\``);
        continue;
      }
      const { default: step } = await LOADERS[command]();
      ctx.log.info(`\n$ assay ${command}`);
      const raw: RawOptions = {
        config: config.file,
        ...(command === 'train' ? { 'no-cache': options['no-cache'], param: options.param } : {}),
      };
      const outcome = await step.run({
        ctx,
        host,
        options: checkOptions(step, raw, 'cli'),
        args: [],
      });
      const { verdict, summary } = outcome.result;
      ctx.log.info(`${verdict}: ${summary}`);
      for (const reason of reasonsOf(outcome.result)) ctx.log.info(`  ${reason}`);
      steps.push({ command, verdict, summary });
      if (verdict === 'fail' || verdict === 'error') break;
    }
    const recorded = await recordFinishedRun(ctx, host, session, options.record);
    const verdict = worst(steps.map((step) => step.verdict));
    const result = await session.finish<'run'>({
      command: 'run',
      ...(options.name === undefined ? {} : { name: options.name }),
      verdict,
      summary: steps.map((step) => `${step.command} ${step.verdict}`).join(', ') || 'nothing to run',
      notChecked,
      data: { steps, recorded },
    });
    const { default: report } = await import('./report.js');
    const rendered = await report.run({
      ctx,
      host,
      options: checkOptions(report, { config: config.file }, 'cli'),
      args: [],
    });
    ctx.log.info(`\nreport: ${rendered.text?.trim()}`);
    return { result, outputs: { report: rendered.outputs?.['path'] ?? '' } };
  },
  outputs: { report: 'path of the HTML report' },
});
