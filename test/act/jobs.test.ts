/** GitHub's rules for permissions, held over every workflow that we ship, and the model of them that the scenes use. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ROOT } from '../support/program.js';
import { jobsOf, readOnly } from './jobs.js';

const EXAMPLES = join(ROOT, 'examples', 'workflows');
const called = (name: string) => readFileSync(join(ROOT, '.github', 'workflows', name), 'utf8');
const files = readdirSync(EXAMPLES);
const text = (name: string) => readFileSync(join(EXAMPLES, name), 'utf8');

interface Concurrency {
  readonly on: Readonly<Record<string, unknown>>;
  readonly concurrency?: { readonly 'cancel-in-progress': boolean };
}

describe('permissions', () => {
  it.each(files)('%s: GitHub starts it, as no called job asks for more than its caller has', (name) => {
    expect(jobsOf(text(name), called).size).toBeGreaterThan(0);
  });
  it('of a called job are its own, or those of its caller; more is an error', () => {
    const jobs = jobsOf(text('assay-pull-request.yml'), called);
    expect(jobs.get('report')?.permissions).toEqual({
      contents: 'read',
      pull_requests: 'write',
      checks: 'write',
    });
    expect(jobs.get('train')?.permissions).toEqual({ contents: 'read' });
    // It names none, and takes what the caller of main grants.
    expect(jobs.get('register')?.permissions).not.toHaveProperty('issues');
    expect(jobsOf(text('assay-train.yml'), called).get('register')?.permissions).toMatchObject({
      contents: 'write',
      issues: 'write',
    });
    const less = text('assay-pull-request.yml').replace(/ +checks: write.*\n/, '');
    expect(() => jobsOf(less, called)).toThrow(/whose job report asks for checks: write/);
  });
  it('of a fork only read', () => {
    expect(readOnly({ contents: 'read', checks: 'write' })).toEqual({ contents: 'read', checks: 'read' });
  });
});

describe('concurrency', () => {
  // A profile by hand stands alone.
  it.each(files.filter((name) => name !== 'profile-in-shards.yml'))(
    '%s: runs of a pull request are cancelled by newer ones, what writes is finished',
    (name) => {
      const { on, concurrency } = parse(text(name)) as Concurrency;
      expect(concurrency?.['cancel-in-progress']).toBe('pull_request' in on);
    },
  );
});
