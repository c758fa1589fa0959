/**
 * What a baseline is called: `alias:NAME`, `version:N`, `best:N`, `value:NUMBER`, `file:PATH`, `git:REV:PATH`,
 * `mlflow:PATH#RUN`, `merge-base`, `merge-base:ARTIFACT`, `ALIAS or merge-base`,
 * `previous`.
 */
import { nearest, usageError } from '../base/index.js';
import { isMlflow, type MlflowRef, parseMlflow, showMlflow } from './readers/mlflow/run.js';

/** Of a file the one in the merge base; else the result that a run there left in an artifact of this name. */
export interface MergeBaseRef {
  readonly kind: 'merge-base';
  readonly artifact: string | null;
}

export type BaselineRef =
  /** `otherwise`: where it has no entry yet; absent: that is a first run. */
  | { readonly kind: 'alias'; readonly name: string; readonly otherwise?: MergeBaseRef }
  | { readonly kind: 'version'; readonly number: number }
  /** The best of the last `count` versions by a metric; null: by that of the first comparing rule. */
  | { readonly kind: 'best'; readonly count: number; readonly metric: string | null }
  /** Fixed numbers: one for whatever metric the rules compare, or one for each name. */
  | {
      readonly kind: 'value';
      readonly values: number | Readonly<Record<string, number>>;
      readonly text: string;
    }
  | { readonly kind: 'file'; readonly path: string }
  | ({ readonly kind: 'mlflow' } & MlflowRef)
  /** `models:/NAME@ALIAS`, `models:/NAME/VERSION`, `runs:/ID`: in an MLflow server. */
  | { readonly kind: 'mlflow-server'; readonly reference: string }
  | { readonly kind: 'git'; readonly revision: string; readonly path: string }
  | MergeBaseRef
  | { readonly kind: 'previous' };

export const BASELINE_FORMS =
  'alias:NAME, version:N, best:N, value:NUMBER, file:PATH, git:REV:PATH, mlflow:PATH#RUN, models:/NAME@ALIAS, models:/NAME/VERSION, runs:/ID, merge-base, merge-base:ARTIFACT, ALIAS or merge-base, previous, a path, or the name of an alias';
const KINDS = ['alias', 'version', 'best', 'value', 'file', 'git', 'mlflow', 'merge-base'] as const;
/** As GitHub lets artifacts be called, without the attempt at the end. */
const ARTIFACT = /^[A-Za-z0-9][A-Za-z0-9_. -]{0,199}$/;
const ALIAS = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/;

/** Reads a reference. A bare word is an alias; with a path separator or a file ending it is a file. */
export function parseBaselineRef(text: string): BaselineRef {
  const wrong = (message: string, fix?: string) =>
    usageError({
      message: `baseline ${JSON.stringify(text)}: ${message}`,
      expected: BASELINE_FORMS,
      ...(fix === undefined ? {} : { fix }),
    });
  const [, first, second] = /^(\S+) or (merge-base(?::.+)?)$/.exec(text) ?? [];
  if (first !== undefined && second !== undefined) {
    const alias = parseBaselineRef(first);
    const otherwise = parseBaselineRef(second);
    if (alias.kind !== 'alias' || otherwise.kind !== 'merge-base')
      throw wrong('before `or` stands an alias: only that can have no entry yet');
    return { ...alias, otherwise };
  }
  if (text === 'merge-base') return { kind: 'merge-base', artifact: null };
  if (isMlflow(text)) return { kind: 'mlflow', ...parseMlflow(text) };
  if (text === 'previous') return { kind: 'previous' };
  if (/^(models|runs):\//.test(text)) return { kind: 'mlflow-server', reference: text };
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(text)) {
    throw wrong('an address is no baseline', 'fetch the file in a step before this one, and name its path');
  }
  // A single letter before the colon is a drive of Windows, not a kind.
  const prefixed = /^([A-Za-z][A-Za-z-]+):(.*)$/s.exec(text);
  if (prefixed !== null) {
    const [, kind = '', rest = ''] = prefixed;
    switch (kind) {
      case 'alias':
        if (!ALIAS.test(rest)) throw wrong('is no name of an alias');
        return { kind, name: rest };
      case 'version':
        if (!/^[1-9]\d{0,14}$/.test(rest)) throw wrong('a version is a whole number from 1');
        return { kind, number: Number(rest) };
      case 'best': {
        const [, count, metric] = /^([1-9]\d{0,2})(?::(.+))?$/.exec(rest) ?? [];
        if (count === undefined) {
          throw wrong('is not complete', 'write best:5, or best:5:roc_auc to say by which metric');
        }
        return { kind, count: Number(count), metric: metric ?? null };
      }
      case 'value':
        return { kind, values: parseValues(rest, wrong), text: rest };
      case 'file':
        if (rest === '') throw wrong('names no path');
        return { kind, path: rest };
      case 'git': {
        const split = rest.indexOf(':');
        const revision = rest.slice(0, Math.max(split, 0));
        const path = rest.slice(split + 1);
        if (split < 1 || path === '')
          throw wrong('is not complete', 'write git:REV:PATH, such as git:main:metrics.json');
        // git would take it for an option.
        if (revision.startsWith('-')) throw wrong('a revision does not begin with "-"');
        return { kind, revision, path };
      }
      case 'merge-base':
        if (!ARTIFACT.test(rest)) throw wrong('names no artifact', 'write merge-base:assay-model-report');
        return { kind, artifact: rest };
      default: {
        const near = nearest(kind, KINDS);
        throw wrong(
          `there is no kind \`${kind}:\``,
          near === undefined ? undefined : `did you mean \`${near}:${rest}\`?`,
        );
      }
    }
  }
  if (/[/\\]/.test(text) || /\.[A-Za-z][A-Za-z0-9]{0,7}$/.test(text)) return { kind: 'file', path: text };
  const number = /^v?(\d+)$/.exec(text)?.[1];
  if (number !== undefined) throw wrong('a number is no alias', `for a version write version:${number}`);
  if (/^(merge_?base|mergebase)$/i.test(text)) throw wrong('is no alias', 'did you mean merge-base?');
  if (!ALIAS.test(text)) throw wrong('is no name of an alias');
  return { kind: 'alias', name: text };
}

const NUMBER = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?$/;

function parseValues(
  text: string,
  wrong: (message: string, fix?: string) => Error,
): number | Record<string, number> {
  if (NUMBER.test(text)) return Number(text);
  const values: Record<string, number> = {};
  for (const part of text.split(',')) {
    const [, name, value] = /^([^=]+)=(.+)$/.exec(part.trim()) ?? [];
    if (name === undefined || value === undefined || !NUMBER.test(value)) {
      throw wrong(
        `\`${part}\` is no value of a metric`,
        'write value:0.85, or value:roc_auc=0.85,log_loss=0.4',
      );
    }
    if (Object.hasOwn(values, name)) throw wrong(`${name} stands twice`);
    values[name] = Number(value);
  }
  return values;
}

/** The reference in its full form. */
export function showBaselineRef(ref: BaselineRef): string {
  switch (ref.kind) {
    case 'alias':
      return `alias:${ref.name}${ref.otherwise === undefined ? '' : ` or ${showBaselineRef(ref.otherwise)}`}`;
    case 'version':
      return `version:${ref.number}`;
    case 'best':
      return `best:${ref.count}${ref.metric === null ? '' : `:${ref.metric}`}`;
    case 'value':
      return `value:${ref.text}`;
    case 'file':
      return `file:${ref.path}`;
    case 'git':
      return `git:${ref.revision}:${ref.path}`;
    case 'mlflow':
      return showMlflow(ref);
    case 'mlflow-server':
      return ref.reference;
    case 'merge-base':
      return ref.artifact === null ? ref.kind : `merge-base:${ref.artifact}`;
    case 'previous':
      return ref.kind;
  }
}
