/** What the papers of a version say beyond its manifest: read from its kept results and from the registry, checked on the way. */
import { type DatasetSummary, parseResult, type Task } from '../../results/index.js';
import { commandOf } from '../evidence.js';
import type { Lineage } from '../lineage.js';
import type { Manifest, ManifestFile, Registry, SignatureEntry } from '../types.js';

export interface PaperFacts {
  /** Of `evaluate`; null where no result of it was registered. */
  readonly task: Task | null;
  /** The dataset that the metrics were measured on; null where it is not known. */
  readonly evaluated: DatasetSummary | null;
  /** What did not pass, and what nobody looked at: sentences for people, in the order of the results. */
  readonly limits: readonly string[];
  /** Oldest first. Nothing is said of what they are worth. */
  readonly signatures: readonly SignatureEntry[];
}

/** Names that are pickles by custom, whatever their first bytes are. */
const PICKLE_NAME = /\.(pkl|pickle|joblib|pt|pth|ckpt)$/i;

/** True for a file that is a pickle by its name: whoever loads it runs the code in it. The bytes are not read. */
export function isPickleName(name: string): boolean {
  return PICKLE_NAME.test(name);
}

export function modelFiles(manifest: Manifest): ManifestFile[] {
  return manifest.files.filter(({ role }) => role === 'model');
}

/** True where every file of the model is ONNX by its name. */
export function isOnnx(manifest: Manifest): boolean {
  const files = modelFiles(manifest);
  return files.length > 0 && files.every(({ file }) => /\.onnx$/i.test(file));
}

/** Reads what the papers need. A result that is damaged or unreadable is an error, as it is for `lineageOf`. */
export async function paperFacts(
  registry: Pick<Registry, 'getBytes' | 'signatures'>,
  { version: { entry, manifest } }: Lineage,
): Promise<PaperFacts> {
  let task: Task | null = null;
  let evaluated: DatasetSummary | null = null;
  const limits: string[] = [];
  for (const { file } of modelFiles(manifest)) {
    if (isPickleName(file)) limits.push(`${file} is a pickle: whoever loads it runs the code in it`);
  }
  for (const { name, slice, value, undefined: why } of manifest.metrics) {
    if (value === null)
      limits.push(
        `${name}${slice === null ? '' : ` (${slice})`} has no value: ${why ?? 'no reason is known'}`,
      );
  }
  for (const note of manifest.code.notKept ?? []) limits.push(`not kept of the code: ${note}`);
  if (manifest.code.dirty) limits.push('the code differed from its commit when training began');
  let judged = false;
  for (const { role, name, sha256 } of manifest.files) {
    if (role !== 'result' || !name.startsWith('result:')) continue;
    const result = parseResult(await registry.getBytes(sha256), `${name} of v${entry.version}`);
    const command = commandOf(result);
    if (result.command === 'evaluate') ({ task, dataset: evaluated } = result);
    if (result.command === 'gate') {
      judged = true;
      for (const rule of result.rules) {
        if (rule.verdict !== 'pass') limits.push(`gate, ${rule.verdict}: ${rule.message}`);
      }
    }
    for (const { verdict, message } of result.findings) {
      if (verdict !== 'pass') limits.push(`${command}, ${verdict}: ${message}`);
    }
    for (const note of result.notChecked) limits.push(`${command}, not checked: ${note}`);
  }
  if (!judged) limits.push('no gate judged this version');
  return {
    task,
    evaluated,
    limits: [...new Set(limits)],
    signatures: await registry.signatures(entry.model, entry.version),
  };
}
