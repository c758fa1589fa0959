/** Bare ONNX Runtime: the raw batches of a file, one after the other, with the settings that Assay gives it. */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import * as ort from 'onnxruntime-node';

const [model, file, width, batch] = process.argv.slice(2);
const session = await ort.InferenceSession.create(model, {
  logSeverityLevel: 3,
  intraOpNumThreads: availableParallelism(),
  extra: { session: { intra_op: { allow_spinning: '0' } } },
});
const bytes = readFileSync(file);
const all = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
const columns = Number(width);
const size = Number(batch) * columns;
let sum = 0;
for (let at = 0; at < all.length; at += size) {
  const data = all.subarray(at, Math.min(all.length, at + size));
  const feeds = { X: new ort.Tensor('float32', data, [data.length / columns, columns]) };
  const results = await session.run(feeds, ['probabilities', 'label']);
  sum += results.probabilities.data[1];
}
console.log(sum);
