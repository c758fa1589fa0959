/** Damages text as disks, editors and people do. Deterministic for a seed. */
import fc from 'fast-check';

const TOKENS = [
  '\u0000',
  '\t',
  '\r\n',
  '{',
  '}',
  '[',
  ']',
  ':',
  '- ',
  '&a ',
  '*a',
  '!!js/function ',
  '"',
  "'",
  '#',
  '|',
  '>',
  '~',
  '.nan',
  'NaN',
  '-1',
  '1e999',
  '0x1F',
  '\ufeff',
  '\u202e',
  '𝕏',
  ' '.repeat(40),
  '? ',
];

/** One to five mutations of a text: characters replaced, cut, put in; lines dropped, doubled, swapped, moved in. */
export function mutations(text: string): fc.Arbitrary<string> {
  const at = fc.nat(text.length);
  const step = fc.oneof(
    fc.tuple(at, fc.constantFrom(...TOKENS)).map(
      ([i, token]) =>
        (s: string) =>
          s.slice(0, i) + token + s.slice(i),
    ),
    fc.tuple(at, fc.integer({ min: 0, max: 255 })).map(
      ([i, code]) =>
        (s: string) =>
          s.slice(0, i) + String.fromCharCode(code) + s.slice(i + 1),
    ),
    fc.tuple(at, fc.nat(30)).map(
      ([i, length]) =>
        (s: string) =>
          s.slice(0, i) + s.slice(i + length),
    ),
    at.map((i) => (s: string) => s.slice(0, i)),
    fc.tuple(fc.nat(200), fc.nat(200)).map(([a, b]) => (s: string) => {
      const lines = s.split('\n');
      const [i, j] = [a % lines.length, b % lines.length];
      [lines[i], lines[j]] = [lines[j] ?? '', lines[i] ?? ''];
      return lines.join('\n');
    }),
    fc.nat(200).map((a) => (s: string) => {
      const lines = s.split('\n');
      lines.splice(a % lines.length, 1);
      return lines.join('\n');
    }),
    fc.nat(200).map((a) => (s: string) => {
      const lines = s.split('\n');
      const i = a % lines.length;
      lines.splice(i, 0, lines[i] ?? '');
      return lines.join('\n');
    }),
    fc.nat(200).map((a) => (s: string) => {
      const lines = s.split('\n');
      const i = a % lines.length;
      lines[i] = `  ${lines[i]}`;
      return lines.join('\n');
    }),
  );
  return fc
    .array(step, { minLength: 1, maxLength: 5 })
    .map((steps) => steps.reduce((s, mutate) => mutate(s), text));
}
