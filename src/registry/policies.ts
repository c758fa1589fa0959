/**
 * What each command needs of a bucket, as IAM policies. The keys say who may do what: an approver can write decisions
 * and nothing else, so the rights of the store keep roles apart that the registry's own checks keep apart too.
 */
import { isS3Url, parseS3Url } from '../s3/index.js';
import { REGISTRY_KEY } from './layout.js';

export const ROLES = ['reader', 'registrar', 'approver', 'deployer', 'cleaner', 'keeper'] as const;
export type Role = (typeof ROLES)[number];

interface RoleRights {
  /** Commands that the role can run. */
  readonly commands: readonly string[];
  /** Keys below the prefix that it creates. */
  readonly creates: readonly string[];
  /** Keys among those that it may not create all the same. */
  readonly never?: readonly string[];
  readonly removes: readonly string[];
  /** Keys whose uploads in parts it begins, resumes or ends. */
  readonly uploads?: readonly string[];
}

const TOMBSTONES = 'models/*/approvals/*/tombstone.json';

export const ROLE_RIGHTS: Readonly<Record<Role, RoleRights>> = {
  reader: {
    commands: [
      'gate',
      'evaluate',
      'validate',
      'history',
      'compare',
      'explain',
      'reproduce',
      'registry verify',
      'registry log',
      'registry export',
      'verify-signature',
    ],
    creates: [],
    removes: [],
  },
  registrar: {
    commands: ['register', 'run --record', 'sign', 'history --reindex', 'registry import'],
    creates: [
      'blobs/*',
      'manifests/*',
      'names/*',
      'models/*/versions/*',
      'models/*/imports/*',
      'models/*/signatures/*',
      'runs/*',
      'index/*',
      'leases/upload/*',
    ],
    removes: ['index/*', 'leases/upload/*'],
    uploads: ['blobs/*'],
  },
  approver: {
    commands: ['approve', 'reject', 'respond'],
    creates: ['models/*/approvals/*'],
    never: [TOMBSTONES],
    removes: [],
  },
  deployer: {
    commands: ['deploy', 'rollback', 'promote', 'monitor'],
    creates: ['models/*/aliases/*', 'models/*/names/*', 'models/*/events/*'],
    removes: [],
  },
  cleaner: {
    commands: ['registry gc'],
    creates: [
      'leases/gc/*',
      'cleanups/*',
      'index/*',
      TOMBSTONES,
      'models/*/versions/*.receipt',
      'models/*/aliases/*.receipt',
      'models/*/approvals/*.receipt',
    ],
    removes: ['blobs/*', 'manifests/*', 'runs/*', 'index/*', 'leases/*'],
    uploads: ['blobs/*'],
  },
  keeper: {
    commands: ['registry init', 'registry doctor'],
    creates: [REGISTRY_KEY, 'probes/*'],
    removes: ['probes/*'],
  },
};

export interface Policy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly {
    readonly Sid: string;
    readonly Effect: 'Allow' | 'Deny';
    readonly Action: readonly string[];
    readonly Resource: readonly string[];
    readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  }[];
}

/** The least policy of a role for the registry at that bucket and prefix (empty: the whole bucket). */
export function policyOf(role: Role, bucket: string, prefix: string): Policy {
  const { creates, never = [], removes, uploads = [] } = ROLE_RIGHTS[role];
  const base = prefix === '' ? '' : `${prefix}/`;
  const objects = (keys: readonly string[]) => keys.map((key) => `arn:aws:s3:::${bucket}/${base}${key}`);
  const some = (Sid: string, Effect: 'Allow' | 'Deny', Action: string, keys: readonly string[]) =>
    keys.length === 0 ? [] : [{ Sid, Effect, Action: [Action], Resource: objects(keys) }];
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'List',
        Effect: 'Allow',
        // Without the right to list, the store answers 403 where an object is not there.
        Action: ['s3:ListBucket'],
        Resource: [`arn:aws:s3:::${bucket}`],
        ...(base === '' ? {} : { Condition: { StringLike: { 's3:prefix': [`${base}*`] } } }),
      },
      {
        Sid: 'ListUploads',
        Effect: 'Allow',
        // IAM knows no prefix for it.
        Action: ['s3:ListBucketMultipartUploads'],
        Resource: [`arn:aws:s3:::${bucket}`],
      },
      {
        Sid: 'Read',
        Effect: 'Allow',
        Action: ['s3:GetObject', 's3:ListMultipartUploadParts'],
        Resource: objects(['*']),
      },
      ...some('Create', 'Allow', 's3:PutObject', creates),
      ...some('NeverCreate', 'Deny', 's3:PutObject', never),
      ...some('Remove', 'Allow', 's3:DeleteObject', removes),
      ...some('EndUploads', 'Allow', 's3:AbortMultipartUpload', uploads),
    ],
  };
}

/** The policies of all roles for the registry at an address; null where it does not lie in S3. */
export function policiesFor(location: string): Readonly<Record<Role, Policy>> | null {
  if (!isS3Url(location)) return null;
  const { bucket, key } = parseS3Url(location);
  const prefix = key.replace(/\/+$/, '');
  const of = (role: Role): Policy => policyOf(role, bucket, prefix);
  return {
    reader: of('reader'),
    registrar: of('registrar'),
    approver: of('approver'),
    deployer: of('deployer'),
    cleaner: of('cleaner'),
    keeper: of('keeper'),
  };
}
