/** Plain aligned tables and small spellings for the commands that show a registry in a terminal. */

/** Columns aligned by spaces; a column whose every cell is a number is aligned right. No line ends in a space. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const columns = head.map((_, index) => {
    const cells = rows.map((row) => row[index] ?? '');
    return {
      width: Math.max(...all.map((row) => (row[index] ?? '').length)),
      right: cells.length > 0 && cells.every((cell) => /^(-?[\d.,]+(e[+-]?\d+)?%?|–|)$/i.test(cell)),
    };
  });
  return all
    .map((row) =>
      columns
        .map(({ width, right }, index) => {
          const cell = row[index] ?? '';
          return right ? cell.padStart(width) : cell.padEnd(width);
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** `2026-01-02 03:04` of an ISO time; always UTC, as the logs of most forges are. */
export function when(time: string): string {
  return `${time.slice(0, 10)} ${time.slice(11, 16)}`;
}

/** The first 12 digits of a digest, enough to name it. */
export function short(digest: string): string {
  return digest.replace(/^sha256:/, '').slice(0, 12);
}

/** A metric's value with the digits that a person compares; – where there is none. */
export function number(value: number | null): string {
  if (value === null) return '–';
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value);
  return Math.abs(value) >= 1e-4 && Math.abs(value) < 1e9
    ? Number(value.toPrecision(4)).toString()
    : value.toExponential(2);
}

export function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

/** Control characters of stored texts must not reach a terminal. */
export function clean(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is removed
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, ' ');
}

export function lines(texts: readonly string[]): string {
  return `${texts.join('\n')}\n`;
}

/** `1.5 GiB` of bytes; whole bytes below a KiB. */
export function size(bytes: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return unit === 0 ? plural(bytes, 'byte') : `${value.toFixed(1)} ${units[unit]}`;
}
