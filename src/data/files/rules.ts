/** What may be asked of a dataset of files, and how severe each check is where nobody says otherwise. */
import { type FileCheck, type FilesConfig, sizeBytes } from '../../config/index.js';

export const FILE_CHECKS: Readonly<Record<FileCheck, 'error' | 'warn'>> = {
  empty: 'error',
  broken: 'error',
  media: 'error',
  name: 'warn',
  size: 'error',
  dimensions: 'error',
  duplicate: 'warn',
  label: 'error',
  conflict: 'error',
  balance: 'error',
  count: 'error',
};

export interface FileRules {
  /** Allowed media types by content, `image/*` for all of a kind; absent: any. */
  readonly media: readonly string[] | undefined;
  /** `folder`: the first folder below the dataset's own is the label. */
  readonly labels: 'folder' | undefined;
  /** The labels that must be there, and no others. */
  readonly classes: readonly string[] | undefined;
  readonly minPerClass: number | undefined;
  /** Largest class over smallest. */
  readonly maxImbalance: number | undefined;
  readonly minFiles: number | undefined;
  readonly maxFiles: number | undefined;
  /** Bytes. */
  readonly minSize: number | undefined;
  readonly maxSize: number | undefined;
  /** Pixels. */
  readonly minWidth: number | undefined;
  readonly minHeight: number | undefined;
  readonly maxWidth: number | undefined;
  readonly maxHeight: number | undefined;
  /** Share of the files that may break a check. */
  readonly allowed: Readonly<Partial<Record<FileCheck, number>>>;
  readonly severity: Readonly<Partial<Record<FileCheck, 'error' | 'warn'>>>;
}

/** The rules as `assay.yaml` states them, in bytes and shares. */
export function fileRules(config: FilesConfig = {}): FileRules {
  const bytes = (text: string | undefined) => (text === undefined ? undefined : sizeBytes(text));
  return {
    media: config.media,
    labels: config.labels,
    classes: config.classes,
    minPerClass: config.min_per_class,
    maxImbalance: config.max_imbalance,
    minFiles: config.min_files,
    maxFiles: config.max_files,
    minSize: bytes(config.min_size),
    maxSize: bytes(config.max_size),
    minWidth: config.min_width,
    minHeight: config.min_height,
    maxWidth: config.max_width,
    maxHeight: config.max_height,
    allowed: Object.fromEntries(
      Object.entries(config.allowed ?? {}).map(([check, share]) => [check, shareOf(share)]),
    ),
    severity: config.severity ?? {},
  };
}

function shareOf(share: string | number | undefined): number {
  if (share === undefined) return 0;
  return typeof share === 'number' ? share : Number(share.slice(0, -1)) / 100;
}
