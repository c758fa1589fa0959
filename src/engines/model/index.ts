/** ONNX models in a process of their own. */
export type {
  Elements,
  Feeds,
  Loaded,
  PlainTensor,
  Ran,
  TimedModel,
  ValueInfo,
  ZipMap,
} from './messages.js';
export { externalLocations, isSafeLocation, OnnxFormatError } from './onnx-file.js';
export { type OnnxFacts, onnxFacts, refuseUnsafeOnnx } from './onnx-guard.js';
export {
  defaultMemory,
  type LoadCheck,
  MODEL_LIMITS,
  ModelFailure,
  type ModelFailureKind,
  type ModelLimits,
  type ModelProcess,
  modelLoadCheck,
  startModelProcess,
  startModelProcessEarly,
} from './process.js';
