import { expect, it } from 'vitest';
import { secretIn, withoutSecrets } from './secrets.js';

const ENV = {
  DB_PASSWORD: 'hunter2-long',
  HF_TOKEN: 'plain-value-of-a-token',
  FEATURE_STORE_KEY: 'k'.repeat(12),
  GCP_CREDENTIALS: '{\n  "private": "line-of-credentials-1"\n}',
  SHORT_TOKEN: 'abc',
  PATH: '/usr/bin',
  KEYBOARD: 'qwertz-layout',
};

it.each([
  ['the value of a variable', 'login with hunter2-long failed', 'login with *** failed'],
  ['each time', 'hunter2-long hunter2-long', '*** ***'],
  ['of a token', 'bearer plain-value-of-a-token', 'bearer ***'],
  ['of a key', `x ${'k'.repeat(12)}`, 'x ***'],
  ['a line of several', 'bad: "private": "line-of-credentials-1"', 'bad: ***'],
  ['a short value is no secret', 'abc', 'abc'],
  ['other variables', '/usr/bin qwertz-layout', '/usr/bin qwertz-layout'],
  ['what looks like a token', `ghp_${'a1'.repeat(20)}!`, '***!'],
  ['an address with a password', 'postgres://ada:secret-1@db/x', '***db/x'],
  [
    'a private key, whole',
    'a\n-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----\nb',
    'a\n***\nb',
  ],
  ['a private key that is cut', 'a\n-----BEGIN PRIVATE KEY-----\nMIIEow', 'a\n***'],
  ['nothing', 'ValueError: bad', 'ValueError: bad'],
])('%s is taken out of what a program printed', (_, printed, shown) => {
  expect(withoutSecrets(printed, ENV)).toBe(shown);
  if (printed !== shown && /ghp_|postgres|BEGIN/.test(printed)) expect(secretIn(printed)).not.toBeNull();
});
