/** Splits a line into words: quotation marks hold spaces; inside them a backslash holds a mark or a backslash. */

export interface Word {
  readonly text: string;
  /** True where any part of it stood in quotation marks. */
  readonly quoted: boolean;
}

export function splitWords(line: string): { words: readonly Word[]; unclosed: boolean } {
  const words: Word[] = [];
  let text = '';
  let started = false;
  let quoted = false;
  let mark: string | null = null;
  const end = () => {
    if (started) words.push({ text, quoted });
    text = '';
    started = false;
    quoted = false;
  };
  for (let index = 0; index < line.length; index += 1) {
    const char = line.charAt(index);
    if (mark !== null && char === mark) {
      mark = null;
    } else if (mark !== null) {
      const next = line.charAt(index + 1);
      if (char === '\\' && (next === mark || next === '\\')) {
        text += next;
        index += 1;
      } else text += char;
    } else if (char === '"' || char === "'") {
      mark = char;
      started = true;
      quoted = true;
    } else if (/\s/.test(char)) {
      end();
    } else {
      started = true;
      text += char;
    }
  }
  end();
  return { words, unclosed: mark !== null };
}
