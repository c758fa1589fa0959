/** What an evaluation finds beside metrics: behaviour of the model, the user's own tests, and the machine. */
import type { Context } from '../base/index.js';
import { onnxRuntimeVersion } from '../engines/index.js';
import type { Finding } from '../results/index.js';
import { checkBehaviour } from './behaviour/index.js';
import type { MetricInfo } from './catalogue.js';
import { machineOf } from './cost.js';
import { readTestReports, testFindings } from './junit.js';
import type { Beyond, EvaluatedTask, EvaluateRequest } from './request.js';
import type { Table } from './table.js';

export interface BeyondFound {
  readonly beyond: Beyond;
  readonly findings: readonly Finding[];
  readonly notChecked: readonly string[];
}

/** Runs what is configured of it. Throws a usage error for checks that cannot be right. */
export async function beyondMetrics(
  ctx: Context,
  request: EvaluateRequest,
  task: EvaluatedTask,
  metrics: readonly MetricInfo[],
  table: Table,
): Promise<BeyondFound> {
  const { config, candidate } = request;
  const patterns =
    config.junit === undefined ? [] : typeof config.junit === 'string' ? [config.junit] : config.junit;
  const tests = patterns.length === 0 ? [] : await readTestReports(request.root, patterns);
  const measured = metrics.some((info) => info.needs === 'model' && info.name !== 'model_size_bytes');
  const base: Beyond = {
    ...(patterns.length === 0 ? {} : { tests }),
    ...(measured ? { machine: machineOf(onnxRuntimeVersion) } : {}),
  };
  const findings = testFindings(tests);
  if (config.behaviour.length === 0) return { beyond: base, findings, notChecked: [] };
  const onnx = candidate.kind === 'model' && config.run === undefined;
  if (!onnx || table.rows === 0) {
    const why =
      candidate.kind === 'columns'
        ? 'there is no model, only predictions'
        : table.rows === 0
          ? 'the dataset has no rows'
          : 'the model runs in a command of its own (evaluate.run): check its behaviour in your own tests, and name their JUnit files under `evaluate.junit`';
    return { beyond: base, findings: [...findings, untried(config.behaviour.length, why)], notChecked: [] };
  }
  const found = await checkBehaviour(ctx, request, task, table, candidate.path);
  return {
    beyond: { ...base, behaviour: found.behaviour },
    findings: [...findings, ...found.findings],
    notChecked: [],
  };
}

/** Checks that were declared and cannot be tried must not pass unseen. */
function untried(count: number, why: string): Finding {
  return {
    check: 'behaviour.untried',
    verdict: 'error',
    severity: 'error',
    subject: { target: 'candidate' },
    where: [],
    count,
    message: `${count} behavioural checks could not be tried: ${why}`,
  };
}
