/** DuckDB's type names in parts: `STRUCT(a INTEGER, "b c" VARCHAR[])`. */

export type DuckType =
  | { readonly kind: 'scalar'; readonly text: string }
  | { readonly kind: 'list'; readonly text: string; readonly item: DuckType }
  | { readonly kind: 'map'; readonly text: string; readonly key: DuckType; readonly value: DuckType }
  | { readonly kind: 'struct'; readonly text: string; readonly fields: ReadonlyMap<string, DuckType> };

/** Parses a type as DESCRIBE writes it. What is not understood is a scalar of that name. */
export function parseDuckType(text: string): DuckType {
  const array = /^(.*)\[\d*\]$/s.exec(text);
  if (array?.[1] !== undefined) return { kind: 'list', text, item: parseDuckType(array[1]) };
  const compound = /^(STRUCT|MAP)\((.*)\)$/s.exec(text);
  if (compound?.[2] === undefined) return { kind: 'scalar', text };
  const parts = splitTop(compound[2]);
  if (compound[1] === 'MAP') {
    const [key = '', value = ''] = parts;
    return { kind: 'map', text, key: parseDuckType(key), value: parseDuckType(value) };
  }
  const fields = new Map<string, DuckType>();
  for (const part of parts) {
    const quoted = /^"((?:[^"]|"")*)" (.*)$/s.exec(part);
    const plain = /^(\S+) (.*)$/s.exec(part);
    const [, name, type] = quoted ?? plain ?? [];
    if (name === undefined || type === undefined) return { kind: 'scalar', text };
    fields.set(quoted ? name.replaceAll('""', '"') : name, parseDuckType(type));
  }
  return { kind: 'struct', text, fields };
}

/** Splits at commas that stand in no parentheses and no quotes. */
function splitTop(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quote = '';
  let start = 0;
  for (let index = 0; index < text.length; index += 1) {
    const letter = text[index] ?? '';
    if (quote !== '') {
      if (letter === quote) quote = '';
    } else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === '(') depth += 1;
    else if (letter === ')') depth -= 1;
    else if (letter === ',' && depth === 0) {
      parts.push(text.slice(start, index).trim());
      start = index + 1;
    }
  }
  parts.push(text.slice(start).trim());
  return parts;
}
