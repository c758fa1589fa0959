/** Where everything lies in a store: the keys, built and taken apart in this one place. See `docs/registry.md`. */
import { sha256 } from '../base/index.js';

const ULID = '[0-9A-HJKMNP-TV-Z]{26}';
const HEX = '[0-9a-f]{64}';
const NAME = '[A-Za-z0-9][A-Za-z0-9_.-]*';

export const REGISTRY_KEY = 'registry.json';
export const PROBES = 'probes/';
export const NAMES = 'names/';
export const CLEANUPS = 'cleanups/';
const RECEIPT = '.receipt';
/** Width of an alias entry's number, so that keys sort as numbers do. */
export const SEQ_DIGITS = 20;

export const keys = {
  /** What it found stands in the name too: a safe finding need not be read. */
  probe: (id: string, safe: boolean) => `${PROBES}${id}${safe ? '.safe' : ''}.json`,
  blob: (hex: string) => `blobs/sha256/${hex.slice(0, 2)}/${hex}`,
  manifest: (hex: string) => `manifests/sha256/${hex}.json`,
  /** Claims the spelling of a model's name. */
  modelName: (model: string) => `${NAMES}${model.toLowerCase()}.json`,
  /** Claims the spelling of an alias. */
  aliasName: (model: string, alias: string) => `models/${model}/names/${alias.toLowerCase()}.json`,
  versions: (model: string) => `models/${model}/versions/`,
  version: (model: string, version: number) => `models/${model}/versions/${version}.json`,
  aliases: (model: string) => `models/${model}/aliases/`,
  aliasLog: (model: string, alias: string) => `models/${model}/aliases/${alias}/`,
  aliasEntry: (model: string, alias: string, seq: number) =>
    `models/${model}/aliases/${alias}/${String(seq).padStart(SEQ_DIGITS, '0')}.json`,
  decisions: (model: string, version: number) => `models/${model}/approvals/${version}/`,
  decision: (model: string, version: number, id: string) => `models/${model}/approvals/${version}/${id}.json`,
  signatures: (model: string, version: number) => `models/${model}/signatures/${version}/`,
  signature: (model: string, version: number, id: string) =>
    `models/${model}/signatures/${version}/${id}.json`,
  events: (model: string) => `models/${model}/events/`,
  event: (model: string, id: string) => `models/${model}/events/${id}.json`,
  /** The name is made of the claim, so that creating the object is claiming it. */
  claim: (model: string, claim: string) => `models/${model}/events/claims/${sha256(claim)}.json`,
  runs: (model: string) => `runs/${model}/`,
  run: (model: string, id: string) => `runs/${model}/${id}.json`,
  runSegments: (model: string) => `index/runs/${model}/`,
  /** The name tells the reader whether it needs the segment: how many runs, from which id to which. */
  runSegment: (model: string, count: number, first: string, last: string, nonce: string) =>
    `index/runs/${model}/${count}-${first}-${last}-${nonce}.json.gz`,
  /** Decisions on all versions, and their tombstones. */
  approvals: (model: string) => `models/${model}/approvals/`,
  /** Among the decisions on the version, so that one listing shows both. */
  tombstone: (model: string, version: number) => `models/${model}/approvals/${version}/tombstone.json`,
  imports: (model: string) => `models/${model}/imports/`,
  /** The evidence is in the name: the same import again is the same entry. */
  importEntry: (model: string, version: number, evidence: string) =>
    `models/${model}/imports/${version}/${evidence}.json`,
  /** Beside the entry, so that one listing shows both. */
  receipt: (entry: string) => entry.replace(/\.json$/, RECEIPT),
  leases: (kind: 'upload' | 'gc') => `leases/${kind}/`,
  lease: (kind: 'upload' | 'gc', id: string, seq: number) =>
    `leases/${kind}/${id}-${String(seq).padStart(6, '0')}.json`,
  cleanup: (id: string) => `${CLEANUPS}${id}.json`,
} as const;

export type Located =
  | { readonly kind: 'registry' }
  | { readonly kind: 'probe'; readonly id: string; readonly safe: boolean }
  | { readonly kind: 'blob' | 'manifest'; readonly hex: string }
  | { readonly kind: 'modelName'; readonly lower: string }
  | { readonly kind: 'aliasName'; readonly model: string; readonly lower: string }
  | { readonly kind: 'version'; readonly model: string; readonly version: number }
  | { readonly kind: 'alias'; readonly model: string; readonly alias: string; readonly seq: number }
  | { readonly kind: 'decision'; readonly model: string; readonly version: number; readonly id: string }
  | { readonly kind: 'signature'; readonly model: string; readonly version: number; readonly id: string }
  | { readonly kind: 'event'; readonly model: string; readonly id: string }
  | { readonly kind: 'claim'; readonly model: string; readonly hash: string }
  | { readonly kind: 'run'; readonly model: string; readonly id: string }
  | { readonly kind: 'tombstone'; readonly model: string; readonly version: number }
  | { readonly kind: 'import'; readonly model: string; readonly version: number; readonly evidence: string }
  /** `of` is the key of the entry that it speaks of. */
  | { readonly kind: 'receipt'; readonly of: string }
  | { readonly kind: 'cleanup'; readonly id: string }
  | { readonly kind: 'lease'; readonly lease: 'upload' | 'gc'; readonly id: string; readonly seq: number }
  /** Part of the index of runs. */
  | { readonly kind: 'segment'; readonly model: string }
  /** Indexes: not part of the truth, never checked. */
  | { readonly kind: 'aside' }
  | { readonly kind: 'unknown' };

type Rule = readonly [RegExp, (parts: readonly string[]) => Located];
const at = (parts: readonly string[], index: number): string => parts[index] ?? '';

const RULES: readonly Rule[] = [
  [/^registry\.json$/, () => ({ kind: 'registry' })],
  [
    new RegExp(`^probes/(${ULID})(\\.safe)?\\.json$`),
    (p) => ({ kind: 'probe', id: at(p, 1), safe: p[2] !== undefined }),
  ],
  [
    new RegExp(`^blobs/sha256/([0-9a-f]{2})/(\\1${HEX.replace('64', '62')})$`),
    (p) => ({ kind: 'blob', hex: at(p, 2) }),
  ],
  [new RegExp(`^manifests/sha256/(${HEX})\\.json$`), (p) => ({ kind: 'manifest', hex: at(p, 1) })],
  [new RegExp(`^names/(${NAME})\\.json$`), (p) => ({ kind: 'modelName', lower: at(p, 1) })],
  [
    new RegExp(`^models/(${NAME})/names/(${NAME})\\.json$`),
    (p) => ({ kind: 'aliasName', model: at(p, 1), lower: at(p, 2) }),
  ],
  [
    new RegExp(`^models/(${NAME})/versions/([1-9][0-9]*)\\.json$`),
    (p) => ({ kind: 'version', model: at(p, 1), version: Number(at(p, 2)) }),
  ],
  [
    new RegExp(`^models/(${NAME})/aliases/(${NAME})/([0-9]{${SEQ_DIGITS}})\\.json$`),
    (p) => ({ kind: 'alias', model: at(p, 1), alias: at(p, 2), seq: Number(at(p, 3)) }),
  ],
  [
    new RegExp(`^models/(${NAME})/approvals/([1-9][0-9]*)/(${ULID})\\.json$`),
    (p) => ({ kind: 'decision', model: at(p, 1), version: Number(at(p, 2)), id: at(p, 3) }),
  ],
  [
    new RegExp(`^models/(${NAME})/signatures/([1-9][0-9]*)/(${ULID})\\.json$`),
    (p) => ({ kind: 'signature', model: at(p, 1), version: Number(at(p, 2)), id: at(p, 3) }),
  ],
  [
    new RegExp(`^models/(${NAME})/events/(${ULID})\\.json$`),
    (p) => ({ kind: 'event', model: at(p, 1), id: at(p, 2) }),
  ],
  [
    new RegExp(`^models/(${NAME})/events/claims/(${HEX})\\.json$`),
    (p) => ({ kind: 'claim', model: at(p, 1), hash: at(p, 2) }),
  ],
  [new RegExp(`^runs/(${NAME})/(${ULID})\\.json$`), (p) => ({ kind: 'run', model: at(p, 1), id: at(p, 2) })],
  [
    new RegExp(`^models/(${NAME})/approvals/([1-9][0-9]*)/tombstone\\.json$`),
    (p) => ({ kind: 'tombstone', model: at(p, 1), version: Number(at(p, 2)) }),
  ],
  [
    new RegExp(`^models/(${NAME})/imports/([1-9][0-9]*)/(${HEX})\\.json$`),
    (p) => ({ kind: 'import', model: at(p, 1), version: Number(at(p, 2)), evidence: at(p, 3) }),
  ],
  [
    new RegExp(
      `^(models/${NAME}/(?:versions/[1-9][0-9]*|aliases/${NAME}/[0-9]{${SEQ_DIGITS}}|approvals/[1-9][0-9]*/${ULID}))\\.receipt$`,
    ),
    (p) => ({ kind: 'receipt', of: `${at(p, 1)}.json` }),
  ],
  [new RegExp(`^cleanups/(${ULID})\\.json$`), (p) => ({ kind: 'cleanup', id: at(p, 1) })],
  [
    new RegExp(`^leases/(upload|gc)/(${ULID})-([0-9]{6})\\.json$`),
    (p) => ({
      kind: 'lease',
      lease: at(p, 1) === 'gc' ? 'gc' : 'upload',
      id: at(p, 2),
      seq: Number(at(p, 3)),
    }),
  ],
  [
    new RegExp(`^index/runs/(${NAME})/[1-9][0-9]{0,9}-${ULID}-${ULID}-[0-9a-f]{16}\\.json\\.gz$`),
    (p) => ({ kind: 'segment', model: at(p, 1) }),
  ],
  [/^index\//, () => ({ kind: 'aside' })],
];

/** What a key stands for; `unknown` where no part of the layout has such keys. */
export function locate(key: string): Located {
  for (const [pattern, make] of RULES) {
    const match = pattern.exec(key);
    if (match) return make(match);
  }
  return { kind: 'unknown' };
}
