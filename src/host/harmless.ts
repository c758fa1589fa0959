/**
 * Text for a log that the runner of a workflow reads: it takes commands out of standard output and standard error
 * alike, and names and values of data stand in what is logged. Needs nothing, so that the shells load it at once.
 */

/** A command at the start of a line, whatever white space and invisible characters stand before it: `::set-output…`. */
const AT_START = /^([\p{Z}\p{C}]*):(?=:)/u;
/** The older form, which the runner finds anywhere in a line: `##[set-output…]`. */
const ANYWHERE = /##(?=\[)/g;

/** The same text, in which no line is a workflow command. Lines end with `\n`, `\r` or both. */
export function harmless(text: string): string {
  if (!text.includes('::') && !text.includes('##[')) return text;
  return text
    .split(/(\r\n|\r|\n)/)
    .map((line) => line.replace(AT_START, '$1: ').replace(ANYWHERE, '## '))
    .join('');
}

/** JSON that says the same, in which no line is a workflow command: a line of JSON never begins with a colon. */
export function harmlessJson(json: string): string {
  return json.replaceAll('##[', '##\\u005b');
}
