/** Collects what a reader carries over and what it does not, for the formats that are maps of maps. */
import { type Change, carry, type ImportedObject, type NotCarried } from './model.js';

export class Listing {
  readonly items: ImportedObject['items'][number][] = [];
  readonly notCarried: NotCarried[] = [];

  constructor(private readonly prefix: string) {}

  add(what: string, read: () => readonly Change[]): void {
    const result = carry(this.named(what), read);
    if ('lost' in result) this.notCarried.push(result.lost);
    else this.items.push({ what: this.named(what), changes: result.changes });
  }

  lose(what: string, reason: string, fix?: string): void {
    this.notCarried.push({ what: this.named(what), reason, ...(fix === undefined ? {} : { fix }) });
  }

  /** Lists keys that nobody knows. */
  unknown(given: object, known: readonly string[], what: string): void {
    for (const key of Object.keys(given)) {
      if (!known.includes(key)) this.lose(`${what}${what === '' ? '' : ' '}${key}`, 'is not known here');
    }
  }

  private named(what: string): string {
    return this.prefix === '' ? what : `${this.prefix}: ${what}`;
  }
}
