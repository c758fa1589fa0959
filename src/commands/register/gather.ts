/** What `register` has in its hands: the results of this run with their bytes, the model, the people. */
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  type Context,
  canonicalJson,
  codeOf,
  sha256,
  sha256File,
  unreadable,
  usageError,
} from '../../base/index.js';
import type { LoadedConfig } from '../../config/index.js';
import { type Measured, type MetricsFile, readMetricsFile } from '../../gate/index.js';
import type { Host } from '../../host/index.js';
import {
  type Document,
  type Evidence,
  type ManifestInput,
  onnxSignature,
  refusals,
} from '../../registry/index.js';
import { type Finding, type Metric, parseResult, type Result } from '../../results/index.js';
import type { Place } from '../../s3/index.js';
import type { COMMON_OPTIONS, ValuesOf } from '../command.js';
import type { FetchedModel } from '../mlflow.js';
import { fileAt } from '../place.js';
import type { Session } from '../session.js';
import { modelFindings } from './model-file.js';
import type { OPTIONS } from './options.js';

export type RegisterOptions = ValuesOf<typeof OPTIONS & typeof COMMON_OPTIONS>;
type Given = NonNullable<ManifestInput['file']>;

/** Results that are evidence. Of those marked, a version has one; of the others it takes all of the run. */
const EVIDENCE = { validate: 'all', profile: 'all', train: 'one', evaluate: 'one', gate: 'one' } as const;
type EvidenceCommand = keyof typeof EVIDENCE;

export async function gatherInput(
  ctx: Context,
  host: Host,
  session: Session,
  model: string,
  options: RegisterOptions,
  /** The model where it came from an MLflow server; `options.file` is then the downloaded file. */
  fetched: FetchedModel | null = null,
): Promise<{ input: ManifestInput; notChecked: string[]; findings: Finding[] }> {
  const { config, root, workspace } = session;
  if (options.metrics !== undefined && options.file === undefined) {
    throw usageError({
      message: '--metrics belongs to --file: the model of this run has the metrics of `evaluate`',
    });
  }
  const file = options.file === undefined ? null : await givenFile(ctx, session.place, options.file);
  const metricsFile =
    options.metrics === undefined ? null : await fileAt({ ...session.place, root: ctx.cwd }, options.metrics);
  const metrics =
    metricsFile === null
      ? (fetched?.metrics ?? null)
      : await readMetricsFile(metricsFile, {}, options.metrics);
  const found = await findEvidence(session, options.name);
  const { evidence, notChecked } =
    file === null ? { evidence: found, notChecked: [] } : evidenceOfFile(found, file, metrics);
  const gated = evidence.some(({ result }) => result.command === 'gate');
  // A configuration with rules promises that they were applied.
  if (!gated && config?.gate !== undefined && refusals(evidence).length === 0)
    await workspace.need('gate', options.name);
  const repository = await host.repositoryUrl(root);
  const path = await modelPath(session, evidence, file);
  const findings = await modelFindings(path, evidence, file, session);
  return {
    input: {
      model,
      evidence,
      file,
      metrics: metrics?.metrics.all.map(ofMeasured) ?? [],
      documents: [
        ...(config === null ? [] : [await document('config', config.file)]),
        ...(metricsFile === null ? [] : [await document('metrics', metricsFile)]),
        ...(fetched === null ? [] : [originOf(fetched)]),
        ...(config === null ? [] : await contracts(config, evidence)),
        ...(evidence.length === 0 ? [] : [await report(evidence, model, repository)]),
      ],
      signature: path === null ? null : await onnxSignature(path),
      authors: await host.authors(root),
      repository,
      run: workspace.run,
    },
    findings,
    notChecked: [
      ...notChecked,
      ...(fetched?.notChecked ?? []),
      ...(gated ? [] : ['the quality of the model: no gate judged it']),
      ...(gated && !measured(evidence)
        ? ['whether the metrics that the gate judged are of this model: they came from a file']
        : []),
      ...(path === null ? ['inputs and outputs of the model: it is no ONNX file'] : []),
    ],
  };
}

/** The results of this run that are evidence, with the bytes that were read and checked. */
export async function findEvidence(session: Session, name: string | undefined): Promise<Evidence[]> {
  const folder = join(session.workspace.folder, 'results');
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
  const evidence: Evidence[] = [];
  for (const file of files) {
    const [command, ...rest] = file.slice(0, -'.json'.length).split('.');
    if (!isEvidence(command)) continue;
    const own = rest.length === 0 ? undefined : rest.join('.');
    if (EVIDENCE[command] === 'one' && own !== (files.includes(fileOf(command, name)) ? name : undefined))
      continue;
    // Refuses what is of another run.
    if ((await session.workspace.read(command, own)) === null) continue;
    const path = join(folder, file);
    const bytes = await readFile(path);
    evidence.push({ result: parseResult(bytes, path), bytes, file });
  }
  return evidence;
}

/** True where `evaluate` ran the model itself; a file of predictions or metrics may be of any model. */
function measured(evidence: readonly Evidence[]): boolean {
  return evidence.some(({ result }) => result.command === 'evaluate' && result.model !== null);
}

function isEvidence(command: string | undefined): command is EvidenceCommand {
  return command !== undefined && Object.hasOwn(EVIDENCE, command);
}

function fileOf(command: string, name: string | undefined): string {
  return name === undefined ? `${command}.json` : `${command}.${name}.json`;
}

async function givenFile(ctx: Context, place: Place, file: string): Promise<Given> {
  const path = await fileAt({ ...place, root: ctx.cwd }, file);
  try {
    return { name: 'model', file: basename(path), path, ...(await sha256File(path, ctx.signal)) };
  } catch (error) {
    if (ctx.signal.aborted) throw error;
    throw unreadable(path, 'the file to register', error);
  }
}

/** Of the results at hand, those that speak of a file that no training of this run made. */
function evidenceOfFile(
  found: readonly Evidence[],
  file: Given,
  metrics: MetricsFile | null,
): { evidence: Evidence[]; notChecked: string[] } {
  const trained = found.some(
    ({ result }) => result.command === 'train' && result.seeds[0]?.outputs['model']?.sha256 === file.sha256,
  );
  const measured = found.some(
    ({ result }) => result.command === 'evaluate' && result.model?.sha256 === file.sha256,
  );
  const notChecked: string[] = [];
  const speaks = (result: Result): boolean => {
    switch (result.command) {
      case 'train':
        return trained;
      case 'evaluate':
        return measured;
      case 'gate': {
        const candidate = result.inputs.find(({ name }) => name === 'candidate')?.sha256 ?? null;
        return candidate === null ? measured : candidate === metrics?.sha256;
      }
      default:
        return trained || measured;
    }
  };
  const evidence = found.filter(({ result, file: name }) => {
    if (speaks(result)) return true;
    if (result.command === 'gate' || result.command === 'evaluate') {
      notChecked.push(
        `${name} in .assay: it is about another model or other metrics than the file to register`,
      );
    }
    return false;
  });
  return { evidence, notChecked };
}

/** The file that the version's model will be, where it is an ONNX file. */
async function modelPath(
  { workspace }: Session,
  evidence: readonly Evidence[],
  file: Given | null,
): Promise<string | null> {
  if (file !== null) return /\.onnx$/i.test(file.file) ? file.path : null;
  const train = evidence.find(({ result }) => result.command === 'train')?.result;
  const model = train?.command === 'train' ? train.seeds[0]?.outputs['model'] : undefined;
  return model && /\.onnx$/i.test(model.file) ? workspace.checkedArtifact(model) : null;
}

/** The contracts that the data was validated against, where their files still have the bytes that were read. */
async function contracts(config: LoadedConfig, evidence: readonly Evidence[]): Promise<Document[]> {
  const validated = evidence.flatMap(({ result }) => (result.command === 'validate' ? result.inputs : []));
  const kept = new Map<string, Document>();
  for (const [name, { contract }] of Object.entries(config.datasets)) {
    const path = contract?.replace(/#[^#]*$/, '');
    const input = validated.find((one) => one.name === `contract:${name}`);
    if (path === undefined || input === undefined) continue;
    const bytes = await readFile(config.resolve(path)).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    });
    if (bytes === null || sha256(bytes) !== input.sha256) continue;
    kept.set(name, { role: 'contract', name: `contract:${name}`, file: basename(path), bytes });
  }
  return [...kept.values()];
}

/** Where a model of MLflow came from. */
function originOf({ origin }: FetchedModel): Document {
  return { role: 'other', name: 'mlflow', file: 'mlflow.json', bytes: Buffer.from(canonicalJson(origin)) };
}

async function document(name: string, path: string): Promise<Document> {
  return { role: 'other', name, file: basename(path), bytes: await readFile(path) };
}

/** The page that a person sees, of the evidence alone: no address of this job, which differs between attempts. */
async function report(
  evidence: readonly Evidence[],
  model: string,
  repositoryUrl: string | null,
): Promise<Document> {
  const { FORMATS } = await import('../../report/index.js');
  const results = evidence.map(({ result }) => result);
  const html = await FORMATS.html.render(results, { model, runUrl: null, repositoryUrl });
  return { role: 'report', name: 'report', file: 'report.html', bytes: Buffer.from(html) };
}

/** A metric of a plain file. What has no JSON form is kept as the reason why there is no value. */
function ofMeasured(metric: Measured): Metric {
  const { name, slice, value, n, direction } = metric;
  const finite = value !== null && Number.isFinite(value);
  return {
    name,
    slice,
    value: finite ? value : null,
    interval: metric.interval === null ? null : [...metric.interval],
    intervalMethod: null,
    confidence: null,
    n,
    direction,
    undefined: finite
      ? null
      : (metric.undefined ?? (value === null ? 'no value in the file' : String(value))),
  };
}
