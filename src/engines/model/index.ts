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
} from './process.js';
