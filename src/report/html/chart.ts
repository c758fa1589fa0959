/** The frame of a chart: its title, how to read it, the drawing, and its numbers as a table. */
import type { Element } from 'hast';
import type { Chart, Matrix } from '../figure.js';
import { dataTable } from '../figure-numbers.js';
import { formatNumber, formatShare } from '../text.js';
import { WIDTH } from './axis.js';
import { drawBars } from './bars.js';
import { element } from './element.js';
import { drawIntervals } from './intervals.js';
import { drawLines } from './lines.js';
import { tableElement } from './table.js';

/** `id` is unique in the page. */
export function chartFigure(chart: Chart, id: string): Element {
  const { title, description, figure } = chart;
  const caption = element('figcaption', {}, [
    element('strong', { id: `${id}-title` }, [title]),
    element('span', { id: `${id}-note`, className: ['note'] }, [description]),
  ]);
  if (figure.kind === 'matrix') return element('figure', {}, [caption, matrixElement(figure, title)]);
  const { height, parts } =
    figure.kind === 'lines'
      ? drawLines(figure)
      : figure.kind === 'intervals'
        ? drawIntervals(figure)
        : drawBars(figure);
  return element('figure', {}, [
    caption,
    element(
      'svg',
      {
        viewBox: `0 0 ${WIDTH} ${Math.ceil(height)}`,
        role: 'img',
        ariaLabelledBy: [`${id}-title`],
        ariaDescribedBy: [`${id}-note`],
      },
      parts,
    ),
    numbers(title, tableElement({ ...dataTable(chart), caption: title }, { plain: true })),
  ]);
}

/** The numbers of a drawing, folded, under a name of their own. */
export function numbers(title: string, table: Element): Element {
  return element('details', { className: ['numbers'] }, [
    element('summary', {}, ['Numbers', element('span', { className: ['spoken'] }, [` of ${title}`])]),
    table,
  ]);
}

const SHADES = 8;

/** A matrix is a table: it is read, copied and spoken as one, and the shade is only an aid. */
function matrixElement({ classes, counts }: Matrix, title: string): Element {
  return element('div', { className: ['scroll'], tabIndex: 0, role: 'region', ariaLabel: title }, [
    element('table', { className: ['matrix'] }, [
      element('caption', { className: ['spoken'] }, [title]),
      element('thead', {}, [
        element('tr', {}, [
          element('td', {}),
          element('th', { scope: 'colgroup', colSpan: Math.max(1, classes.length) }, ['predicted']),
        ]),
        element('tr', {}, [
          element('th', { scope: 'col' }, ['true']),
          ...classes.map((name) => element('th', { scope: 'col', className: ['n'] }, [name])),
        ]),
      ]),
      element(
        'tbody',
        {},
        counts.map((row, k) => {
          const total = row.reduce((sum, count) => sum + count, 0);
          return element('tr', {}, [
            element('th', { scope: 'row' }, [classes[k] ?? '']),
            ...row.map((count) => {
              const share = total > 0 ? count / total : 0;
              return element('td', { className: ['n', `shade${Math.ceil(share * SHADES)}`] }, [
                formatNumber(count),
                element('small', {}, [formatShare(Number(share.toFixed(3)))]),
              ]);
            }),
          ]);
        }),
      ),
    ]),
  ]);
}
