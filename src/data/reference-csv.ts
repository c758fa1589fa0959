/** For tests of this folder only: CSV read slowly and strictly, to hold the engine against. */

export interface CsvForm {
  readonly delimiter: string;
  readonly quote: string;
  readonly escape: string;
  readonly comment: string | null;
  readonly header: boolean;
}

/** RFC 4180 as strictly as it goes: records of fields, or null for text that is not CSV. */
export function readCsv(
  text: string,
  { delimiter, quote, escape: mark, comment }: CsvForm,
): string[][] | null {
  const found: string[][] = [];
  let at = 0;
  const ended = () => at >= text.length || text[at] === '\n' || text[at] === '\r';
  while (at < text.length) {
    if (comment !== null && text.slice(at).match(/^ */)?.[0] !== undefined) {
      const blank = /^ */.exec(text.slice(at))?.[0].length ?? 0;
      if (text[at + blank] === comment) {
        while (!ended()) at += 1;
        at += text.startsWith('\r\n', at) ? 2 : 1;
        continue;
      }
    }
    const fields: string[] = [];
    for (;;) {
      let field = '';
      if (quote !== '' && text[at] === quote) {
        at += 1;
        for (;;) {
          if (at >= text.length) return null;
          const next = text[at + 1];
          if (text[at] === mark && next !== undefined && (next === quote || next === mark)) {
            field += next;
            at += 2;
          } else if (text[at] === quote) {
            at += 1;
            break;
          } else {
            if (text[at] === mark) return null;
            field += text[at];
            at += 1;
          }
        }
        if (!ended() && text[at] !== delimiter) return null;
      } else {
        while (!ended() && text[at] !== delimiter) {
          if (text[at] === comment) return null;
          field += text[at];
          at += 1;
        }
      }
      fields.push(field);
      if (text[at] !== delimiter || at >= text.length) break;
      at += 1;
    }
    at += text.startsWith('\r\n', at) ? 2 : 1;
    found.push(fields);
  }
  return found;
}

export const RFC_4180: CsvForm = { delimiter: ',', quote: '"', escape: '"', comment: null, header: true };
