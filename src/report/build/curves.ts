/** The charts of an evaluation: from the points that it hands over. */
import type { Curves, EvaluateResult, HistogramCounts } from '../../results/index.js';
import { type Block, charts, details, text } from '../document.js';
import { type Axis, type Chart, chart, type Lines, type Role, type Series } from '../figure.js';
import { formatNumber, formatShare } from '../text.js';
import { labelOf } from './parts.js';

type Side = readonly [role: Role, curves: Curves];

/** All charts of the evaluation, candidate and baseline in one; nothing where the result has no points. */
export function curveBlocks(result: EvaluateResult): Block[] {
  const sides: Side[] = [];
  if (result.curves?.candidate) sides.push(['candidate', result.curves.candidate]);
  if (result.curves?.baseline) sides.push(['baseline', result.curves.baseline]);
  const all = [
    ...roc(sides),
    ...precisionRecall(sides),
    ...calibration(sides),
    ...regression(sides),
    ...residuals(sides),
    ...latency(sides),
    ...confusion(sides),
  ];
  if (all.length === 0) return [];
  const whose = result.name === undefined ? '' : ` of ${labelOf(result)}`;
  return [details([text(`Curves${whose}`)], charts(all), { open: 'page' })];
}

const share = (title: string): Axis => ({ title, unit: 'share', domain: [0, 1] });
const named = (role: Role, value: number | null | undefined) =>
  value === null || value === undefined ? role : `${role} ${formatNumber(Number(value.toPrecision(4)))}`;
const pointsOf = (points: readonly (readonly [number, number])[]) => points.map(([x, y]) => ({ x, y }));

function linesOf(
  sides: readonly Side[],
  of: (
    curves: Curves,
  ) => { readonly points: readonly (readonly [number, number])[]; readonly value: number | null } | null,
): Series[] {
  return sides.flatMap(([role, curves]) => {
    const found = of(curves);
    return found === null
      ? []
      : [{ role, label: named(role, found.value), points: pointsOf(found.points), marks: false }];
  });
}

function roc(sides: readonly Side[]): Chart[] {
  const series = linesOf(sides, ({ roc }) => (roc ? { points: roc.points, value: roc.area } : null));
  if (series.length === 0) return [];
  return [
    chart(
      'ROC curve',
      'Positives found against negatives taken for positive, at every threshold. The number is the area under the curve.',
      {
        kind: 'lines',
        x: share('false positive rate'),
        y: share('true positive rate'),
        series,
        reference: { from: [0, 0], to: [1, 1], label: 'guessing' },
        names: 'bottom-right',
      },
    ),
  ];
}

function precisionRecall(sides: readonly Side[]): Chart[] {
  const of = (curves: Curves) => curves.precisionRecall ?? null;
  const series = linesOf(sides, (curves) => {
    const found = of(curves);
    return found && { points: found.points, value: found.average };
  });
  const prevalence = sides.map(([, curves]) => of(curves)?.prevalence).find((value) => value !== undefined);
  if (series.length === 0 || prevalence === undefined) return [];
  return [
    chart(
      'Precision and recall',
      'How many of those found are positive against how many positives are found. The number is the average precision.',
      {
        kind: 'lines',
        x: share('recall'),
        y: share('precision'),
        series,
        reference: {
          from: [0, prevalence],
          to: [1, prevalence],
          label: `guessing ${formatShare(Number(prevalence.toPrecision(3)))}`,
        },
        names: prevalence > 0.3 ? 'bottom-left' : 'none',
      } satisfies Lines,
    ),
  ];
}

function calibration(sides: readonly Side[]): Chart[] {
  const series = sides.flatMap(([role, { calibration: found }]): Series[] =>
    found === undefined
      ? []
      : [
          {
            role,
            label: role,
            marks: true,
            points: found.bins.map(({ mean, observed, interval }) => ({
              x: mean,
              y: observed,
              ...(interval && { low: interval[0], high: interval[1] }),
            })),
          },
        ],
  );
  if (series.length === 0) return [];
  const top = sides.some(([, curves]) => curves.calibration?.of === 'top');
  const most = Math.max(...series.flatMap(({ points }) => points.flatMap(({ x, y }) => [x, y])));
  // Rare events: the square up to 1 would be empty.
  const end = [0.05, 0.1, 0.2, 0.25, 0.5].find((limit) => most <= limit) ?? 1;
  return [
    chart(
      'Calibration',
      `How often it happened against the predicted probability${top ? ' of the most probable class' : ''}, with 95% intervals. Below the line, probabilities are too high.`,
      {
        kind: 'lines',
        x: { title: 'predicted probability', unit: 'share', domain: [0, end] },
        y: { title: 'share in which it happened', unit: 'share', domain: [0, end] },
        series,
        reference: { from: [0, 0], to: [end, end], label: 'perfect' },
        names: 'top-left',
      },
    ),
  ];
}

function regression(sides: readonly Side[]): Chart[] {
  const series = sides.flatMap(([role, { regression: found }]): Series[] =>
    found === undefined
      ? []
      : [
          {
            role,
            label: role,
            marks: true,
            points: found.bins.map(({ predicted, actual, quartiles }) => ({
              x: predicted,
              y: actual,
              low: quartiles[0],
              high: quartiles[1],
            })),
          },
        ],
  );
  if (series.length === 0) return [];
  const all = series.flatMap(({ points }) => points);
  const low = Math.min(...all.flatMap(({ x, y, low: bottom }) => [x, y, bottom ?? y]));
  const high = Math.max(...all.flatMap(({ x, y, high: top }) => [x, y, top ?? y]));
  return [
    chart(
      'Predicted and true',
      'Mean label against mean prediction in groups of about equally many rows; the bars are the middle half of the labels.',
      {
        kind: 'lines',
        x: { title: 'prediction', unit: 'number' },
        y: { title: 'label', unit: 'number' },
        series,
        reference: { from: [low, low], to: [high, high], label: 'equal' },
        names: 'top-left',
      },
    ),
  ];
}

const bins = (role: Role, { edges, counts, below, above }: HistogramCounts) => ({
  role,
  label: role,
  edges,
  counts,
  below,
  above,
});

function residuals(sides: readonly Side[]): Chart[] {
  const series = sides.flatMap(([role, { regression: found }]) =>
    found === undefined ? [] : [bins(role, found.residuals)],
  );
  if (series.length === 0) return [];
  return [
    chart('Residuals', `Label less prediction: right of 0 the prediction was too low.${outside(series)}`, {
      kind: 'bars',
      x: { title: 'label − prediction', unit: 'number' },
      series,
      line: { at: 0, label: '0' },
    }),
  ];
}

function latency(sides: readonly Side[]): Chart[] {
  const series = sides.flatMap(([role, { latency: found }]) =>
    found === undefined ? [] : [bins(role, found)],
  );
  if (series.length === 0) return [];
  return [
    chart('Latency', `Times of single requests on one machine, taken in turn.${outside(series)}`, {
      kind: 'bars',
      x: { title: 'milliseconds', unit: 'number' },
      series,
    }),
  ];
}

function outside(
  series: readonly { readonly role: Role; readonly below: number; readonly above: number }[],
): string {
  const parts = series.flatMap(({ role, below, above }) =>
    below + above > 0 ? [`${formatNumber(below + above)} of the ${role}`] : [],
  );
  return parts.length === 0 ? '' : ` Beyond the axis: ${parts.join(', ')}.`;
}

function confusion(sides: readonly Side[]): Chart[] {
  return sides.flatMap(([role, { confusion: found }]) =>
    found === undefined
      ? []
      : [
          chart(
            `Confusion, ${role}`,
            `How often each class was taken for each; the shade is the share of the true class${found.merged > 0 ? `. ${found.merged} rarer classes stand together` : ''}.`,
            { kind: 'matrix', classes: found.classes, counts: found.counts },
          ),
        ],
  );
}
