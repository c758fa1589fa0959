/**
 * Reads a comment as a command: pure text in, a command or a reason out. Strict on purpose. A command is the whole
 * comment, in one line that begins with `/assay`; a quotation, a code block, a mention in the middle of a line, a
 * bare "yes" or letters that only look alike are no command at all.
 */

export type CommentCommand =
  | { readonly verb: 'help' }
  | { readonly verb: 'status' }
  | { readonly verb: 'run'; readonly commit: string | null }
  | {
      readonly verb: 'approve';
      /** 8 or more hex digits of the manifest's digest, lower case. */
      readonly digest: string;
      readonly target: string | null;
      readonly verdict: 'inconclusive' | null;
      readonly reason: string;
    }
  | {
      readonly verb: 'reject';
      readonly digest: string | null;
      readonly target: string | null;
      readonly reason: string;
    }
  | {
      readonly verb: 'rollback';
      readonly target: string | null;
      readonly toVersion: number | null;
      readonly reason: string;
    };
export type Verb = CommentCommand['verb'];

/** `null`: the comment is no command, and gets no answer. With `problem`: it is meant as one, and is not understood. */
export type ParsedComment =
  | null
  | { readonly command: CommentCommand }
  | { readonly problem: string; readonly fix: string };

/** One line for each verb, as the answer to `/assay help` and every refusal show it. */
export const USAGE: Readonly<Record<Verb, string>> = {
  approve: '/assay approve DIGEST [TARGET] [as inconclusive] [because REASON]',
  reject: '/assay reject [DIGEST] [TARGET] because REASON',
  rollback: '/assay rollback [TARGET] [to VERSION] because REASON',
  run: '/assay run [COMMIT]',
  status: '/assay status',
  help: '/assay help',
};

const MAX_REASON = 500;
const NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/;
const MIN_HEX = 8;

/** Reads the text of a comment. */
export function parseComment(body: string): ParsedComment {
  const text = body.replaceAll('\r\n', '\n').replace(/[ \t\n]+$/, '');
  // Not trimmed in front: a line that is indented by four spaces is code.
  if (!/^\/assay(?=[ \n]|$)/.test(text)) return null;
  if (text.includes('\n')) {
    const several = text.split('\n').filter((line) => line.startsWith('/assay')).length > 1;
    return {
      problem: several ? 'there are several commands in one comment' : 'there is text below the command',
      fix: 'write one command in one line, and nothing else in the comment; a reason comes after `because`',
    };
  }
  // What cannot be seen could hide another meaning than the one that is read.
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u.test(text)) {
    return {
      problem: 'there are characters in it that cannot be seen',
      fix: 'type the command again by hand',
    };
  }
  const [, head = '', reason = ''] = /^(.*?)(?: because(?: (.*))?)?$/.exec(text) ?? [];
  const because = / because( |$)/.test(text);
  const [, verb = '', ...words] = head.split(' ').filter((word) => word !== '');
  if (because && reason.trim() === '') return wrong('there is no reason after `because`', verb);
  if (reason.length > MAX_REASON) return wrong(`the reason is longer than ${MAX_REASON} characters`, verb);
  const read = Object.hasOwn(READERS, verb) ? READERS[verb as Verb] : undefined;
  if (read === undefined) {
    return {
      problem: verb === '' ? 'it names no command' : 'there is no such command',
      fix: `one of: ${Object.values(USAGE).join('; ')}`,
    };
  }
  return read([...words], reason.trim());
}

type Reader = (words: string[], reason: string) => NonNullable<ParsedComment>;

const READERS: Readonly<Record<Verb, Reader>> = {
  help: plain('help'),
  status: plain('status'),
  run(words, reason) {
    const commit = takeHex(words);
    if (typeof commit === 'object' && commit !== null) return commit;
    if (words.length > 0 || reason !== '') return wrong('it holds more than a commit', 'run');
    return { command: { verb: 'run', commit } };
  },
  approve(words, reason) {
    const digest = takeHex(words);
    if (typeof digest === 'object' && digest !== null) return digest;
    if (digest === null) return wrong('the digest is missing: what is approved must be named', 'approve');
    const verdict = takePair(words, 'as');
    if (verdict !== null && verdict !== 'inconclusive') {
      return wrong('only a verdict `inconclusive` is named, as `as inconclusive`', 'approve');
    }
    const target = takeName(words);
    if (words.length > 0) return wrong('there is something that is not understood', 'approve');
    return { command: { verb: 'approve', digest, target, verdict, reason } };
  },
  reject(words, reason) {
    const digest = takeHex(words);
    if (typeof digest === 'object' && digest !== null) return digest;
    const target = takeName(words);
    if (words.length > 0) return wrong('there is something that is not understood', 'reject');
    if (reason === '') return wrong('a rejection needs a reason', 'reject');
    return { command: { verb: 'reject', digest, target, reason } };
  },
  rollback(words, reason) {
    const to = takePair(words, 'to');
    const number = /^v?([1-9][0-9]{0,8})$/.exec(to ?? '')?.[1];
    if (to !== null && number === undefined) return wrong('`to` wants the number of a version', 'rollback');
    const target = takeName(words);
    if (words.length > 0) return wrong('there is something that is not understood', 'rollback');
    if (reason === '') return wrong('a rollback needs a reason', 'rollback');
    return {
      command: {
        verb: 'rollback',
        target,
        toVersion: number === undefined ? null : Number(number),
        reason,
      },
    };
  },
};

function plain(verb: 'help' | 'status'): Reader {
  return (words, reason) =>
    words.length > 0 || reason !== '' ? wrong('it takes nothing more', verb) : { command: { verb } };
}

function wrong(problem: string, verb: string): { problem: string; fix: string } {
  const usage = Object.hasOwn(USAGE, verb) ? USAGE[verb as Verb] : Object.values(USAGE).join('; ');
  return { problem, fix: `write it so: ${usage}` };
}

/** Takes a digest or commit from the front; null where the next word is none; a problem where it is too short. */
function takeHex(words: string[]): string | null | { problem: string; fix: string } {
  const [, hex] = /^(?:sha256:)?([0-9a-f]+)$/i.exec(words[0] ?? '') ?? [];
  if (hex === undefined || (hex.length < MIN_HEX && !/\d/.test(hex))) return null;
  if (hex.length < MIN_HEX || hex.length > 64) {
    return {
      problem: `${hex.length} hex digits do not name a digest: 8 to 64 are needed`,
      fix: 'repeat the first 8 or more digits, as the evidence shows them',
    };
  }
  words.shift();
  return hex.toLowerCase();
}

function takeName(words: string[]): string | null {
  if (!NAME.test(words[0] ?? '')) return null;
  return words.shift() ?? null;
}

/** Takes `WORD VALUE` from the end. */
function takePair(words: string[], word: string): string | null {
  if (words.at(-2) !== word) return null;
  const [, value] = words.splice(-2);
  return value ?? null;
}
