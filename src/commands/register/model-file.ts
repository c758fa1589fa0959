/** What is said of a model's file when it is registered: ONNX files that must not be loaded, files that run code. */
import { open } from 'node:fs/promises';
import { usageError } from '../../base/index.js';
import { onnxFacts } from '../../engines/index.js';
import { type Evidence, isPickleName, type ManifestInput } from '../../registry/index.js';
import type { Finding } from '../../results/index.js';
import type { Session } from '../session.js';

/**
 * Findings about the model's file. A usage error for an ONNX file that names files outside its folder, or operators of a
 * library: nobody could evaluate or serve it.
 */
export async function modelFindings(
  onnx: string | null,
  evidence: readonly Evidence[],
  file: ManifestInput['file'],
  { workspace }: Session,
): Promise<Finding[]> {
  if (onnx !== null) {
    const { refusal } = await onnxFacts(onnx);
    // Bytes that are no ONNX model may be registered, as any file may; nothing loads them.
    if (refusal === null || refusal.startsWith('it is no ONNX model')) return [];
    throw usageError({
      where: { file: file?.file ?? onnx },
      message: `the model is not registered: ${refusal}`,
      fix: 'export it with its weights inside and with standard operators',
    });
  }
  const train = evidence.find(({ result }) => result.command === 'train')?.result;
  const trained = train?.command === 'train' ? train.seeds[0]?.outputs['model'] : undefined;
  const path = file?.path ?? (trained ? await workspace.checkedArtifact(trained) : null);
  const name = file?.file ?? trained?.file ?? '';
  if (path === null || !(isPickleName(name) || (await isPickle(path)))) return [];
  return [
    {
      check: 'register.pickle',
      verdict: 'warn',
      severity: 'warn',
      subject: {},
      where: [],
      message: `${name} is a pickle: whoever loads it runs the code in it. Assay keeps it and never loads it`,
      fix: 'export to ONNX or safetensors where others load the model',
    },
  ];
}

/** The first bytes of a pickle of protocol 2 to 5; those of PyTorch's zip stand at its names. */
async function isPickle(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0);
    const head = buffer.subarray(0, bytesRead);
    if (head[0] === 0x80 && (head[1] ?? 0) >= 2 && (head[1] ?? 0) <= 5) return true;
    return head.subarray(0, 4).toString('latin1') === 'PK\x03\x04' && head.includes('/data.pkl');
  } finally {
    await file.close();
  }
}
