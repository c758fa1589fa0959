/** Addresses as text: what RFC 3986 takes, and what only looks like one. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Bench, contractOf, problemsOf } from '../testing.js';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open();
});
afterAll(() => bench.close());

test.each<[string, readonly string[], readonly string[]]>([
  [
    'uri',
    [
      'http://x.y',
      'urn:a:b',
      'mailto:a@b.c',
      'ftp://u:p@h:21/a;b=1?q#f',
      'http://[::1]:80/',
      'http://[v1.a:b]/',
      'file:///etc/x',
      'http://h?a[]=1',
      'http://x/%C3%A4',
      'about:blank',
    ],
    [
      'x',
      '/x',
      'http:',
      'http://%zz',
      'http://a/%2',
      'http://[::1',
      'http://a]b/',
      'http://a:b:c/',
      'http://x y',
      '1http://x',
      'http://x/|',
      'http://x#a#b',
      'http://ä.de',
    ],
  ],
  [
    'uri-reference',
    ['x', '/x/y', '//h/p', '?q', '#f', '../a?b', 'http://x'],
    ['a b', '%', 'a:b|', '[a]', '//[x'],
  ],
  [
    'url',
    ['https://a', 'HTTPS://A.B/c', 'http://u@h:8080?x', 'http://[::1]/'],
    [
      'https://?',
      'https://#x',
      'http:///a',
      'http://',
      'ftp://a',
      'http://a:123456',
      'http://a/%g0',
      'http://:80',
    ],
  ],
])('%s', async (format, good, bad) => {
  const contract = contractOf(`- {name: x, logicalType: string, logicalTypeOptions: {format: ${format}}}`);
  const lines = (texts: readonly string[]) => `x\n${texts.map((text) => `"${text}"\n`).join('')}`;
  expect(problemsOf(await bench.validate(await bench.write('good.csv', lines(good)), contract))).toEqual([]);
  for (const text of bad) {
    const found = problemsOf(await bench.validate(await bench.write('bad.csv', lines([text])), contract));
    expect([text, ...found.map(({ check, count }) => `${check} ${count}`)]).toEqual([text, 'format 1']);
  }
});
