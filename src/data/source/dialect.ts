/**
 * The dialect of a CSV file: from the contract, else from the first bytes. The delimiter is sniffed once with a
 * rule simple enough to state (the one that cuts the most records into as many fields as the first has), and shown.
 */
import type { CsvOptions } from '../contract/index.js';

export interface Dialect {
  readonly delimiter: string;
  /** Where the delimiter comes from. */
  readonly from: 'contract' | 'ending' | 'sniffed';
  /** Empty: nothing is quoted. */
  readonly quote: string;
  readonly escape: string;
  readonly comment: string | null;
  readonly header: boolean;
  readonly encoding: 'utf-8' | 'utf-16' | 'latin-1';
  readonly lineEnd: 'lf' | 'crlf' | 'any';
  /** Fields of the first record: names, where there is a header. */
  readonly first: readonly string[];
  /** Line of the first record. */
  readonly line: number;
}

const CANDIDATES = [',', '\t', ';', '|'] as const;
const LOOKED_AT = 100;

/** `text` is the beginning of the file, decoded, without a byte order mark; `whole` where it is all of it. */
export function dialectOf(text: string, path: string, whole: boolean, options: CsvOptions = {}): Dialect {
  const quote = options.quote ?? '"';
  const base = {
    quote,
    escape: quote === '' ? '' : (options.escape ?? quote),
    comment: options.comment ?? null,
    header: options.header ?? true,
    encoding: options.encoding ?? 'utf-8',
    lineEnd: options.lineEnd ?? 'any',
  } as const;
  const cut = (delimiter: string, limit: number) => records(text, { ...base, delimiter }, limit, whole);
  const made = (delimiter: string, from: Dialect['from']): Dialect => {
    const [head] = cut(delimiter, 1);
    return { ...base, delimiter, from, first: head?.fields ?? [], line: head?.line ?? 1 };
  };
  if (options.delimiter !== undefined) return made(options.delimiter, 'contract');
  if (/\.tsv(\.|$)/i.test(path)) return made('\t', 'ending');
  let best: { delimiter: string; share: number; fields: number } | undefined;
  for (const delimiter of CANDIDATES) {
    if (delimiter === quote || delimiter === base.comment) continue;
    const found = cut(delimiter, LOOKED_AT);
    const width = found[0]?.fields.length ?? 0;
    const alike = found.filter(({ fields }) => fields.length === width).length;
    const share = width > 1 ? alike / found.length : 0;
    if (best === undefined || share > best.share || (share === best.share && width > best.fields)) {
      best = { delimiter, share, fields: width };
    }
  }
  return made(best?.delimiter ?? ',', 'sniffed');
}

type Cut = Pick<Dialect, 'delimiter' | 'quote' | 'escape' | 'comment'>;

/** The first records as fields. Empty lines are skipped; a last record that may be cut off is left out. */
export function records(
  text: string,
  { delimiter, quote, escape: mark, comment }: Cut,
  limit: number,
  whole: boolean,
): { fields: string[]; line: number }[] {
  const found: { fields: string[]; line: number }[] = [];
  let fields: string[] = [];
  let field = '';
  let quoted = false;
  let started = false;
  let line = 1;
  let begun = 1;
  const endRecord = () => {
    if (started || fields.length > 0) found.push({ fields: [...fields, field], line: begun });
    fields = [];
    field = '';
    started = false;
    begun = line + 1;
  };
  for (let index = 0; index < text.length && found.length < limit; index += 1) {
    const char = text[index] ?? '';
    const next = text[index + 1];
    if (quoted) {
      if (char === mark && (next === quote || (next === mark && mark !== quote))) {
        field += next;
        index += 1;
      } else if (char === quote) quoted = false;
      else {
        if (char === '\n') line += 1;
        field += char;
      }
    } else if (quote !== '' && char === quote && field.trim() === '') {
      quoted = true;
      started = true;
      field = '';
    } else if (char === delimiter) {
      fields.push(field);
      field = '';
      started = true;
    } else if (char === '\n' || char === '\r') {
      if (char === '\r' && next === '\n') index += 1;
      endRecord();
      line += 1;
    } else if (char === comment) {
      // The rest of the line is no data; alone it is no record.
      while (index + 1 < text.length && !/[\r\n]/.test(text[index + 1] ?? '')) index += 1;
    } else {
      field += char;
      started = true;
    }
  }
  if (found.length < limit && (whole || found.length === 0)) endRecord();
  return found;
}
