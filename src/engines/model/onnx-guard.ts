/**
 * What may be handed to ONNX Runtime, which opens every file that a model names. Called before every load, in evaluation,
 * in the process that loads, in serving and when a file is registered.
 */
import { realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf, isInside } from '../../base/index.js';
import { isSafeLocation, OnnxFormatError, onnxContents } from './onnx-file.js';

/** Domains that ONNX Runtime brings along; operators of others come from a library, which Assay never loads. */
const KNOWN = new Set([
  '',
  'ai.onnx',
  'ai.onnx.ml',
  'ai.onnx.training',
  'ai.onnx.preview.training',
  'com.microsoft',
  'com.microsoft.nchwc',
  'com.microsoft.experimental',
  'com.ms.internal.nhwc',
  'org.pytorch.aten',
]);

export interface OnnxFacts {
  /** Why the file must not be loaded; null where nothing speaks against it. */
  readonly refusal: string | null;
  /** Files of weights that it names, in its own folder. */
  readonly external: readonly string[];
  /** Domains of operators that neither ONNX Runtime nor the model itself defines. */
  readonly customDomains: readonly string[];
}

/** Reads the structure of an ONNX file. Never throws for what is in it. */
export async function onnxFacts(path: string): Promise<OnnxFacts> {
  let contents: Awaited<ReturnType<typeof onnxContents>>;
  try {
    contents = await onnxContents(path);
  } catch (error) {
    if (!(error instanceof OnnxFormatError)) throw error;
    return { refusal: `it is no ONNX model: ${error.message}`, external: [], customDomains: [] };
  }
  const { locations, domains, defined } = contents;
  const customDomains = domains.filter((domain) => !KNOWN.has(domain) && !defined.includes(domain));
  const unsafe = locations.filter((location) => !isSafeLocation(location));
  const reasons: string[] = [];
  if (unsafe.length > 0) {
    reasons.push(
      `it names weights outside its folder: ${unsafe
        .slice(0, 3)
        .map((location) => JSON.stringify(location))
        .join(', ')}`,
    );
  }
  const folder = await realpath(dirname(path));
  for (const location of locations.filter(isSafeLocation)) {
    const place = join(dirname(path), location);
    // A file that is not there is ONNX Runtime's to complain of; one that is a link leads elsewhere.
    const real = await realpath(place).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return null;
      throw error;
    });
    if (real === null) continue;
    if (real !== join(folder, location) || !isInside(folder, real)) {
      reasons.push(`its weights ${JSON.stringify(location)} are a link`);
    }
  }
  if (customDomains.length > 0) {
    reasons.push(
      `it uses operators of ${customDomains.join(', ')}, which come from a library; Assay loads none`,
    );
  }
  return { refusal: reasons.length > 0 ? reasons.join('; ') : null, external: locations, customDomains };
}

/** Throws where the file must not be loaded. The message is without its name, which the caller tells as people know it. */
export async function refuseUnsafeOnnx(path: string): Promise<void> {
  const { refusal } = await onnxFacts(path);
  if (refusal !== null) throw new Error(`it is not loaded: ${refusal}`);
}
