/** What is written on issues: the evidence of a version that waits for approval, answers to commands, alerts. */
import type { GateResult, Metric, Verdict } from '../../results/index.js';
import {
  type Block,
  type Content,
  code,
  codeBlock,
  type Document,
  details,
  heading,
  link,
  list,
  paragraph,
  strong,
  table,
  text,
  verdictMark,
} from '../document.js';
import { gateBlocks } from './metrics.js';
import { metricName, plural, valueWithInterval } from './parts.js';

/** What an approver looks at. All of it comes from the registry, so that it can be written again and compared. */
export interface Evidence {
  readonly model: string;
  readonly version: number;
  readonly digest: string;
  readonly verdict: Verdict;
  /** The gate's own result, from the bytes that were registered; null where no gate judged the version. */
  readonly gate: GateResult | null;
  readonly metrics: readonly Metric[];
  readonly data: readonly { readonly name: string; readonly rows: number; readonly sha256: string }[];
  readonly commit: string | null;
  readonly dirty: boolean;
  readonly authors: readonly string[];
  readonly registeredBy: string;
  readonly registeredAt: string;
  readonly links: { readonly commit: string | null; readonly run: string | null };
  /** Address of the repository, for links in the metric diff; null where there is none. */
  readonly repositoryUrl: string | null;
  /** Targets that wait for people. */
  readonly targets: readonly {
    readonly name: string;
    readonly needed: number;
    readonly approvers: readonly string[] | null;
  }[];
}

/** Where the decision stands. It changes; the evidence does not. */
export interface DecisionState {
  /** What became of the version, once it is settled; null while it waits. */
  readonly outcome: string | null;
  readonly lines: readonly string[];
  /** The last change that somebody else made to the text; null where there was none, or none is known. */
  readonly changed: { readonly by: string; readonly at: string } | null;
}

const COMMANDS: readonly [string, string][] = [
  ['approve', 'let it through'],
  ['reject', 'keep it away; approvals before it no longer count'],
  ['rollback', 'once it is deployed: go back to the version before, with the target and a reason'],
  ['status', 'show where it stands'],
  ['help', 'list what can be typed'],
];

export function buildEvidence(evidence: Evidence): Document {
  const { model, version, digest, verdict, gate } = evidence;
  const hex = digest.replace(/^sha256:/, '');
  const inconclusive = verdict === 'inconclusive' ? ' as inconclusive' : '';
  // Where several targets wait each is named, in their order: the issue stays while one after the other is reached.
  const aims = evidence.targets.length > 1 ? evidence.targets.map(({ name }) => ` ${name}`) : [''];
  const whole = evidence.metrics.filter((metric) => metric.slice === null);
  const blocks: Block[] = [
    heading(3, [text('Evidence')], 'always'),
    table(
      ['what', 'value'],
      [
        [[text('version')], [code(model), text(` ${version}`)]],
        [[text('digest')], [code(digest)]],
        [
          [text('gate')],
          [verdictMark(verdict), text(gate === null ? ' (no gate judged it)' : `: ${gate.summary}`)],
        ],
        [
          [text('code')],
          evidence.commit === null
            ? [text('no commit')]
            : [
                link(evidence.commit.slice(0, 12), evidence.links.commit),
                text(evidence.dirty ? ', with changes that were not committed' : ''),
              ],
        ],
        [[text('run')], [link('the run that registered it', evidence.links.run)]],
        [[text('registered')], [text(`${evidence.registeredAt} by `), code(evidence.registeredBy)]],
        [
          [text('data')],
          evidence.data.length === 0
            ? [text('not known')]
            : [
                text(
                  evidence.data
                    .map((one) => `${one.name}: ${plural(one.rows, 'row')}, ${one.sha256.slice(0, 12)}`)
                    .join('; '),
                ),
              ],
        ],
        [[text('may not approve')], [text(evidence.authors.join(', ') || 'nobody named')]],
        ...evidence.targets.map((target): Content[] => [
          [text('needs')],
          [
            code(target.name),
            text(`: ${plural(target.needed, 'approval')}`),
            text(target.approvers === null ? '' : ` of ${target.approvers.join(', ')}`),
          ],
        ]),
      ],
      'always',
    ),
    ...(gate === null
      ? [
          table(
            ['metric', 'value>'],
            whole.map((metric) => [
              metricName(metric.name, metric.direction),
              valueWithInterval(metric.value, metric.interval),
            ]),
          ),
        ]
      : gateBlocks(gate, evidence.repositoryUrl)),
    heading(3, [text('What to type')], 'always'),
    paragraph(
      [
        text(
          'While this version waits: one of these, as a comment of one line with nothing else in it. The digits are the beginning of the digest above: repeat them from there once you have looked.',
        ),
      ],
      'always',
    ),
    codeBlock(
      [
        ...aims.map((aim) => `/assay approve ${hex.slice(0, 12)}${aim}${inconclusive}`),
        ...aims.map((aim) => `/assay reject ${hex.slice(0, 12)}${aim} because …`),
      ].join('\n'),
      'always',
    ),
    details(
      [text('More commands')],
      [list(COMMANDS.map(([name, does]): Content => [code(`/assay ${name}`), text(`: ${does}`)]))],
    ),
  ];
  return { title: `${model} version ${version}`, verdict, blocks };
}

export function buildDecisionState(state: DecisionState, verdict: Verdict): Document {
  const head: Content =
    state.outcome === null
      ? [strong(text('This version waits for people.'))]
      : [strong(text('Settled:')), text(` ${state.outcome}`)];
  const lines: Content[] = state.lines.map((line) => [text(line)]);
  const { changed } = state;
  if (changed !== null) {
    lines.push([
      text('⚠️ '),
      code(changed.by || 'a deleted account'),
      text(` changed the text of this issue at ${changed.at}. What stands here was written anew after that.`),
    ]);
  }
  return {
    title: 'state',
    verdict,
    blocks: [paragraph(head, 'always'), ...(lines.length > 0 ? [list(lines, 'always')] : [])],
  };
}

export interface Answer {
  readonly ok: boolean;
  /** Login of whoever is answered; shown as text, so that nobody is called. */
  readonly to: string;
  readonly title: string;
  readonly lines: readonly string[];
  /** Shown as code: what can be typed. */
  readonly typed?: readonly string[];
  readonly runUrl: string | null;
}

export function buildAnswer(answer: Answer): Document {
  const blocks: Block[] = [
    paragraph(
      [text(answer.ok ? '✅ ' : '❌ '), code(answer.to), text(': '), strong(text(answer.title))],
      'always',
    ),
    ...(answer.lines.length > 0
      ? [
          list(
            answer.lines.map((line): Content => [text(line)]),
            'always',
          ),
        ]
      : []),
    ...(answer.typed !== undefined && answer.typed.length > 0
      ? [codeBlock(answer.typed.join('\n'), 'always')]
      : []),
    ...(answer.runUrl === null ? [] : [paragraph([link('the run', answer.runUrl)], 'normal')]),
  ];
  return { title: answer.title, verdict: answer.ok ? 'pass' : 'fail', blocks };
}

export interface AlertIssue {
  readonly title: string;
  readonly lines: readonly string[];
  readonly model: string;
  readonly version: number;
  readonly digest: string;
  readonly time: string;
  readonly runUrl: string | null;
}

export function buildAlert(alert: AlertIssue): Document {
  return {
    title: alert.title,
    verdict: 'fail',
    blocks: [
      paragraph([strong(text(alert.title))], 'always'),
      paragraph(
        [
          code(alert.model),
          text(` version ${alert.version}, `),
          code(alert.digest.slice(0, 19)),
          text(`, seen at ${alert.time}; `),
          link('the run', alert.runUrl),
        ],
        'always',
      ),
      list(
        alert.lines.map((line): Content => [text(line)]),
        'normal',
      ),
      paragraph([
        text('This issue is written anew by each run that sees it, and closed once it is well again.'),
      ]),
    ],
  };
}
