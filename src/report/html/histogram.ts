/** Shares of bins, reference beside current, as small inline SVG figures, and as tables. */
import type { Element } from 'hast';
import type { Histograms } from '../document.js';
import { table, text } from '../document.js';
import { clip } from '../text.js';
import { numbers } from './chart.js';
import { element } from './element.js';
import { tableElement } from './table.js';

const WIDTH = 300;
const HEIGHT = 96;
const BASE = 78;
const TOP = 8;

export function histogramFigures(block: Histograms): Element {
  return element('div', {}, [
    element('p', {}, [block.caption]),
    element('div', { className: ['figures'] }, block.panels.map(panel)),
  ]);
}

function panel({ title, verdict, bins }: Histograms['panels'][number]): Element {
  const most = Math.max(...bins.flatMap(({ reference, current }) => [reference, current]), Number.MIN_VALUE);
  const step = WIDTH / Math.max(1, bins.length);
  const width = Math.max(1, step * 0.4);
  const bars = bins.flatMap((bin, index) => {
    const left = index * step + step * 0.1;
    return [
      bar(left, width, bin.reference / most, ['before']),
      element('g', {}, [
        bar(left + width, width, bin.current / most, ['now', verdict]),
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
        ...bars,
        element('line', {
          className: ['grid'],
          x1: '0',
          x2: String(WIDTH),
          y1: String(BASE),
          y2: String(BASE),
        }),
        element('text', { x: '0', y: String(HEIGHT - 4) }, [clip(bins[0]?.label ?? '', 20)]),
        ...(bins.length > 1
          ? [
              element('text', { x: String(WIDTH), y: String(HEIGHT - 4), textAnchor: 'end' }, [
                clip(bins.at(-1)?.label ?? '', 20),
              ]),
            ]
          : []),
      ],
    ),
    numbers(title, tableElement({ ...data, caption: title }, { plain: true })),
  ]);
}

function bar(x: number, width: number, share: number, className: string[]): Element {
  // What is there and small stays visible.
  const height = share === 0 ? 0 : Math.max(1, share * (BASE - TOP));
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
