/** The declared outputs of a run: checked, then kept as artifacts. A missing or broken one is a finding. */
import { access, constants, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import { codeOf, isInside, messageOf, type Problem } from '../base/index.js';
import { externalLocations, isSafeLocation, type LoadCheck, OnnxFormatError } from '../engines/index.js';
import type { Artifact, Finding, Workspace } from '../results/index.js';

/** Output name → path relative to ASSAY_OUTPUT_DIR, as the configuration has it. */
export type DeclaredOutputs = Readonly<Record<string, string>>;

export function isOnnx(path: string): boolean {
  return /\.onnx$/i.test(path);
}

/** What is wrong with the declarations themselves, before anything runs. */
export function declarationProblems(outputs: DeclaredOutputs): Problem[] {
  const root = resolve('/outputs');
  return Object.entries(outputs)
    .filter(([, path]) => isAbsolute(path) || !isInside(root, join(root, path)) || join(root, path) === root)
    .map(([name, path]) => ({
      where: { key: `train.outputs.${name}` },
      message: `${path} lies outside ASSAY_OUTPUT_DIR`,
      expected: 'a file, relative to ASSAY_OUTPUT_DIR',
      fix: 'let the training program write to ASSAY_OUTPUT_DIR',
    }));
}

/**
 * Checks every declared output in `folder` and keeps those that are good, named `<output>` or, where `suffix`
 * is given, `<output>:<suffix>`. `loads` tries to load ONNX models; null only where no output is one.
 */
export async function collectOutputs(
  outputs: DeclaredOutputs,
  folder: string,
  workspace: Workspace,
  loads: LoadCheck | null,
  suffix: string | null,
): Promise<{ kept: Record<string, Artifact>; findings: Finding[] }> {
  const kept: Record<string, Artifact> = {};
  const findings: Finding[] = [];
  for (const [name, path] of Object.entries(outputs)) {
    const found = await outputFault(path, folder, loads);
    if (found === null) {
      const label = suffix === null ? name : `${name}:${suffix}`;
      kept[name] = await workspace.keepFile(label, join(folder, path));
    } else {
      findings.push(outputFinding(name, path, found, suffix));
    }
  }
  return { kept, findings };
}

interface Fault {
  readonly check: string;
  readonly expected: string;
  readonly actual: string;
  readonly fix?: string;
}

function outputFinding(name: string, path: string, fault: Fault, suffix: string | null): Finding {
  const of = suffix === null ? '' : ` (${suffix})`;
  return {
    check: fault.check,
    verdict: 'fail',
    severity: 'error',
    subject: {},
    expected: fault.expected,
    actual: fault.actual,
    where: [{ file: path }],
    message: `output ${name}${of}: ${path} ${fault.actual}`,
    ...(fault.fix === undefined ? {} : { fix: fault.fix }),
  };
}

/** What is wrong with one output, or null. The first fault hides the later ones, which would follow from it. */
async function outputFault(path: string, folder: string, loads: LoadCheck | null): Promise<Fault | null> {
  const file = join(folder, path);
  const fix = `let the training program write ${path} to ASSAY_OUTPUT_DIR, or correct \`train.outputs\``;
  const exists = { check: 'output.exists', expected: 'a file', fix };
  let size: number;
  try {
    // A link must not carry a file of elsewhere into the registry.
    const real = await realpath(file);
    if (!isInside(await realpath(folder), real)) {
      return { ...exists, check: 'output.inside', actual: 'is a link to a file outside ASSAY_OUTPUT_DIR' };
    }
    const found = await stat(real);
    if (!found.isFile()) {
      return { ...exists, actual: found.isDirectory() ? 'is a folder' : 'is not a regular file' };
    }
    size = found.size;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return { ...exists, actual: 'was not written' };
    if (code === 'ELOOP') return { ...exists, actual: 'is a link to itself' };
    throw error;
  }
  try {
    await access(file, constants.R_OK);
  } catch (error) {
    const actual = `cannot be read: ${messageOf(error)}`;
    return { check: 'output.readable', expected: 'a readable file', actual, fix: 'mind its permissions' };
  }
  if (size === 0)
    return { check: 'output.not_empty', expected: 'at least one byte', actual: 'is empty', fix };
  return isOnnx(path) ? onnxFault(file, loads) : null;
}

async function onnxFault(file: string, loads: LoadCheck | null): Promise<Fault | null> {
  const expected = 'a valid ONNX model in one file';
  let locations: string[];
  try {
    locations = await externalLocations(file);
  } catch (error) {
    if (!(error instanceof OnnxFormatError)) throw error;
    return { check: 'output.onnx', expected, actual: `is not an ONNX model: ${error.message}` };
  }
  if (locations.length > 0) {
    const unsafe = locations.filter((location) => !isSafeLocation(location));
    const list = (unsafe.length > 0 ? unsafe : locations).map((one) => JSON.stringify(one)).join(', ');
    return {
      check: 'output.onnx.external_data',
      expected,
      actual:
        unsafe.length > 0
          ? `names external data outside its folder: ${list}`
          : `keeps its data in other files (${list}), which this version does not take`,
      fix: 'save it as one file: `onnx.save_model(model, path, save_as_external_data=False)`',
    };
  }
  if (loads === null) throw new Error('an ONNX output needs the runtime');
  const why = await loads(file);
  return why === null
    ? null
    : { check: 'output.onnx', expected, actual: `cannot be loaded by ONNX Runtime: ${why.split('\n')[0]}` };
}
