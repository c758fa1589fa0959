/** `assay validate`: contract, quality, drift and leakage checks of datasets. */
import { resolve } from 'node:path';
import { type Context, groupDigits } from '../base/index.js';
import { memoryLimit } from '../config/index.js';
import {
  checkFailedRowsPath,
  EMPTY_CONTRACT,
  explainText,
  FailedRows,
  type FilesValidation,
  profileDataset,
  profileText,
  traced,
  type ValidateOptions,
  type Validation,
  validateDataset,
  validateFiles,
} from '../data/index.js';
import { type Database, openDatabase } from '../engines/index.js';
import type { Host } from '../host/index.js';
import {
  type Artifact,
  type Drift,
  type Finding,
  type ResultInput,
  type Verdict,
  worst,
} from '../results/index.js';
import { defineCommand } from './command.js';
import { openSession, type Session } from './session.js';
import { driftOf, leakageOf, type Validated } from './validate/compare.js';
import { referenceOf } from './validate/references.js';
import { sharedFiles } from './validate/shared.js';
import { neighboursOf, type Subject, subjectsOf } from './validate/subjects.js';

export default defineCommand({
  name: 'validate',
  summary: 'check datasets against their contracts, for drift and for leakage',
  details:
    'Without options: every dataset of assay.yaml, each against its contract (Open Data Contract Standard v3.1), its drift reference and the dataset that it must share nothing with. Datasets that pass are profiled, and the profiles go into the registry with the version. Text (CSV, TSV, JSON lines) is checked as text before it is read as values. Every finding names file, row, line, value and the SQL that shows it; what a contract asks and cannot be checked is listed.',
  options: {
    dataset: {
      type: 'list',
      value: 'NAME',
      summary: 'only this dataset of assay.yaml, and what it is compared with',
    },
    data: {
      type: 'string',
      value: 'FILE',
      summary: 'a file, a glob or an s3:// address; no assay.yaml is needed',
    },
    kind: {
      type: 'string',
      choices: ['table', 'files'],
      default: 'table',
      summary: 'files: --data is a folder of images, sounds or documents',
    },
    contract: {
      type: 'string',
      value: 'FILE',
      summary: 'the contract of --data; FILE#OBJECT names one object',
    },
    reference: {
      type: 'string',
      value: 'FILE',
      summary: 'what --data is compared with for drift: data, or a profile (.json)',
    },
    environment: {
      type: 'string',
      value: 'NAME',
      summary:
        'where --data is used, such as training or serving; columns of other environments may be absent',
    },
    'drift-severity': {
      type: 'string',
      choices: ['warn', 'error'],
      default: 'warn',
      summary: 'whether drift against --reference warns or fails',
    },
    'failed-rows': {
      type: 'string',
      value: 'FILE',
      summary: 'write all rows that break a check (.parquet, .csv, .jsonl); {dataset} makes a file of each',
    },
    'failed-rows-personal': {
      type: 'boolean',
      summary: 'write values of personal columns too, which are redacted otherwise',
    },
    memory: {
      type: 'string',
      value: 'SIZE',
      summary:
        'the most memory that the engine may use (2GiB; absent: `memory` of assay.yaml); what does not fit is spilled to the disk',
    },
    explain: {
      type: 'boolean',
      summary: 'show which queries were run for which checks, their SQL and times',
    },
  },
  examples: [
    { run: 'assay validate', does: 'every dataset of assay.yaml' },
    { run: 'assay validate --dataset serving', does: 'one dataset, and its references' },
    {
      run: 'assay validate --data data/june.csv --contract contracts/flights.odcs.yaml --reference train.profile.json',
      does: 'one file; no assay.yaml is needed',
    },
    {
      run: 'assay validate --data june.csv --contract flights.odcs.yaml --failed-rows failed.parquet',
      does: 'and all rows that break a check, with the reasons',
    },
    {
      run: 'assay validate --data images/ --kind files',
      does: 'a folder of images: broken ones, duplicates',
    },
  ],
  outputs: {
    rows: 'number of rows that were checked',
    checks: 'number of checks that were evaluated',
    drifted: 'number of columns that have drifted',
  },
  permissions: { contents: 'read' },
  async run({ ctx, host, options }) {
    // The engine is loaded while git tells which commit this is.
    const { memory } = options;
    if (memory !== undefined) memoryLimit(memory, '--memory');
    const [session, engine] = await sessionWithEngine(
      ctx,
      host,
      { config: options.config, name: options.name, replaces: 'validate' },
      memory,
    );
    let db = engine;
    const { config, root, place, workspace } = session;
    const { data, contract, reference, environment } = options;
    const severity = options['drift-severity'] === 'error' ? 'error' : 'warn';
    const kind = options.kind === 'files' ? 'files' : 'table';
    const rowsFile = options['failed-rows'];
    const failedRows = rowsFile === undefined ? undefined : resolve(root, rowsFile);
    const chosen = { datasets: options.dataset, environment, failedRows };
    const choice = { data, contract, reference, severity, kind, ...chosen } as const;
    const inputs: ResultInput[] = [];
    const findings: Finding[] = [];
    const notChecked: string[] = [];
    const drift: Drift[] = [];
    const verdicts: Verdict[] = [];
    const artifacts: Artifact[] = [];
    let checks = 0;
    const validated = new Map<string, Validated>();
    const progress = ctx.log.progress('validate');
    const plans: string[] = [];
    try {
      const trace = options.explain ? await traced(engine) : null;
      if (trace !== null) db = trace.db;
      const writer = new FailedRows(ctx, db);
      const subjects = await subjectsOf(choice, config, place);
      const read = [...subjects].flatMap(([name, { found, drift }]) => [
        ...found.files.map((file) => [name, file.path] as const),
        ...(drift === undefined ? [] : [[name, resolve(root, drift.reference)] as const]),
      ]);
      for (const { failedRows } of subjects.values()) {
        if (failedRows !== undefined) checkFailedRowsPath(failedRows, read);
      }
      const neighbours = await neighboursOf(subjects, data === undefined ? config : null, place);
      for (const [name, subject] of subjects) {
        progress.update(name, validated.size / subjects.size);
        for (const notice of subject.contract?.notices ?? []) ctx.log.warn(notice);
        const rows = subject.failedRows;
        const personal = options['failed-rows-personal'];
        const validation = await validateSubject(ctx, db, subject, {
          reference: (other) => referenceOf(other, config, place),
          neighbours,
          failedRows: rows === undefined ? undefined : { writer, target: { path: rows, personal } },
        });
        if (trace !== null) plans.push(explainText(name, trace.take()));
        const good = validation.verdict === 'pass' || validation.verdict === 'warn';
        // On its own a file is only checked; profiles are for pipelines, which have a configuration.
        const profiled = good && config !== null && data === undefined && subject.files === null;
        const profile = profiled ? await profileDataset(ctx, db, validation.dataset, subject.contract) : null;
        validated.set(name, { subject, validation, profile });
        if (profile !== null) {
          artifacts.push(
            await workspace.keepBytes(`profile:${name}`, `${name}.profile.json`, profileText(profile)),
          );
        }
        const { dataset } = validation;
        inputs.push({ name, path: subject.found.path, sha256: dataset.sha256 });
        if ('manifest' in validation) {
          artifacts.push(
            await workspace.keepBytes(`manifest:${name}`, `${name}.manifest.jsonl`, validation.manifest),
          );
        } else if (subject.contract === null)
          notChecked.push(`${name}: it has no contract; only that it can be read`);
        else {
          const { file, sha256, size } = subject.contract;
          inputs.push({ name: `contract:${name}`, path: file, sha256, size });
        }
        findings.push(...validation.findings);
        notChecked.push(...validation.notChecked);
        verdicts.push(validation.verdict);
        checks += validation.checks;
      }
      for (const { path, rows } of await writer.finish())
        ctx.log.info(`${groupDigits(rows)} failed rows: ${path}`);
      await writer.close();
      for (const one of validated.values()) {
        progress.update(`${one.subject.found.name}: drift and leakage`);
        const drifted = await driftOf(ctx, db, one, validated, config, place);
        const leaked = await leakageOf(ctx, db, one, validated);
        if (drifted !== null) {
          drift.push(...drifted.drift);
          findings.push(...drifted.findings);
          notChecked.push(...drifted.notChecked);
          verdicts.push(drifted.verdict);
          checks += drifted.drift.length;
        }
        if (leaked !== null) {
          findings.push(...leaked.findings);
          notChecked.push(...leaked.notChecked);
          verdicts.push(...leaked.findings.map((finding) => finding.verdict));
          checks += leaked.checks;
        }
      }
      if (config !== null && data === undefined) {
        const read = [...validated].map(([name, { validation }]) => [name, validation.dataset] as const);
        const shared = sharedFiles(config, new Map(read));
        findings.push(...shared.findings);
        notChecked.push(...shared.notChecked);
        verdicts.push(...shared.findings.map((finding) => finding.verdict));
      }
    } finally {
      progress.done();
      engine.close();
    }
    for (const plan of plans) ctx.log.info(plan);
    const datasets = [...validated.values()].map(({ validation }) => validation.summary);
    const rows = datasets.reduce((sum, summary) => sum + summary.rows, 0);
    const verdict = worst(verdicts);
    const result = await session.finish({
      command: 'validate',
      ...(options.name === undefined ? {} : { name: options.name }),
      verdict,
      summary: summaryOf(findings, datasets.length, rows, checks),
      inputs,
      findings,
      notChecked,
      artifacts,
      datasets,
      checks,
      ...(drift.length > 0 ? { drift } : {}),
    });
    const drifted = drift.filter((item) => item.verdict === 'warn' || item.verdict === 'fail').length;
    return { result, outputs: { rows: String(rows), checks: String(checks), drifted: String(drifted) } };
  },
});

function validateSubject(
  ctx: Context,
  db: Database,
  { found, contract, files }: Subject,
  options: ValidateOptions,
): Promise<Validation | FilesValidation> {
  return files === null
    ? validateDataset(ctx, db, found, contract ?? EMPTY_CONTRACT, options)
    : validateFiles(ctx, found, files);
}

async function sessionWithEngine(
  ctx: Context,
  host: Host,
  options: Parameters<typeof openSession>[2],
  memory: string | undefined,
): Promise<[Session, Database]> {
  const [session, engine] = await Promise.allSettled([
    openSession(ctx, host, options),
    openDatabase(ctx, memory === undefined ? {} : { memory }),
  ]);
  if (session.status === 'rejected') {
    if (engine.status === 'fulfilled') engine.value.close();
    throw session.reason;
  }
  if (engine.status === 'rejected') throw engine.reason;
  const own = session.value.config?.memory;
  if (own !== undefined && memory === undefined) {
    try {
      await engine.value.run(`SET memory_limit = '${memoryLimit(own, 'memory of assay.yaml')}'`);
    } catch (error) {
      engine.value.close();
      throw error;
    }
  }
  return [session.value, engine.value];
}

function summaryOf(findings: readonly Finding[], datasets: number, rows: number, checks: number): string {
  const count = (verdicts: readonly Verdict[], word: string) => {
    const number = findings.filter((finding) => verdicts.includes(finding.verdict)).length;
    return number === 0 ? [] : [`${number} ${word}`];
  };
  const found = [
    ...count(['error'], 'could not be evaluated'),
    ...count(['fail'], 'failed'),
    ...count(['inconclusive'], 'inconclusive'),
    ...count(['warn'], 'warned'),
  ];
  const scope = `${datasets} ${datasets === 1 ? 'dataset' : 'datasets'}, ${groupDigits(rows)} rows, ${checks} checks`;
  return `${scope}: ${found.length === 0 ? 'all passed' : found.join(', ')}`;
}
