/** `logicalTypeOptions.format` of strings, as full-match patterns (RE2). A new format is one line. */

const OCTET = '(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';
const H16 = '[0-9A-Fa-f]{1,4}';
const LABEL = '[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?';

export const FORMATS: Readonly<Record<string, string>> = {
  // The form that HTML's input type=email accepts, with a dot in the domain.
  email: `[A-Za-z0-9.!#$%&'*+/=?^_\`{|}~-]+@${LABEL}(\\.${LABEL})+`,
  uuid: '[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}',
  // RFC 3986: a scheme, a colon and no white space or control characters.
  uri: "[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9._~:/?#\\[\\]@!$&'()*+,;=%-]+",
  url: "https?://[A-Za-z0-9._~:/?#\\[\\]@!$&'()*+,;=%-]+",
  hostname: `${LABEL}(\\.${LABEL})*`,
  ipv4: `${OCTET}(\\.${OCTET}){3}`,
  // Full and shortened forms; an IPv4 tail is not read.
  ipv6: `(${H16}:){7}${H16}|(${H16}(:${H16}){0,6})?::(${H16}(:${H16}){0,6})?`,
  date: '[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])',
  'date-time':
    '[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])[Tt ]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})',
};
