/** How the metrics went over the versions of the registry, up to this run. */
import type { Metric, Result } from '../../results/index.js';
import { type Block, charts, details, paragraph, text } from '../document.js';
import { type Chart, chart } from '../figure.js';
import { formatNumber } from '../text.js';
import { plural } from './parts.js';

/** Versions of a model as a registry has them, the oldest first. */
export interface History {
  readonly versions: readonly {
    readonly version: number;
    /** Aliases that name it now. */
    readonly aliases: readonly string[];
    readonly metrics: readonly Metric[];
  }[];
}

const CHARTS = 6;

/** One chart a metric that rules name, else of the first metrics. Nothing where there is no earlier version. */
export function trendBlocks(results: readonly Result[], history: History | null | undefined): Block[] {
  const versions = history?.versions ?? [];
  if (versions.length === 0) return [];
  const gate = results.find((result) => result.command === 'gate');
  const evaluation = results.find((result) => result.command === 'evaluate');
  const registered = results.find((result) => result.command === 'register')?.version ?? null;
  const candidate: readonly Pick<Metric, 'name' | 'slice' | 'value' | 'interval'>[] =
    evaluation?.metrics ??
    (gate?.metrics ?? []).map(({ name, slice, candidate: value }) => ({
      name,
      slice,
      value,
      interval: null,
    }));
  const wanted = [
    ...(gate?.rules ?? []).filter(({ slice }) => slice === null).map(({ metric }) => metric),
    ...candidate.filter(({ slice }) => slice === null).map(({ name }) => name),
  ];
  const all = [...new Set(wanted)].flatMap((name): Chart[] => {
    const points = versions
      // What this run has just registered is the candidate, and stands there as that.
      .filter(({ version }) => version !== registered)
      .flatMap(({ version, aliases, metrics }) => {
        const found = metrics.find((metric) => metric.name === name && metric.slice === null);
        if (found?.value === null || found?.value === undefined) return [];
        const label = aliases.length === 0 ? `v${version}` : `v${version} ${aliases.join(', ')}`;
        return [{ value: found.value, interval: found.interval, tick: `v${version}`, label }];
      });
    if (points.length === 0) return [];
    const now = candidate.find((metric) => metric.name === name && metric.slice === null);
    if (now?.value !== null && now?.value !== undefined) {
      points.push({ value: now.value, interval: now.interval, tick: 'now', label: 'this run' });
    }
    if (points.length < 2) return [];
    return [
      chart(
        `${name} over versions`,
        points.map(({ tick, value }) => `${tick} ${formatNumber(Number(value.toPrecision(4)))}`).join(', '),
        {
          kind: 'lines',
          x: {
            title: 'version',
            unit: 'count',
            ticks: points.map(({ tick }, at) => ({ at, label: tick })),
            domain: [0, points.length - 1],
          },
          y: { title: name, unit: 'number' },
          series: [
            {
              label: name,
              role: 'candidate',
              marks: true,
              points: points.map(({ value, interval, label }, x) => ({
                x,
                y: value,
                label,
                ...(interval && { low: interval[0], high: interval[1] }),
              })),
            },
          ],
          names: 'none',
        },
      ),
    ];
  });
  if (all.length === 0) return [];
  return [
    details(
      [text(`Trend: ${plural(versions.length, 'version')}`)],
      [
        paragraph([
          text(
            'Each version as it was measured when it was registered, with its interval, and this run last. The dataset may have changed in between. The axes do not begin at 0.',
          ),
        ]),
        ...charts(all.slice(0, CHARTS)),
      ],
      { open: 'page' },
    ),
  ];
}
