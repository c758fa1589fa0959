/** CSV as RFC 4180 has it: quoted cells may hold separators, quotation marks (doubled) and line ends. */
import { usageError } from '../../base/index.js';

export interface CsvRecord {
  /** Where it begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** Blank lines are left out. Throws a usage error where a quotation mark stands or stays open where it must not. */
export function* parseDelimited(
  text: string,
  file: string,
  separator: ',' | '\t' | null,
): Generator<CsvRecord> {
  const between = separator ?? guess(text);
  let cells: string[] = [];
  let line = 1;
  let begins = 1;
  let at = 0;
  while (at < text.length) {
    if (cells.length === 0) begins = line;
    if (text.charAt(at) === '"') {
      const { value, next, newLines } = quotedCell(text, at, file, line);
      cells.push(value);
      at = next;
      line += newLines;
    } else {
      let end = at;
      while (end < text.length && !isEnd(text.charAt(end), between)) end += 1;
      const cell = text.slice(at, end);
      if (cell.includes('"')) {
        throw usageError({
          where: { file, line },
          message: 'a quotation mark stands inside a cell that is not quoted',
          fix: 'put the whole cell in quotation marks and double those inside',
        });
      }
      cells.push(cell);
      at = end;
    }
    const char = text.charAt(at);
    if (char === between) {
      at += 1;
      // A separator at the very end has one more, empty, cell behind it.
      if (at >= text.length || text.charAt(at) === '\n' || text.charAt(at) === '\r') cells.push('');
      else continue;
    } else if (char !== '' && char !== '\n' && char !== '\r') {
      throw usageError({
        where: { file, line },
        message: `${JSON.stringify(char)} stands after a quoted cell`,
      });
    }
    if (text.charAt(at) === '\r') at += 1;
    if (text.charAt(at) === '\n') at += 1;
    line += 1;
    if (cells.length > 1 || cells[0]?.trim() !== '') yield { line: begins, cells };
    cells = [];
  }
}

function isEnd(char: string, separator: string): boolean {
  return char === separator || char === '\n' || char === '\r';
}

function guess(text: string): ',' | ';' {
  const header = text.slice(0, text.search(/[\r\n]|$/));
  return !header.includes(',') && header.includes(';') ? ';' : ',';
}

function quotedCell(text: string, from: number, file: string, line: number) {
  const parts: string[] = [];
  let at = from + 1;
  for (;;) {
    const mark = text.indexOf('"', at);
    if (mark < 0) throw usageError({ where: { file, line }, message: 'a quotation mark is not closed' });
    parts.push(text.slice(at, mark));
    if (text.charAt(mark + 1) !== '"') {
      const value = parts.join('"');
      return { value, next: mark + 1, newLines: value.split('\n').length - 1 };
    }
    at = mark + 2;
  }
}
