import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CommentCommand, parseComment, USAGE } from './parse.js';

const HEX = '3f9a0c51';

describe('parseComment', () => {
  it.each<[string, CommentCommand]>([
    ['/assay help', { verb: 'help' }],
    ['/assay status\r\n\r\n', { verb: 'status' }],
    ['/assay run', { verb: 'run', commit: null }],
    [`/assay run ${'a1'.repeat(20)}`, { verb: 'run', commit: 'a1'.repeat(20) }],
    [`/assay approve ${HEX}`, { verb: 'approve', digest: HEX, target: null, verdict: null, reason: '' }],
    [
      `/assay  approve sha256:${HEX.toUpperCase()} production because it is  better because of data`,
      {
        verb: 'approve',
        digest: HEX,
        target: 'production',
        verdict: null,
        reason: 'it is  better because of data',
      },
    ],
    [
      `/assay approve ${HEX} as inconclusive because größer ist gut`,
      { verb: 'approve', digest: HEX, target: null, verdict: 'inconclusive', reason: 'größer ist gut' },
    ],
    ['/assay reject because late', { verb: 'reject', digest: null, target: null, reason: 'late' }],
    [
      `/assay reject ${HEX} staging because late`,
      { verb: 'reject', digest: HEX, target: 'staging', reason: 'late' },
    ],
    ['/assay rollback because x', { verb: 'rollback', target: null, toVersion: null, reason: 'x' }],
    [
      '/assay rollback production to v3 because x',
      { verb: 'rollback', target: 'production', toVersion: 3, reason: 'x' },
    ],
    // A target may be called as a word of English, and as letters that are hex digits.
    ['/assay reject face because x', { verb: 'reject', digest: null, target: 'face', reason: 'x' }],
  ])('%j is a command', (body, command) => {
    expect(parseComment(body)).toEqual({ command });
  });

  it.each([
    'yes',
    'LGTM',
    'approve',
    '',
    `> /assay approve ${HEX}`,
    `    /assay approve ${HEX}`,
    ` /assay approve ${HEX}`,
    `\t/assay approve ${HEX}`,
    `\n/assay approve ${HEX}`,
    `\`\`\`\n/assay approve ${HEX}\n\`\`\``,
    `\`/assay approve ${HEX}\``,
    `please /assay approve ${HEX}`,
    `<!-- -->\n/assay approve ${HEX}`,
    `- /assay approve ${HEX}`,
    `@assay approve ${HEX}`,
    `/assaying approve ${HEX}`,
    `/Assay approve ${HEX}`,
    `/аssay approve ${HEX}`, // Cyrillic
    `／assay approve ${HEX}`, // full width
    `/assay\u00a0approve ${HEX}`,
    `/ass\u200bay approve ${HEX}`,
    `\ufeff/assay approve ${HEX}`,
  ])('%j is none', (body) => {
    expect(parseComment(body)).toBeNull();
  });

  it.each<[string, RegExp]>([
    ['/assay', /names no command/],
    ['/assay yes', /no such command/],
    ['/assay constructor', /no such command/],
    ['/assay approve', /digest is missing/],
    ['/assay approve production', /digest is missing/],
    ['/assay approve 3f9a0c5', /7 hex digits/],
    [`/assay approve ${'a1'.repeat(33)}`, /66 hex digits/],
    [`/assay approve ${HEX} production thanks`, /not understood/],
    [`/assay approve ${HEX} as pass`, /inconclusive/],
    [`/assay approve ${HEX} because`, /no reason/],
    [`/assay approve ${HEX} because ${'x'.repeat(501)}`, /longer than 500/],
    [`/assay approve ${HEX}\nthanks`, /text below/],
    [`/assay approve ${HEX}\n/assay reject because x`, /several/],
    [`/assay approve ${HEX} prod\u200buction`, /cannot be seen/],
    [`/assay approve ${HEX} because \u202eevil`, /cannot be seen/],
    ...['\u061c', '\u115f', '\u180e', '\u3164', '\ufe0f', '\ufff9', '\u{e0041}', '\u{1d173}'].map(
      (hidden): [string, RegExp] => [`/assay approve ${HEX} because it${hidden}is`, /cannot be seen/],
    ),
    [`/assay approve ${HEX} рroduction`, /not understood/], // Cyrillic
    [`/assay аpprove ${HEX}`, /no such command/], // Cyrillic
    [`/assay approve\u00a0${HEX}`, /no such command/],
    [`/assay approve ３f9a0c51`, /digest is missing/], // a full-width digit
    ['/assay reject', /needs a reason/],
    ['/assay rollback production', /needs a reason/],
    ['/assay rollback to x because y', /number of a version/],
    ['/assay run now please', /more than a commit/],
    ['/assay status please', /nothing more/],
    ['/assay help because', /no reason/],
  ])('%j is refused with a reason', (body, problem) => {
    expect(parseComment(body)).toMatchObject({ problem: expect.stringMatching(problem) });
  });

  it('text that does not begin with it is never a command, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string(), (before, after) => {
        fc.pre(!before.startsWith('/'));
        expect(parseComment(`${before}/assay approve ${HEX}${after}`)).toBeNull();
      }),
    );
  });

  it('an approval is read only where the whole comment is one, with its digest as it was typed', () => {
    const hex = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 8, maxLength: 64 });
    fc.assert(
      fc.property(hex, fc.string({ unit: 'binary' }), (digest, tail) => {
        const parsed = parseComment(`/assay approve ${digest}${tail}`);
        if (parsed === null || !('command' in parsed)) return;
        const { command } = parsed;
        if (command.verb !== 'approve') throw new Error(command.verb);
        const words = [
          digest + (tail.match(/^[0-9a-fA-F]*/)?.[0].toLowerCase() ?? ''),
          command.target,
          command.verdict && `as ${command.verdict}`,
          command.reason && `because ${command.reason}`,
        ];
        const again = words.filter((word) => word).join(' ');
        expect(parseComment(`/assay approve ${again}`)).toEqual(parsed);
        expect(command.digest.startsWith(digest)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('never throws', () => {
    const word = fc.oneof(
      fc.constantFrom('/assay', 'approve', 'reject', 'because', 'as', 'to', 'run', HEX, '\n', ' ', '>', '`'),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.array(word), (words) => {
        const parsed = parseComment(words.join(' '));
        if (parsed !== null && 'problem' in parsed) expect(parsed.fix).not.toBe('');
      }),
    );
  });

  it('what the usage shows can be typed', () => {
    for (const usage of Object.values(USAGE)) {
      const line = usage
        .replace('DIGEST', HEX)
        .replace('COMMIT', HEX)
        .replace('TARGET', 'production')
        .replace('VERSION', '2')
        .replaceAll(/[[\]]/g, '');
      expect(parseComment(line), line).toHaveProperty('command');
    }
  });
});
