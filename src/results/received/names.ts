/** Which paths an archive or a folder may have: those that mean the same on every system, and to every reader. */
import { ReceivedError, type ReceivedLimits, shown } from './limits.js';

/** Control characters, marks of direction, characters without width, and what no text should hold. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
/** What Windows reads otherwise than others: devices, streams, wildcards. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9]|conin\$|conout\$)(?:\.|$)/i;

/** The reason why a path is refused, null where it is a plain relative one. `/` parts it; a folder ends with `/`. */
export function nameProblem(path: string, limits: ReceivedLimits): string | null {
  const refused = (why: string) => `the path ${shown(path)} ${why}`;
  if (Buffer.byteLength(path) > limits.path) return refused(`is longer than ${limits.path} bytes`);
  if (path === '') return 'a path is empty';
  if (HIDDEN.test(path)) return refused('holds characters that are not shown');
  if (path.includes('\\')) return refused('holds a backslash');
  if (path.startsWith('/')) return refused('is absolute');
  if (/^[A-Za-z]:/.test(path)) return refused('names a drive');
  if (/[:*?"<>|]/.test(path)) return refused('holds a character that not every system takes');
  if (path.normalize('NFKC') !== path) return refused('is spelt in a form that looks like another');
  const parts = (path.endsWith('/') ? path.slice(0, -1) : path).split('/');
  if (parts.length > limits.depth) return refused(`is deeper than ${limits.depth} folders`);
  for (const part of parts) {
    if (part === '..' || part === '.' || part === '')
      return refused('leaves its folder, or has an empty part');
    if (/[. ]$/.test(part) || part.startsWith(' '))
      return refused('has a part that begins or ends with a blank, or ends with a full stop');
    if (DEVICE.test(part)) return refused('names a device');
  }
  return null;
}

/** Takes paths one by one and refuses what stands twice, differs in case only, or is a file and a folder at once. */
export class Paths {
  readonly #limits: ReceivedLimits;
  /** By folded spelling: the spelling, and whether it is a file. */
  readonly #seen = new Map<string, { readonly path: string; readonly file: boolean; explicit: boolean }>();
  #count = 0;

  constructor(limits: ReceivedLimits) {
    this.#limits = limits;
  }

  add(path: string): void {
    this.#count += 1;
    if (this.#count > this.#limits.entries)
      throw new ReceivedError(`there are more than ${this.#limits.entries} entries`);
    const problem = nameProblem(path, this.#limits);
    if (problem !== null) throw new ReceivedError(problem);
    const folder = path.endsWith('/');
    const parts = (folder ? path.slice(0, -1) : path).split('/');
    parts.forEach((_, index) => {
      const last = index === parts.length - 1;
      this.#enter(parts.slice(0, index + 1).join('/'), last && !folder, last);
    });
  }

  #enter(path: string, file: boolean, explicit: boolean): void {
    const folded = path.toLowerCase().toUpperCase().normalize('NFKC');
    const before = this.#seen.get(folded);
    if (before === undefined) {
      this.#seen.set(folded, { path, file, explicit });
      return;
    }
    if (before.path !== path)
      throw new ReceivedError(`the paths ${shown(before.path)} and ${shown(path)} differ in case only`);
    if (before.file !== file) throw new ReceivedError(`the path ${shown(path)} is a file and a folder`);
    if (explicit && before.explicit) throw new ReceivedError(`the path ${shown(path)} stands twice`);
    before.explicit ||= explicit;
  }
}
