/**
 * What each command needs of a bucket, as IAM policies. The keys say who may do what: an approver can write decisions
 * and nothing else, so the rights of the store keep roles apart that the registry's own checks keep apart too.
 */
import { isS3Url, parseS3Url } from '../s3/index.js';
import { REGISTRY_KEY } from './layout.js';

export const ROLES = ['reader', 'registrar', 'approver', 'deployer', 'keeper'] as const;
export type Role = (typeof ROLES)[number];

interface RoleRights {
  /** Commands that the role can run. */
  readonly commands: readonly string[];
  /** Keys below the prefix that it creates. */
  readonly creates: readonly string[];
  readonly removes: readonly string[];
}

export const ROLE_RIGHTS: Readonly<Record<Role, RoleRights>> = {
  reader: {
    commands: ['gate', 'evaluate', 'validate', 'history', 'explain', 'registry verify', 'registry log'],
    creates: [],
    removes: [],
  },
  registrar: {
    commands: ['register', 'sign'],
    creates: ['blobs/*', 'manifests/*', 'names/*', 'models/*/versions/*', 'models/*/signatures/*', 'runs/*'],
    removes: [],
  },
  approver: { commands: ['approve', 'reject'], creates: ['models/*/approvals/*'], removes: [] },
  deployer: {
    commands: ['deploy', 'rollback', 'promote', 'monitor'],
    creates: ['models/*/aliases/*', 'models/*/names/*', 'models/*/events/*'],
    removes: [],
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
    readonly Effect: 'Allow';
    readonly Action: readonly string[];
    readonly Resource: readonly string[];
    readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  }[];
}

/** The least policy of a role for the registry at that bucket and prefix (empty: the whole bucket). */
export function policyOf(role: Role, bucket: string, prefix: string): Policy {
  const { creates, removes } = ROLE_RIGHTS[role];
  const base = prefix === '' ? '' : `${prefix}/`;
  const objects = (keys: readonly string[]) => keys.map((key) => `arn:aws:s3:::${bucket}/${base}${key}`);
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
      ...(creates.length === 0
        ? []
        : [
            {
              Sid: 'Create',
              Effect: 'Allow' as const,
              Action: ['s3:PutObject', ...(role === 'registrar' ? ['s3:AbortMultipartUpload'] : [])],
              Resource: objects(creates),
            },
          ]),
      ...(removes.length === 0
        ? []
        : [
            {
              Sid: 'Remove',
              Effect: 'Allow' as const,
              Action: ['s3:DeleteObject'],
              Resource: objects(removes),
            },
          ]),
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
    keeper: of('keeper'),
  };
}
