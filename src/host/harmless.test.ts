import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { harmless, harmlessJson } from './harmless.js';
import { createLog } from './log.js';

/** As actions/runner reads a line of either stream: `ActionCommand.TryParseV2`, then `TryParse`. */
function isCommand(line: string): boolean {
  return /^::\S/.test(line.replace(/^[\s\u0085]+/u, '')) || /##\[[^\]]*\]/.test(line);
}
const commands = (text: string) => text.split(/\r\n|\r|\n/).filter(isCommand);

const EVIL = [
  '::set-output name=deploy::true',
  '  ::error::x',
  '\u0085::add-mask::true',
  '\u00a0\u2003::stop-commands::x',
  'innocent ##[set-output name=deploy]true',
  '##[error]x',
  'a\n::set-output name=deploy::true',
  'a\r::set-output name=deploy::true',
  'a\r\n##[debug]x',
];

describe('text for a log that a runner reads', () => {
  it.each(EVIL)('%j is no command in it', (text) => {
    expect(commands(text)).not.toEqual([]);
    expect(commands(harmless(text))).toEqual([]);
  });

  it('nor is anything that is made of such parts; what holds none stays', () => {
    const part = fc.constantFrom(
      '::',
      ':',
      '##[',
      '#',
      '[',
      ']',
      '\n',
      '\r',
      ' ',
      '\t',
      'set-output',
      'x',
      '\u0085',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        expect(commands(harmless(text))).toEqual([]);
        if (commands(text).length === 0 && !text.includes('::') && !text.includes('##[')) {
          expect(harmless(text)).toBe(text);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('JSON says the same', () => {
    const data = { message: 'x ##[set-output name=deploy]true', '##[': ['::error::x', '\n::error::y'] };
    const text = harmlessJson(JSON.stringify(data, null, 2));
    expect(commands(text)).toEqual([]);
    expect(JSON.parse(text)).toEqual(data);
  });

  it('is what a log writes in a workflow, progress included', () => {
    const written: string[] = [];
    const make = (runner: boolean) =>
      createLog({
        write: (text) => written.push(text),
        color: false,
        quiet: false,
        interactive: false,
        debug: true,
        now: () => 1e9 * (written.length + 1),
        runner,
      });
    for (const text of EVIL) {
      const log = make(true);
      log.info(text);
      log.debug(text);
      log.warn(text);
      log.error(text);
      const progress = log.progress(text);
      progress.update(text);
      progress.done(text);
    }
    expect(commands(written.join(''))).toEqual([]);
    expect(written.length).toBeGreaterThan(EVIL.length * 4);
    written.length = 0;
    make(false).info(EVIL[0] ?? '');
    expect(written.join('')).toContain(EVIL[0]);
  });
});
