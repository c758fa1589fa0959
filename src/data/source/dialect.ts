/**
 * The dialect of a CSV file, from its first bytes: delimiter and header. Sniffed once with a rule simple enough
 * to state (the delimiter that cuts the most records into as many fields as the header has), and shown.
 */

export interface Dialect {
  readonly delimiter: string;
  readonly sniffed: boolean;
  readonly header: readonly string[];
}

const CANDIDATES = [',', '\t', ';', '|'] as const;
const LOOKED_AT = 100;

/** `text` is the beginning of the file, decoded, without a byte order mark; `whole` where it is all of it. */
export function dialectOf(text: string, path: string, whole: boolean): Dialect {
  if (/\.tsv(\.|$)/i.test(path)) {
    return { delimiter: '\t', sniffed: false, header: records(text, '\t', 1, whole)[0] ?? [] };
  }
  let best: { delimiter: string; share: number; fields: number; header: string[] } | undefined;
  for (const delimiter of CANDIDATES) {
    const found = records(text, delimiter, LOOKED_AT, whole);
    const [header = []] = found;
    const alike = found.filter((record) => record.length === header.length).length;
    const share = header.length > 1 ? alike / found.length : 0;
    if (best === undefined || share > best.share || (share === best.share && header.length > best.fields)) {
      best = { delimiter, share, fields: header.length, header };
    }
  }
  return { delimiter: best?.delimiter ?? ',', sniffed: true, header: best?.header ?? [] };
}

/** The first records as fields. Empty lines are skipped; a last record that may be cut off is left out. */
export function records(text: string, delimiter: string, limit: number, whole: boolean): string[][] {
  const found: string[][] = [];
  let fields: string[] = [];
  let field = '';
  let quoted = false;
  let started = false;
  const endRecord = () => {
    if (started || fields.length > 0) found.push([...fields, field]);
    fields = [];
    field = '';
    started = false;
  };
  for (let index = 0; index < text.length && found.length < limit; index += 1) {
    const char = text[index] ?? '';
    if (quoted) {
      if (char !== '"') field += char;
      else if (text[index + 1] === '"') {
        field += '"';
        index += 1;
      } else quoted = false;
    } else if (char === '"' && field.trim() === '') {
      quoted = true;
      started = true;
      field = '';
    } else if (char === delimiter) {
      fields.push(field);
      field = '';
      started = true;
    } else if (char === '\n' || char === '\r') {
      if (char === '\r' && text[index + 1] === '\n') index += 1;
      endRecord();
    } else {
      field += char;
      started = true;
    }
  }
  if (found.length < limit && (whole || found.length === 0)) endRecord();
  return found;
}
