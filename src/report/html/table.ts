/** Tables, captioned and scrolling inside; on a phone each row becomes a card whose cells carry their column. */
import type { Element } from 'hast';
import type { Table } from '../document.js';
import { element } from './element.js';
import { inline } from './inline.js';

/** `plain`: a narrow table of numbers, which stays a table on a phone. */
export function tableElement(block: Table, options: { readonly plain?: boolean } = {}): Element {
  const align = (index: number) => (block.columns[index]?.align === 'right' ? { className: ['n'] } : {});
  const caption = block.caption ?? 'Table';
  return element('div', { className: ['scroll'], tabIndex: 0, role: 'region', ariaLabel: caption }, [
    element('table', options.plain ? { className: ['plain'] } : { className: ['cards'], role: 'table' }, [
      element('caption', { className: ['spoken'] }, [caption]),
      element('thead', roles(options, 'rowgroup'), [
        element(
          'tr',
          roles(options, 'row'),
          block.columns.map((column, index) =>
            element('th', { scope: 'col', ...roles(options, 'columnheader'), ...align(index) }, [
              column.title,
            ]),
          ),
        ),
      ]),
      element(
        'tbody',
        roles(options, 'rowgroup'),
        block.rows.map((row) =>
          element(
            'tr',
            roles(options, 'row'),
            block.columns.map((column, index) =>
              element(
                'td',
                { ...roles(options, 'cell'), dataColumn: column.title, ...align(index) },
                inline(row[index] ?? []),
              ),
            ),
          ),
        ),
      ),
    ]),
  ]);
}

/** A table whose parts are shown as blocks is no table to a screen reader any more, unless its parts say so. */
function roles({ plain }: { readonly plain?: boolean }, role: string): { readonly role?: string } {
  return plain ? {} : { role };
}
