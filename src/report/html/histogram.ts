/** Shares of bins, reference beside current, as small inline SVG figures, and as tables. */
import type { Element } from 'hast';
import type { Histograms } from '../document.js';
import { table, text } from '../document.js';
import type { Axis } from '../figure.js';
import { clip } from '../text.js';
import { domainOf, label, leftAxis, leftRoom, type Scale, scale, WIDTH, wordWidth } from './axis.js';
import { numbers } from './chart.js';
import { element } from './element.js';
import { tableElement } from './table.js';

const TOP = 28;
const BASE = 128;
const HEIGHT = BASE + 22;
const RIGHT = 8;
const SHARES: Axis = { title: 'share in each bin', unit: 'share' };

export function histogramFigures(block: Histograms): Element {
  return element('div', {}, [
    element('p', {}, [block.caption]),
    element('div', { className: ['figures'] }, block.panels.map(panel)),
  ]);
}

function panel({ title, verdict, bins }: Histograms['panels'][number]): Element {
  const domain = domainOf(SHARES, [0, ...bins.flatMap(({ reference, current }) => [reference, current])]);
  const from = leftRoom(SHARES, domain);
  const y = scale(domain, BASE, TOP);
  const step = (WIDTH - RIGHT - from) / Math.max(1, bins.length);
  const width = Math.max(1, step * 0.4);
  const bars = bins.flatMap((bin, index) => {
    const left = from + index * step + step * 0.1;
    return [
      bar(left, width, bin.reference, y, ['before']),
      element('g', {}, [
        bar(left + width, width, bin.current, y, ['now', verdict]),
        element('title', {}, [`${bin.label}: ${percent(bin.reference)} → ${percent(bin.current)}`]),
      ]),
    ];
  });
  const data = table(
    ['bin', 'reference>', 'current>'],
    bins.map((bin) => [[text(bin.label)], [text(percent(bin.reference))], [text(percent(bin.current))]]),
  );
  return element('figure', {}, [
    element('figcaption', {}, [element('strong', {}, [clip(title, 80)])]),
    element(
      'svg',
      {
        viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
        role: 'img',
        ariaLabel: `${title}: shares of the reference beside the current ones`,
      },
      [
        ...leftAxis(SHARES, y, from, WIDTH - RIGHT, 12),
        ...names(verdict),
        ...bars,
        element('text', { x: round(from), y: String(HEIGHT - 6) }, [clip(bins[0]?.label ?? '', 20)]),
        ...(bins.length > 1
          ? [
              element('text', { x: String(WIDTH - RIGHT), y: String(HEIGHT - 6), textAnchor: 'end' }, [
                clip(bins.at(-1)?.label ?? '', 20),
              ]),
            ]
          : []),
      ],
    ),
    numbers(title, tableElement({ ...data, caption: title }, { plain: true })),
  ]);
}

/** What the two kinds of bars are. */
function names(verdict: Histograms['panels'][number]['verdict']): Element[] {
  const current = WIDTH - RIGHT - 12 - 1.1 * wordWidth('current');
  const reference = current - 26 - 1.1 * wordWidth('reference');
  const swatch = (x: number, className: string[]) =>
    element('rect', { className, x: round(x), y: '4', width: '8', height: '8' });
  return [
    swatch(reference, ['before']),
    label(reference + 12, 12, 'reference'),
    element('g', {}, [swatch(current, ['now', verdict])]),
    label(current + 12, 12, 'current'),
  ];
}

function bar(x: number, width: number, share: number, y: Scale, className: string[]): Element {
  // What is there and small stays visible.
  const height = share === 0 ? 0 : Math.max(1, BASE - y.at(share));
  return element('rect', {
    className,
    x: round(x),
    y: round(BASE - height),
    width: round(width),
    height: round(height),
  });
}

function percent(share: number): string {
  return `${Number((100 * share).toPrecision(3))}%`;
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}
