/** Lines of `name = value` or `name: value`, as scripts print them. `#` begins a comment line. */
import type { Ignored } from '../metrics.js';
import { type Entry, type Node, nodeOfText } from './node.js';

/** Lines of another shape are listed as ignored. The last separator of a line counts: names may hold colons. */
export function parseText(text: string): { node: Extract<Node, { type: 'map' }>; ignored: Ignored[] } {
  const entries: Entry[] = [];
  const ignored: Ignored[] = [];
  text.split(/\r?\n|\r/).forEach((raw, index) => {
    const content = raw.trim();
    if (content === '' || content.startsWith('#')) return;
    const split = Math.max(content.lastIndexOf('='), content.lastIndexOf(':'));
    const key = content.slice(0, Math.max(split, 0)).trim();
    if (split < 1 || key === '') {
      ignored.push({ name: `line ${index + 1}`, why: 'not of the form name = value' });
      return;
    }
    entries.push({ key, line: index + 1, value: nodeOfText(content.slice(split + 1)) });
  });
  return { node: { type: 'map', entries }, ignored };
}
