/** Registry, approvals, deployments and monitoring. */
import type {
  DecisionResult,
  DeployResult,
  MonitorResult,
  PlainResult,
  RegisterResult,
} from '../../results/index.js';
import {
  type Block,
  type Content,
  code,
  codeBlock,
  details,
  heading,
  list,
  paragraph,
  strong,
  table,
  text,
  verdictMark,
} from '../document.js';
import { driftBlocks } from './data.js';
import { limitText, metricName, number, plural, shortDigest, sliceName, worstFirst } from './parts.js';

function versionName(result: { model: string; version: number; digest: string }): Content {
  return [code(result.model), text(` version ${result.version}, `), code(shortDigest(result.digest))];
}

export function registerBlocks(result: RegisterResult): Block[] {
  const { model, version, digest } = result;
  if (version === null || digest === null) {
    return [heading(3, [text('Registry')]), paragraph([text(`Not registered: ${result.summary}`)])];
  }
  const how = result.created ? 'Registered ' : 'Already registered, unchanged: ';
  return [heading(3, [text('Registry')]), paragraph([text(how), ...versionName({ model, version, digest })])];
}

const DECISIONS: Readonly<
  Record<DecisionResult['command'], { readonly done: string; readonly refused: string }>
> = {
  approve: { done: 'Approved for ', refused: 'Not recorded, an approval for ' },
  reject: { done: 'Rejected for ', refused: 'Not recorded, a rejection for ' },
};

function isRecorded({ verdict }: DecisionResult): boolean {
  return verdict === 'pass' || verdict === 'warn';
}

export function decisionBlocks(result: DecisionResult): Block[] {
  return [
    heading(3, [text('Decision')]),
    paragraph([
      text(isRecorded(result) ? DECISIONS[result.command].done : DECISIONS[result.command].refused),
      code(result.target),
      text(' by '),
      code(result.actor),
      text(': '),
      ...versionName(result),
      ...(result.expires === null || !isRecorded(result) ? [] : [text(`, until ${result.expires}`)]),
    ]),
  ];
}

const MOVES: Readonly<Record<DeployResult['command'], string>> = {
  deploy: 'Deployed to ',
  rollback: 'Rolled back ',
  promote: 'Promoted to ',
};

export function deployBlocks(result: DeployResult): Block[] {
  return [
    heading(3, [text('Deployment')]),
    paragraph([
      text(result.verdict === 'pass' || result.verdict === 'warn' ? MOVES[result.command] : 'Not finished: '),
      code(result.target),
      text(': '),
      ...versionName(result),
      ...(result.previous === null || result.previous.version === result.version
        ? []
        : [
            text(`; before it version ${result.previous.version}, `),
            code(shortDigest(result.previous.digest)),
          ]),
    ]),
    ...(result.breakGlass === undefined
      ? []
      : [
          paragraph(
            [strong(text('BREAK-GLASS, without the approvals:')), text(` ${result.breakGlass}`)],
            'always',
          ),
        ]),
    ...(result.readBack.length > 0
      ? [
          table(
            ['read back', 'status', 'what'],
            result.readBack.map((check) => [
              [text(check.check)],
              [verdictMark(check.ok ? 'pass' : 'fail')],
              [text(check.detail)],
            ]),
          ),
        ]
      : []),
  ];
}

export function monitorBlocks(result: MonitorResult): Block[] {
  const { retrain, alerts } = result;
  const reasons = retrain.reasons.join('; ');
  const sentence = retrain.wanted
    ? `Retraining is wanted: ${reasons}`
    : retrain.blockedBy === null
      ? 'No retraining is wanted.'
      : `Retraining waits: ${retrain.blockedBy}${reasons === '' ? '' : ` (${reasons})`}`;
  return [
    heading(3, [text('Monitoring')]),
    paragraph([text('Live: '), ...versionName(result), text(`. ${sentence}`)]),
    ...(result.rules.length > 0
      ? [
          table(
            ['metric', 'slice', 'baseline>', 'now>', 'limit', 'status', 'reason'],
            worstFirst(result.rules).map((rule) => [
              metricName(rule.metric, rule.direction),
              sliceName(rule.slice),
              number(rule.baseline, [rule.candidate]),
              number(rule.candidate, [rule.baseline, rule.limit]),
              limitText(rule.operator, rule.limit),
              [verdictMark(rule.verdict)],
              [text(rule.message)],
            ]),
          ),
        ]
      : []),
    ...driftBlocks(result.drift),
    ...(alerts.length > 0
      ? [
          details(
            [text(plural(alerts.length, 'alert'))],
            [
              list(
                alerts.map((alert) => [
                  code(alert.channel),
                  text(`: ${alert.sent ? 'sent' : 'not sent'}. ${alert.detail}`),
                ]),
                'spare',
              ),
            ],
          ),
        ]
      : []),
  ];
}

export function plainBlocks(result: PlainResult): Block[] {
  return result.text.trim() === '' ? [] : [codeBlock(result.text, 'normal')];
}
