/**
 * A document as one HTML file: no script, no network, light and dark, readable on a phone and by a screen
 * reader. A Content-Security-Policy in the file forbids everything but its own style, whatever the text holds.
 */
import { createHash } from 'node:crypto';
import type { Element, ElementContent, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { type Block, type Document, plainText } from './document.js';
import { chartFigure } from './html/chart.js';
import { element } from './html/element.js';
import { histogramFigures } from './html/histogram.js';
import { inline } from './html/inline.js';
import { STYLE } from './html/style.js';
import { tableElement } from './html/table.js';
import { formatCount } from './text.js';

/** The whole page. Rows of tables are all there: a page has no budget. */
export function renderHtml(document: Document): string {
  const hash = createHash('sha256').update(STYLE).digest('base64');
  const page = new Page();
  const main = page.blocks(document.blocks, document.title);
  distinct(main, new Map());
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
          element('main', {}, main),
        ]),
      ]),
    ],
  };
  return `${toHtml(root)}\n`;
}

/** Regions of one name are told apart by a number: a screen reader lists them by name. */
function distinct(nodes: readonly ElementContent[], seen: Map<string, number>): void {
  for (const node of nodes) {
    if (node.type !== 'element') continue;
    const { role, ariaLabel } = node.properties;
    if (role === 'region' && typeof ariaLabel === 'string') {
      const times = (seen.get(ariaLabel) ?? 0) + 1;
      seen.set(ariaLabel, times);
      if (times > 1) node.properties['ariaLabel'] = `${ariaLabel} (${times})`;
    }
    distinct(node.children, seen);
  }
}

/** Gives out the ids of one page, and the captions of tables from what stands above them. */
class Page {
  private ids = 0;

  blocks(blocks: readonly Block[], above: string): Element[] {
    let caption = above;
    return blocks.map((block) => {
      if (block.type === 'heading' || block.type === 'details') {
        caption = plainText(block.type === 'heading' ? block.content : block.summary).trim();
      }
      const made = this.block(block, caption);
      // What follows a folded part does not belong to it.
      if (block.type === 'details') caption = above;
      else if (block.type === 'heading') above = caption;
      return made;
    });
  }

  private block(block: Block, caption: string): Element {
    switch (block.type) {
      case 'heading':
        // The document's first heading is the page's h1.
        return element(`h${Math.max(1, block.level - 1)}`, {}, inline(block.content));
      case 'paragraph':
        return element('p', {}, inline(block.content));
      case 'list':
        return folded(block.items, 'lines', (items) =>
          element(
            'ul',
            {},
            items.map((item) => element('li', {}, inline(item))),
          ),
        );
      case 'table':
        return folded(block.rows, 'rows', (rows) => tableElement({ caption, ...block, rows }));
      case 'details':
        return element('details', block.open === false ? {} : { open: true }, [
          element('summary', {}, inline(block.summary)),
          ...this.blocks(block.blocks, caption),
        ]);
      case 'code':
        return element('pre', { tabIndex: 0 }, [element('code', {}, [block.lines.join('\n')])]);
      case 'charts':
        return element(
          'div',
          { className: ['figures'] },
          block.charts.map((chart) => {
            this.ids += 1;
            return chartFigure(chart, `chart${this.ids}`);
          }),
        );
      case 'histograms':
        return histogramFigures(block);
    }
  }
}

/** Lines of a list or rows of a table that stand open. A browser lays out what is folded only when it is unfolded. */
const SHOWN = 200;

/** The first of them, which are the worst, and the others folded away below; nothing is left out. */
function folded<T>(all: readonly T[], what: string, make: (some: readonly T[]) => Element): Element {
  if (all.length <= SHOWN) return make(all);
  return element('div', {}, [
    make(all.slice(0, SHOWN)),
    element('details', {}, [
      element('summary', {}, [`${formatCount(all.length - SHOWN)} more ${what}`]),
      make(all.slice(SHOWN)),
    ]),
  ]);
}
