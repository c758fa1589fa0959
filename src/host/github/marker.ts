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

/** What the hidden first line of an approval issue names. Anyone who may write can change it: it is checked anew. */
export interface ApprovalMark {
  readonly model: string;
  readonly version: number;
  /** `sha256:<hex>` of the manifest. */
  readonly digest: string;
  /** Targets that wait for people. */
  readonly targets: readonly string[];
}

export function approvalMark({ model, version, digest, targets }: ApprovalMark): string {
  return `<!-- assay:approval model=${model} version=${version} digest=${digest} targets=${targets.join(',')} -->`;
}

const NAME_PART = '[A-Za-z0-9][A-Za-z0-9_.-]*';
const APPROVAL = new RegExp(
  `^<!-- assay:approval model=(${NAME_PART}) version=([1-9][0-9]{0,8}) digest=(sha256:[0-9a-f]{64}) targets=((?:${NAME_PART}(?:,${NAME_PART})*)?) -->$`,
);

/** The mark of an issue's text; null where its first line is none. */
export function readApprovalMark(body: string | null | undefined): ApprovalMark | null {
  const [, model, version, digest, targets] = APPROVAL.exec(firstLine(body)) ?? [];
  if (model === undefined || version === undefined || digest === undefined) return null;
  const names = (targets ?? '').split(',').filter((name) => name !== '');
  return { model, version: Number(version), digest, targets: names };
}

/** The hidden first line of an alert's issue: one for each model and kind. */
export function alertMark(model: string, kind: string): string {
  return `<!-- assay:alert model=${model} kind=${kind} -->`;
}

export function firstLine(body: string | null | undefined): string {
  return (body ?? '').split(/\r?\n/, 1)[0] ?? '';
}
