/** The process of the candidate's model, before there is anything for it to do. */
import type { Context } from '../base/index.js';
import { type ModelProcess, startModelProcessEarly } from '../engines/index.js';
import { isTimed } from './cost.js';
import { limitsOf } from './onnx.js';
import type { EvaluateRequest } from './request.js';

/**
 * Starts the process in which the candidate, an ONNX model, will be loaded. Null where none is run, and where models are
 * timed: these have the machine to themselves. Close it always.
 */
export function startEarly(ctx: Context, config: EvaluateRequest['config']): ModelProcess | null {
  if (config.run !== undefined || isTimed(config.metrics)) return null;
  return startModelProcessEarly(ctx, limitsOf(config));
}
