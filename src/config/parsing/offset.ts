/** Where a key or a value stands in the text of a YAML file, for messages. */
import { type Document, isMap, isNode, isPair } from 'yaml';

/** Offset of the value at `path` (or of its key), or of the nearest ancestor that is written in the file. */
export function offsetOf(document: Document.Parsed, path: readonly PropertyKey[], ofKey: boolean): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const key = path[length - 1];
    if (isMap(parent)) {
      const pair = parent.items.find(
        (item) => isPair(item) && isNode(item.key) && String(item.key) === String(key),
      );
      const node = pair && (ofKey || !isNode(pair.value) ? pair.key : pair.value);
      if (isNode(node) && node.range) return node.range[0];
    }
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}
