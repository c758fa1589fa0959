/**
 * A document as one HTML file: no script, no network, light and dark, readable on a phone and by a screen
 * reader. A Content-Security-Policy in the file forbids everything but its own style, whatever the text holds.
 */
import { createHash } from 'node:crypto';
import type { Element, ElementContent, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import type { Verdict } from '../results/index.js';
import type { Block, Content, Document, Inline, Table } from './document.js';
import { intervalChart } from './html/chart.js';
import { element } from './html/element.js';
import { histogramFigures } from './html/histogram.js';
import { STYLE } from './html/style.js';
import { SYMBOLS } from './symbols.js';

/** The whole page. Rows of tables are all there: a page has no budget. */
export function renderHtml(document: Document): string {
  const hash = createHash('sha256').update(STYLE).digest('base64');
  const root: Root = {
    type: 'root',
    children: [
      { type: 'doctype' },
      element('html', { lang: 'en' }, [
        element('head', {}, [
          element('meta', { charSet: 'utf-8' }),
          element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
          element('meta', {
            httpEquiv: ['Content-Security-Policy'],
            content: `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
          }),
          element('meta', { name: 'color-scheme', content: 'light dark' }),
          element('meta', { name: 'referrer', content: 'no-referrer' }),
          element('title', {}, [`${document.verdict} · ${document.title}`]),
          element('style', {}, [STYLE]),
        ]),
        element('body', {}, [
          element('header', {}, [element('p', { className: ['name'] }, [document.title])]),
          element('main', {}, document.blocks.map(blockElement)),
        ]),
      ]),
    ],
  };
  return `${toHtml(root)}\n`;
}

function blockElement(block: Block): Element {
  switch (block.type) {
    case 'heading':
      // The document's first heading is the page's h1.
      return element(`h${Math.max(1, block.level - 1)}`, {}, inline(block.content));
    case 'paragraph':
      return element('p', {}, inline(block.content));
    case 'list':
      return element(
        'ul',
        {},
        block.items.map((item) => element('li', {}, inline(item))),
      );
    case 'table':
      return tableElement(block);
    case 'details':
      return element('details', block.open ? { open: true } : {}, [
        element('summary', {}, inline(block.summary)),
        ...block.blocks.map(blockElement),
      ]);
    case 'code':
      return element('pre', { tabIndex: 0 }, [element('code', {}, [block.lines.join('\n')])]);
    case 'chart':
      return intervalChart(block);
    case 'histograms':
      return histogramFigures(block);
  }
}

/** On a phone each row becomes a card whose cells carry the title of their column. */
function tableElement(block: Table): Element {
  const align = (index: number) => (block.columns[index]?.align === 'right' ? { className: ['n'] } : {});
  return element('div', { className: ['scroll'], tabIndex: 0, role: 'region', ariaLabel: 'Table' }, [
    element('table', {}, [
      element('thead', {}, [
        element(
          'tr',
          {},
          block.columns.map((column, index) =>
            element('th', { scope: 'col', ...align(index) }, [column.title]),
          ),
        ),
      ]),
      element(
        'tbody',
        {},
        block.rows.map((row) =>
          element(
            'tr',
            {},
            block.columns.map((column, index) =>
              element('td', { dataColumn: column.title, ...align(index) }, inline(row[index] ?? [])),
            ),
          ),
        ),
      ),
    ]),
  ]);
}

function inline(content: Content): (ElementContent | string)[] {
  return content.map(inlineElement);
}

function inlineElement(part: Inline): ElementContent | string {
  switch (part.type) {
    case 'text':
      return part.text;
    case 'code':
      return element('code', {}, [part.text]);
    case 'strong':
      return element('strong', {}, inline(part.children));
    case 'link':
      return element('a', { href: part.url, rel: ['noreferrer'] }, [part.text]);
    case 'verdict':
      return verdictElement(part.verdict, part.bare);
  }
}

function verdictElement(verdict: Verdict, bare: boolean): Element {
  const symbol = element('span', { ariaHidden: 'true' }, [SYMBOLS[verdict]]);
  const word = element('span', bare ? { className: ['spoken'] } : {}, [verdict]);
  return element('span', { className: ['verdict', verdict] }, bare ? [symbol, word] : [symbol, ' ', word]);
}
