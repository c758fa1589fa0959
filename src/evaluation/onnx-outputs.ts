/** Which outputs of an ONNX model hold scores and labels, and how their tensors are read. */
import { nearest, type Problem, usageError } from '../base/index.js';
import type { PlainTensor, ValueInfo } from '../engines/index.js';
import type { Task } from '../results/index.js';
import { numberText } from './columns.js';
import { fromHalf } from './half.js';

export interface OutputPlan {
  /** Output with probabilities, scores or predicted numbers; null where there are labels only. */
  readonly scores: string | null;
  /** Output with predicted labels. */
  readonly labels: string | null;
  /** True where a sequence of maps (ZipMap) is there, which ONNX Runtime cannot hand to Node. */
  readonly zipmap: boolean;
}

const REAL = new Set(['float16', 'float32', 'float64']);
const LABEL = new Set(['int64', 'int32', 'string', 'bool', 'uint8', 'int8']);
const NO_ZIPMAP =
  'export without ZipMap: skl2onnx to_onnx(…, options={"zipmap": False}); onnxmltools convert_…(…, zipmap=False)';

/** What the configuration says of outputs: that with the scores, and that with the labels. */
export interface NamedOutputs {
  readonly scores?: string | undefined;
  readonly label?: string | undefined;
}

/** Chooses outputs by type and shape, or those that the configuration names. */
export function planOutputs(
  outputs: readonly ValueInfo[],
  task: Task,
  { scores: named, label: namedLabel }: NamedOutputs,
): { readonly plan: OutputPlan; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const shown = outputs
    .map((output) => `${output.name} (${output.isTensor ? output.type : 'no tensor'})`)
    .join(', ');
  const flat = outputs.filter((output) => output.isTensor && output.shape.length <= 2);
  const real = flat.filter((output) => output.isTensor && REAL.has(output.type));
  const labels = flat.filter((output) => output.isTensor && LABEL.has(output.type));
  const zipmap = outputs.some((output) => !output.isTensor);
  // Some trees also give the leaf of each, as whole numbers: several candidates are told apart by name only.
  const spoken = labels.filter((output) => /label|class|pred/i.test(output.name));
  const found = labels.length === 1 ? labels[0] : spoken.length === 1 ? spoken[0] : undefined;
  const label = task === 'regression' ? null : (namedLabel ?? found?.name ?? null);
  if (namedLabel !== undefined && !labels.some((output) => output.name === namedLabel)) {
    problems.push({
      message: `\`output.label\` is ${namedLabel}, which is no output of whole numbers, texts or booleans`,
      expected: `one of ${shown}`,
    });
  } else if (task !== 'regression' && label === null && labels.length > 1) {
    problems.push({
      message: 'several outputs of the model may hold the labels',
      expected: `\`output: {label: NAME}\`: one of ${labels.map((output) => output.name).join(', ')}`,
    });
  }

  if (named !== undefined) {
    const output = outputs.find((each) => each.name === named);
    if (output === undefined) {
      const near = nearest(
        named,
        outputs.map((output) => output.name),
      );
      problems.push({
        message: `the model has no output ${named}`,
        expected: `one of ${shown}`,
        ...(near ? { fix: `did you mean ${near}?` } : {}),
      });
    } else if (!output.isTensor) {
      problems.push({
        message: `the model's output ${named} is a sequence of maps, not a tensor`,
        fix: NO_ZIPMAP,
      });
    }
    return { plan: { scores: named, labels: label === named ? null : label, zipmap }, problems };
  }
  const likely = real.filter((output) => /prob/i.test(output.name));
  const chosen = real.length === 1 ? real[0] : likely.length === 1 ? likely[0] : undefined;
  if (chosen === undefined && real.length > 1) {
    problems.push({
      message: 'several outputs of the model may hold the scores',
      expected: `\`output\`: one of ${shown}`,
    });
  }
  if (chosen === undefined && real.length === 0) {
    const number =
      task === 'regression'
        ? labels.find((output) => output.isTensor && output.type !== 'string')
        : undefined;
    if (number) return { plan: { scores: number.name, labels: null, zipmap }, problems };
    if (task === 'regression' || label === null) {
      problems.push({
        message: `no output of the model can be read as ${task === 'regression' ? 'numbers' : 'scores or labels'}`,
        expected: `a tensor of one or two dimensions; the model has ${shown}`,
        ...(zipmap ? { fix: NO_ZIPMAP } : {}),
      });
    }
  }
  return { plan: { scores: chosen?.name ?? null, labels: label, zipmap }, problems };
}

/** The usage error for metrics that need scores where the model gives them in a form that cannot be read. */
export function zipmapProblem(metrics: readonly string[]): Problem {
  return {
    message: `the model gives its probabilities as a sequence of maps (ZipMap), so that ${metrics.join(', ')} cannot be computed`,
    fix: NO_ZIPMAP,
  };
}

/** Numbers of a tensor [n], [n, 1] or [n, k], column by column, written from `row` on into `columns`. */
export function readScores(
  name: string,
  tensor: PlainTensor,
  rows: number,
  row: number,
  columns: Float64Array[],
  total: number,
): void {
  const { dims } = tensor;
  const width = dims.length === 1 ? 1 : dims.length === 2 ? dims[1] : undefined;
  if (width === undefined || width < 1 || dims[0] !== rows) {
    throw usageError({
      message: `the model's output ${name} has the shape [${dims.join(', ')}] for ${rows} rows`,
      expected: `[${rows}], [${rows}, 1] or [${rows}, k]`,
    });
  }
  while (columns.length < width) columns.push(new Float64Array(total).fill(Number.NaN));
  const data = elementsOf(tensor);
  for (let k = 0; k < width; k++) {
    const column = columns[k];
    if (column === undefined) continue;
    for (let i = 0; i < rows; i++) column[row + i] = Number(data[i * width + k]);
  }
}

/** Elements by their place. Newer versions of Node give numbers of 16 bits as numbers, older ones their bits. */
function elementsOf({ type, data }: PlainTensor): {
  readonly length: number;
  readonly [index: number]: unknown;
} {
  if (type === 'float16' && data instanceof Uint16Array) return Float64Array.from(data, fromHalf);
  return data as { readonly length: number; readonly [index: number]: unknown };
}

/** Labels of a tensor [n] or [n, 1] as texts. */
export function readLabels(
  name: string,
  tensor: PlainTensor,
  rows: number,
  take: (index: number, label: string) => void,
): void {
  const { dims } = tensor;
  const data = elementsOf(tensor);
  if (dims[0] !== rows || data.length !== rows) {
    throw usageError({
      message: `the model's output ${name} has the shape [${dims.join(', ')}] for ${rows} rows`,
      expected: `[${rows}] or [${rows}, 1]`,
    });
  }
  const textOf = (value: unknown): string => {
    if (tensor.type === 'bool') return value === 1 ? 'true' : 'false';
    return typeof value === 'number' ? numberText(value) : String(value);
  };
  // Labels are few and rows are many.
  const texts = new Map<unknown, string>();
  for (let i = 0; i < rows; i++) {
    const value = data[i];
    let text = texts.get(value);
    if (text === undefined) {
      text = textOf(value);
      texts.set(value, text);
    }
    take(i, text);
  }
}
