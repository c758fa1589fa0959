/** The hidden line by which a comment of ours is found again, and the key in it. Needs no API client. */
import { sha256, usageError } from '../../base/index.js';
import { message } from '../messages.js';

const KEY = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/** The hidden first line of a comment. A key that could end the HTML comment is a usage error. */
export function markerOf(key: string): string {
  if (!KEY.test(key)) {
    throw usageError({
      message: message('badKey', { key: JSON.stringify(key) }),
      expected: 'letters, digits, ".", "_" and "-", at most 100',
    });
  }
  return `<!-- assay:comment key=${key} -->`;
}

/** The key of a workflow and a configuration: readable, and different for different ones. */
export function defaultKey(workflow: string, config: string): string {
  const slug = workflow
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  return `${slug === '' ? 'assay' : slug}-${sha256(JSON.stringify([workflow, config])).slice(0, 12)}`;
}
