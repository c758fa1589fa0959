/** Cuts a stream of text into lines for a log. */

/** A program that writes without line ends must not fill the memory. */
const MAX_LINE = 64 * 1024;

/**
 * Calls `onLine` for each line. Of a line that returns to its start (a progress bar) only the last form is
 * given; over-long lines are cut into pieces.
 */
export class LineSplitter {
  private rest = '';

  constructor(private readonly onLine: (line: string) => void) {}

  push(text: string): void {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines) this.emit(line.endsWith('\r') ? line.slice(0, -1) : line);
    if (this.rest.length > MAX_LINE) {
      // A final `\r` stays: it may be the first half of a line end.
      this.rest = lastForm(this.rest.slice(0, -1)) + this.rest.slice(-1);
      if (this.rest.length > MAX_LINE) {
        this.onLine(this.rest);
        this.rest = '';
      }
    }
  }

  /** The end of the stream: what is left is a line, too. */
  end(): void {
    const rest = this.rest.endsWith('\r') ? this.rest.slice(0, -1) : this.rest;
    this.rest = '';
    if (rest !== '') this.emit(rest);
  }

  private emit(line: string): void {
    this.onLine(lastForm(line));
  }
}

function lastForm(line: string): string {
  return line.slice(line.lastIndexOf('\r') + 1);
}
