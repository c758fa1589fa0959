/** Validates a dataset of files: what each file is, whether it is whole, and how the classes stand to each other. */
import { relative, sep } from 'node:path';
import { type Context, groupDigits } from '../../base/index.js';
import type { FileCheck } from '../../config/index.js';
import { type Finding, type Occurrence, type Verdict, worst } from '../../results/index.js';
import { digestedDataset, type FoundDataset } from '../dataset.js';
import type { Validation } from '../validate.js';
import { type InspectedFile, inspectFiles } from './inspect.js';
import { mediaMatches, nameFits } from './media.js';
import { FILE_CHECKS, type FileRules } from './rules.js';

export interface FilesValidation extends Validation {
  /** One line of JSON for each file: path, size, digest, media type, label, size in pixels. */
  readonly manifest: string;
}

const SHOWN = 10;

/** What is wrong with the files is a finding; only what cannot be opened (usage error) and cancellation throw. */
export async function validateFiles(
  ctx: Context,
  found: FoundDataset,
  rules: FileRules,
): Promise<FilesValidation> {
  const labelled = rules.labels === 'folder' || rules.classes !== undefined;
  const files = await inspectFiles(ctx, found, (file) => (labelled ? folderOf(file.path, found) : null));
  const scope: Scope = { dataset: found.name, total: files.length, rules };
  const judge = judgeOf(scope);
  const labels = labelled ? countsOf(files) : new Map<string, number>();
  const findings = [
    ...fileFindings(files, rules, judge),
    ...duplicateFindings(files, labelled, judge),
    ...(labelled ? labelFindings(files, labels, scope, judge) : []),
    ...countFindings(scope),
  ];
  const about = aboutFiles(found.name, files, labels);
  return {
    dataset: digestedDataset(found, files),
    summary: {
      name: found.name,
      path: found.path,
      files: files.length,
      rows: files.length,
      columns: 0,
      sha256: digestedDataset(found, files).sha256,
    },
    findings: [...findings, about],
    notChecked: notChecked(found.name, files, rules),
    checks: checksOf(rules, labelled),
    verdict: worst(['pass', ...findings.map(({ verdict }) => verdict)]),
    manifest: files.map((file) => `${JSON.stringify(manifestLine(file))}\n`).join(''),
  };
}

interface Scope {
  readonly dataset: string;
  /** Files. */
  readonly total: number;
  readonly rules: FileRules;
}

type Judge = (
  check: FileCheck,
  broken: readonly InspectedFile[],
  parts: { what: string; expected: string; fix?: string; value?: (file: InspectedFile) => string },
) => Finding[];

/** A finding over files, by the severity and the share that the rules allow for its check. */
function judgeOf({ dataset, total, rules }: Scope): Judge {
  return (check, broken, { what, expected, fix, value }) => {
    if (broken.length === 0) return [];
    const share = broken.length / total;
    const allowed = rules.allowed[check] ?? 0;
    const severity = rules.severity[check] ?? FILE_CHECKS[check];
    const within = share <= allowed;
    const where = broken
      .slice(0, SHOWN)
      .map((file): Occurrence => ({ file: file.shown, ...(value ? { value: value(file) } : {}) }));
    return [
      {
        check: `files.${check}`,
        verdict: within ? 'pass' : failed(severity),
        severity: within ? 'info' : severity,
        subject: { dataset },
        expected,
        actual: `${broken.length} files`,
        count: broken.length,
        share,
        where,
        message: `${broken.length} of ${total} files ${what}${allowed > 0 ? ` (allowed: ${percent(allowed)})` : ''}`,
        ...(fix ? { fix } : {}),
      },
    ];
  };
}

const failed = (severity: 'error' | 'warn'): Verdict => (severity === 'error' ? 'fail' : 'warn');
const percent = (share: number) => `${Number((100 * share).toPrecision(4))}%`;

function fileFindings(files: readonly InspectedFile[], rules: FileRules, judge: Judge): Finding[] {
  const { media, minSize = 0, maxSize = Number.POSITIVE_INFINITY } = rules;
  const full = files.filter((file) => file.size > 0);
  const measured = full.filter(({ structure }) => structure?.width !== undefined);
  return [
    ...judge(
      'empty',
      files.filter((file) => file.size === 0),
      {
        what: 'are empty',
        expected: 'files with bytes in them',
      },
    ),
    ...judge(
      'broken',
      full.filter(({ structure }) => (structure?.problem ?? null) !== null),
      {
        what: 'are broken or cut off',
        expected: 'files that are whole',
        fix: 'fetch them again, or leave them out',
        value: (file) => file.structure?.problem ?? '',
      },
    ),
    ...(media === undefined
      ? []
      : judge(
          'media',
          full.filter((file) => !media.some((one) => mediaMatches(file.media, one))),
          {
            what: 'are of another type by their content',
            expected: media.join(', '),
            value: (file) => file.media,
          },
        )),
    ...judge(
      'name',
      full.filter((file) => !nameFits(file.path, file.media)),
      {
        what: 'are not what their name says',
        expected: 'content that fits the ending of the name',
        fix: 'rename them: many readers choose the decoder by the name',
        value: (file) => file.media,
      },
    ),
    ...judge(
      'size',
      full.filter((file) => file.size < minSize || file.size > maxSize),
      {
        what: 'are too small or too large',
        expected: bounds('bytes', rules.minSize, rules.maxSize),
        value: (file) => `${groupDigits(file.size)} bytes`,
      },
    ),
    ...judge(
      'dimensions',
      measured.filter((file) => !fits(file, rules)),
      {
        what: 'are too small or too large in pixels',
        expected: [
          bounds('wide', rules.minWidth, rules.maxWidth),
          bounds('high', rules.minHeight, rules.maxHeight),
        ]
          .filter((part) => part !== '')
          .join(', '),
        value: ({ structure }) => `${structure?.width} × ${structure?.height}`,
      },
    ),
  ];
}

function fits({ structure }: InspectedFile, rules: FileRules): boolean {
  const { width = 0, height = 0 } = structure ?? {};
  return (
    width >= (rules.minWidth ?? 0) &&
    height >= (rules.minHeight ?? 0) &&
    width <= (rules.maxWidth ?? Number.POSITIVE_INFINITY) &&
    height <= (rules.maxHeight ?? Number.POSITIVE_INFINITY)
  );
}

function bounds(unit: string, low: number | undefined, high: number | undefined): string {
  const parts = [
    ...(low === undefined ? [] : [`at least ${groupDigits(low)}`]),
    ...(high === undefined ? [] : [`at most ${groupDigits(high)}`]),
  ];
  return parts.length === 0 ? '' : `${parts.join(' and ')} ${unit}`;
}

/** The same bytes twice; under two labels they also contradict each other. */
function duplicateFindings(files: readonly InspectedFile[], labelled: boolean, judge: Judge): Finding[] {
  const first = new Map<string, InspectedFile>();
  const labels = new Map<string, Set<string | null>>();
  const repeated: InspectedFile[] = [];
  for (const file of files) {
    if (file.size === 0) continue;
    if (first.has(file.sha256)) repeated.push(file);
    else first.set(file.sha256, file);
    labels.set(file.sha256, (labels.get(file.sha256) ?? new Set()).add(file.label));
  }
  const conflicting = files.filter((file) => file.size > 0 && (labels.get(file.sha256)?.size ?? 0) > 1);
  return [
    ...judge('duplicate', repeated, {
      what: 'repeat another one byte for byte',
      expected: 'each file once',
      value: (file) => `the same as ${first.get(file.sha256)?.shown}`,
    }),
    ...(labelled
      ? judge('conflict', conflicting, {
          what: 'stand under several labels byte for byte',
          expected: 'one label for the same bytes',
          value: (file) => file.label ?? 'no label',
        })
      : []),
  ];
}

/** Over the dataset as a whole. */
function whole(
  { dataset, rules }: Scope,
  check: FileCheck,
  parts: Pick<Finding, 'message' | 'expected' | 'actual'>,
): Finding {
  const severity = rules.severity[check] ?? FILE_CHECKS[check];
  const verdict = failed(severity);
  return { check: `files.${check}`, verdict, severity, subject: { dataset }, where: [], ...parts };
}

function labelFindings(
  files: readonly InspectedFile[],
  counts: ReadonlyMap<string, number>,
  scope: Scope,
  judge: Judge,
): Finding[] {
  const { classes, minPerClass = 1, maxImbalance } = scope.rules;
  const known = classes ?? [...counts.keys()];
  const numbers = known.map((label) => counts.get(label) ?? 0);
  const few = known.filter((label) => (counts.get(label) ?? 0) < minPerClass);
  const [most, least] = [Math.max(...numbers, 0), Math.min(...numbers)];
  const shown = few.slice(0, SHOWN).map((label) => `${label}: ${counts.get(label) ?? 0}`);
  return [
    ...judge(
      'label',
      files.filter(({ label }) => label === null || !known.includes(label)),
      {
        what: classes === undefined ? 'lie in no folder of a label' : 'have no label of the list',
        expected: classes === undefined ? 'a folder for each label' : classes.join(', '),
        value: (file) => file.label ?? 'no folder',
      },
    ),
    ...(few.length === 0
      ? []
      : [
          whole(scope, 'balance', {
            message: `${few.length} of ${known.length} classes have too few files`,
            expected: `at least ${minPerClass} of each class`,
            actual: `${shown.join(', ')}${few.length > SHOWN ? ', …' : ''}`,
          }),
        ]),
    ...(maxImbalance === undefined || known.length === 0 || most <= maxImbalance * least
      ? []
      : [
          whole(scope, 'balance', {
            message: `the largest class has ${most} files and the smallest ${least}`,
            expected: `at most ${maxImbalance} times as many`,
            actual: least === 0 ? 'a class without a file' : `${Number((most / least).toPrecision(3))} times`,
          }),
        ]),
  ];
}

function countFindings(scope: Scope): Finding[] {
  const { total, rules } = scope;
  const { minFiles = 1, maxFiles = Number.POSITIVE_INFINITY } = rules;
  if (total >= minFiles && total <= maxFiles) return [];
  return [
    whole(scope, 'count', {
      message: 'the number of files is wrong',
      expected: bounds('files', rules.minFiles, rules.maxFiles),
      actual: `${total} files`,
    }),
  ];
}

/** The first folder below that of the dataset. */
function folderOf(path: string, found: FoundDataset): string | null {
  const parts = relative(found.folder ?? '', path).split(sep);
  return parts.length > 1 ? (parts[0] ?? null) : null;
}

function countsOf(files: readonly InspectedFile[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { label } of files) if (label !== null) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}

function checksOf(rules: FileRules, labelled: boolean): number {
  const always = ['empty', 'broken', 'name', 'duplicate', 'count'];
  const asked = [
    rules.media,
    rules.minSize ?? rules.maxSize,
    rules.minWidth ?? rules.minHeight ?? rules.maxWidth ?? rules.maxHeight,
    rules.maxImbalance,
  ].filter((rule) => rule !== undefined);
  return always.length + asked.length + (labelled ? 3 : 0);
}

/** Types whose structure nobody looked at, with their numbers; and what no walk can see. */
function notChecked(dataset: string, files: readonly InspectedFile[], rules: FileRules): string[] {
  const unknown = new Map<string, number>();
  for (const file of files) {
    if (file.size > 0 && file.structure === null) unknown.set(file.media, (unknown.get(file.media) ?? 0) + 1);
  }
  const unmeasured = files.filter((file) => file.size > 0 && file.structure?.width === undefined).length;
  const pixels = [rules.minWidth, rules.minHeight, rules.maxWidth, rules.maxHeight].some(
    (limit) => limit !== undefined,
  );
  return [
    ...[...unknown].map(
      ([media, count]) => `${dataset}: whether ${count} files of the type ${media} are whole`,
    ),
    ...(pixels && unmeasured > 0 ? [`${dataset}: how large ${unmeasured} files are in pixels`] : []),
    `${dataset}: what the files show; structure, checksums and end marks were looked at, nothing was decoded`,
  ];
}

function aboutFiles(
  dataset: string,
  files: readonly InspectedFile[],
  labels: ReadonlyMap<string, number>,
): Finding {
  const types = new Map<string, number>();
  for (const { media } of files) types.set(media, (types.get(media) ?? 0) + 1);
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const list = (counts: ReadonlyMap<string, number>) => {
    const sorted = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    const more = sorted.length > SHOWN ? `, and ${sorted.length - SHOWN} more` : '';
    return `${sorted
      .slice(0, SHOWN)
      .map(([name, count]) => `${name}: ${count}`)
      .join(', ')}${more}`;
  };
  return {
    check: 'files',
    verdict: 'pass',
    severity: 'info',
    subject: { dataset },
    where: [],
    message: `${groupDigits(files.length)} files, ${groupDigits(bytes)} bytes; types ${list(types)}${labels.size > 0 ? `; classes ${list(labels)}` : ''}`,
  };
}

function manifestLine(file: InspectedFile) {
  const { width, height } = file.structure ?? {};
  return {
    path: file.shown,
    size: file.size,
    sha256: file.sha256,
    media: file.media,
    ...(file.label === null ? {} : { label: file.label }),
    ...(width === undefined ? {} : { width, height }),
  };
}
