/** `logicalTypeOptions.format` of strings, as full-match patterns (RE2). A new format is one line. */

export interface TextFormat {
  readonly pattern: string;
  /** What a pattern cannot say: true for text that has the form and is none all the same. */
  readonly refuses?: (text: string) => string;
}

const OCTET = '(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';
const IPV4 = `${OCTET}(\\.${OCTET}){3}`;
const H16 = '[0-9A-Fa-f]{1,4}';
const LABEL = '[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const DATE = '[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])';
const CLOCK = '([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]+)?';
const OFFSET = '([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])';
const URI = uriParts();

/** 30 February. */
const noDay = (text: string) => `TRY_CAST(left(${text}, 10) AS DATE) IS NULL`;

export const FORMATS: Readonly<Record<string, TextFormat>> = {
  // The form that HTML's input type=email accepts, with a dot in the domain.
  email: { pattern: `[A-Za-z0-9.!#$%&'*+/=?^_\`{|}~-]+@${LABEL}(\\.${LABEL})+` },
  uuid: { pattern: '[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}' },
  // RFC 3986, but for brackets in a query, which browsers take.
  uri: { pattern: URI.absolute },
  'uri-reference': { pattern: `${URI.absolute}|${URI.relative}` },
  // With a host.
  url: { pattern: URI.web },
  hostname: {
    pattern: `${LABEL}(\\.${LABEL})*\\.?`,
    // RFC 1123.
    refuses: (text) => `length(${text}) > 253`,
  },
  ipv4: { pattern: IPV4 },
  ipv6: { pattern: ipv6() },
  date: { pattern: DATE, refuses: noDay },
  // RFC 3339.
  'date-time': { pattern: `${DATE}[Tt ]${CLOCK}${OFFSET}`, refuses: noDay },
  time: { pattern: `${CLOCK}${OFFSET}?` },
  // ISO 8601, as in JSON Schema: at least one part, and one after T.
  duration: {
    pattern: 'P([0-9]+W|([0-9]+Y)?([0-9]+M)?([0-9]+D)?(T([0-9]+H)?([0-9]+M)?([0-9]+(\\.[0-9]+)?S)?)?)',
    refuses: (text) => `regexp_full_match(${text}, '.*[PT]')`,
  },
  // Base64, with or without padding.
  byte: {
    pattern: '[A-Za-z0-9+/]*={0,2}',
    refuses: (text) =>
      `(length(rtrim(${text}, '=')) % 4 = 1 OR (contains(${text}, '=') AND length(${text}) % 4 <> 0))`,
  },
  'json-pointer': { pattern: '(/([^~/]|~[01])*)*' },
};

/** Formats of the standard that ask for no form: any text is one. */
export const FORMLESS: ReadonlySet<string> = new Set(['password', 'binary']);

/** RFC 3986, section 3: what each part of an address may hold. A `%` stands before two hexadecimal digits. */
function uriParts() {
  const of = (signs: string) => `([A-Za-z0-9._~!$&'()*+,;=${signs}-]|%[0-9A-Fa-f]{2})`;
  const [first, segment, path, query] = [of('@'), of(':@'), of(':@/'), of(':@/?\\[\\]')];
  const name = of('');
  const bracketed = `\\[([0-9A-Fa-f:.]+|v[0-9A-Fa-f]+\\.${of(':')}+)\\]`;
  const user = `(${of(':')}*@)?`;
  const tail = `(\\?${query}*)?(#${query}*)?`;
  const placed = `//${user}(${bracketed}|${name}*)(:[0-9]*)?(/${path}*)?`;
  return {
    absolute: `[A-Za-z][A-Za-z0-9+.-]*:(${placed}|/(${segment}${path}*)?|${segment}${path}*)${tail}`,
    relative: `(${placed}|/(${segment}${path}*)?|${first}+(/${path}*)?)?${tail}`,
    web: `[Hh][Tt][Tt][Pp][Ss]?://${user}(${bracketed}|${name}+)(:[0-9]{1,5})?(/${path}*)?${tail}`,
  };
}

/** RFC 4291: eight groups; `::` stands for one or more of zeros; the last two may be written as IPv4. */
function ipv6(): string {
  const tail = `(${H16}:${H16}|${IPV4})`;
  const forms = [`(${H16}:){6}${tail}`, `::(${H16}:){5}${tail}`];
  for (let before = 1; before <= 5; before += 1) {
    forms.push(`(${H16}(:${H16}){0,${before - 1}})?::(${H16}:){${5 - before}}${tail}`);
  }
  forms.push(`(${H16}(:${H16}){0,5})?::${H16}`, `(${H16}(:${H16}){0,6})?::`);
  return forms.join('|');
}
