/** `models:/NAME@ALIAS`, `models:/NAME/VERSION`, `runs:/ID`, each with a path behind it where a file is meant. */
import { usageError } from '../base/index.js';

export type MlflowReference =
  | {
      readonly kind: 'model';
      readonly name: string;
      readonly alias: string | null;
      readonly version: string | null;
      readonly path: string;
    }
  | { readonly kind: 'run'; readonly id: string; readonly path: string };

export const REFERENCE_FORMS = 'models:/NAME@ALIAS, models:/NAME/VERSION or runs:/RUN_ID/PATH';

export function isMlflowReference(text: string): boolean {
  return /^(models|runs):\//.test(text);
}

/** Throws a usage error for what is no reference. The path is '' where none is given. */
export function parseMlflowReference(text: string): MlflowReference {
  const wrong = (message: string, fix?: string): Error =>
    usageError({ message: `${text}: ${message}`, expected: REFERENCE_FORMS, ...(fix ? { fix } : {}) });
  const [, scheme, rest = ''] = /^(models|runs):\/(?!\/)(.+)$/s.exec(text) ?? [];
  if (scheme === undefined) throw wrong('names no model and no run of MLflow');
  if (scheme === 'runs') {
    const [id = '', ...path] = rest.split('/');
    if (!/^[A-Za-z0-9_-]{1,64}$/.test(id)) throw wrong('is no id of a run');
    return { kind: 'run', id, path: checked(path, wrong) };
  }
  const [head = '', ...more] = rest.split('/');
  const [, aliased, alias] = /^([^@]+)@([A-Za-z0-9_.-]+)$/.exec(head) ?? [];
  if (aliased !== undefined && alias !== undefined) {
    return { kind: 'model', name: aliased, alias, version: null, path: checked(more, wrong) };
  }
  const [version = '', ...path] = more;
  if (head === '' || head.includes('@')) throw wrong('is no name of a model with an alias');
  if (/^\d{1,15}$/.test(version)) {
    return { kind: 'model', name: head, alias: null, version, path: checked(path, wrong) };
  }
  throw wrong(
    version === '' ? 'says neither version nor alias' : `\`${version}\` is no version`,
    version === 'latest' || /^(Production|Staging|Archived)$/i.test(version)
      ? 'stages and `latest` name another version tomorrow: write an alias, or a number'
      : undefined,
  );
}

function checked(parts: readonly string[], wrong: (message: string) => Error): string {
  const path = parts.filter((part, index) => part !== '' || index < parts.length - 1);
  if (path.some((part) => part === '' || part === '.' || part === '..' || /[\\\0]/.test(part))) {
    throw wrong('the path leaves the artifacts');
  }
  return path.join('/');
}
