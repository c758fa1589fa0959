/**
 * Parses `assay.yaml`. All problems of the file are reported at once, each with its line and column, and an
 * unknown key with the valid key nearest to it.
 */
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { isInside, nearest, type Place, type Problem, sha256, usageError } from '../../base/index.js';
import type { LoadedConfig } from '../file.js';
import { registryText, targetText } from '../registry.js';
import { type Config, configSchema, type TargetConfig } from '../schema/index.js';
import { offsetOf } from './offset.js';

/** Checks the text of a configuration. `file` is its absolute path. Throws a usage error with every problem. */
export function parseConfig(text: string, file: string): LoadedConfig {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
    logLevel: 'error',
  });
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  // A tag that nobody resolves is a warning of the library, which then takes the value as if the tag were not there.
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0) {
    throw usageError(
      faults.map((error) => ({ where: at(error.pos[0]), message: `is not YAML: ${error.message}` })),
    );
  }
  let data: unknown;
  try {
    // Aliases are expanded by a bounded count, so that a small file cannot become a large one.
    data = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw usageError({ where: { file }, message: `is not usable YAML: ${String(error)}` }, error);
  }
  const place = (path: readonly PropertyKey[], ofKey = false): Place => ({
    ...at(offsetOf(document, path, ofKey)),
    ...(path.length > 0 ? { key: z.core.toDotPath(path) } : {}),
  });
  // With the input a missing key is told from a wrong value.
  const parsed = configSchema.safeParse(data ?? {}, { reportInput: true });
  const problems = parsed.success
    ? crossProblems(parsed.data, place)
    : parsed.error.issues.flatMap((issue) => problemsOf(issue, [], place));
  if (!parsed.success || problems.length > 0) throw usageError(problems);
  const root = dirname(file);
  return {
    ...parsed.data,
    file,
    root,
    digest: `sha256:${sha256(text)}`,
    notices: outsidePaths(parsed.data, root),
    resolve: (path) => (isAbsolute(path) ? path : join(root, path)),
    place: (...path) => place(path),
  };
}

type PlaceOf = (path: readonly PropertyKey[], ofKey?: boolean) => Place;

function problemsOf(issue: z.core.$ZodIssue, prefix: readonly PropertyKey[], place: PlaceOf): Problem[] {
  const path = [...prefix, ...issue.path];
  if (issue.path.length > 0 && issue.input === undefined && issue.code !== 'custom') {
    const expected = expectedOf(issue);
    return [{ where: place(path), message: 'is missing', ...(expected === '' ? {} : { expected }) }];
  }
  if (issue.code === 'unrecognized_keys') {
    const valid = keysAt(path);
    return issue.keys.map((key) => {
      const near = nearest(key, valid);
      return {
        where: place([...path, key], true),
        message: 'is no key of assay.yaml',
        ...(valid.length > 0 ? { expected: `one of ${valid.join(', ')}` } : {}),
        ...(near ? { fix: `did you mean \`${near}\`?` } : {}),
      };
    });
  }
  if (issue.code === 'invalid_union') {
    // The branch that came furthest is the one that the user meant.
    const branches = issue.errors.filter((errors) => errors.some((error) => !isTypeMismatchAtTop(error)));
    const [branch] = branches;
    if (branches.length === 1 && branch) return branch.flatMap((inner) => problemsOf(inner, path, place));
  }
  return [{ where: place(path), message: issue.message }];
}

/** What belongs where nothing stands, in words; empty where several forms would do. */
function expectedOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value')
    return `${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}`;
  return issue.code === 'invalid_type' ? `a value of type ${issue.expected}` : '';
}

function isTypeMismatchAtTop(issue: z.core.$ZodIssue): boolean {
  return issue.code === 'invalid_type' && issue.path.length === 0;
}

/** The valid keys of the object at `path`, from the JSON Schema; record keys and list indexes match any. */
function keysAt(path: readonly PropertyKey[]): string[] {
  type Node = {
    properties?: Record<string, Node>;
    additionalProperties?: Node | boolean;
    items?: Node;
    anyOf?: Node[];
  };
  let nodes: Node[] = [z.toJSONSchema(configSchema, { io: 'input' }) as Node];
  const flatten = (list: Node[]): Node[] =>
    list.flatMap((node) => (node.anyOf ? flatten(node.anyOf) : [node]));
  for (const key of path) {
    nodes = flatten(nodes).flatMap((node) => {
      if (typeof key === 'number') return node.items ? [node.items] : [];
      const property = node.properties?.[String(key)];
      if (property) return [property];
      return typeof node.additionalProperties === 'object' ? [node.additionalProperties] : [];
    });
  }
  return flatten(nodes).flatMap((node) => Object.keys(node.properties ?? {}));
}

/** What the shape alone cannot say: names that must exist, chains that must end, variables only for secrets. */
function crossProblems(config: Config, place: PlaceOf): Problem[] {
  const problems: Problem[] = [];
  const datasets = Object.keys(config.datasets);
  const targets = Object.keys(config.targets);
  const needName = (name: string, known: readonly string[], kind: string, path: readonly PropertyKey[]) => {
    if (known.includes(name)) return;
    const near = nearest(name, known);
    problems.push({
      where: place(path),
      message: `there is no ${kind} \`${name}\``,
      expected: known.length > 0 ? `one of ${known.join(', ')}` : `a ${kind} under \`${kind}s:\``,
      ...(near ? { fix: `did you mean \`${near}\`?` } : {}),
    });
  };
  for (const [name, dataset] of Object.entries(config.datasets)) {
    const reference = dataset.drift?.reference;
    const window = dataset.drift?.window;
    if (reference !== undefined && !/[/\\.]|^registry:/.test(reference)) {
      needName(reference, datasets, 'dataset', ['datasets', name, 'drift', 'reference']);
      if (reference === name && (window === undefined || window.reference === 'all')) {
        problems.push({
          where: place(['datasets', name, 'drift', 'reference']),
          message: 'a dataset compared with itself never drifts',
          fix: 'name the dataset that the model was trained on, or a period of this one with `window`',
        });
      }
    } else if (
      reference !== undefined &&
      /\.json$|^registry:/.test(reference) &&
      (window !== undefined || dataset.drift?.domain)
    ) {
      problems.push({
        where: place(['datasets', name, 'drift', window === undefined ? 'domain' : 'window']),
        message: `${window === undefined ? 'domain' : 'window'} needs the rows of the reference, and ${reference} is a profile`,
        fix: 'name a dataset of this file as the reference',
      });
    }
    problems.push(...kindProblems(name, dataset, config, place));
    for (const key of ['contract', 'failed_rows'] as const) {
      problems.push(
        ...localProblems(
          dataset[key] ?? '',
          place(['datasets', name, key]),
          key === 'contract' ? 'contracts are read from the repository' : 'failed rows are written to a file',
          'name a path relative to this file',
        ),
      );
    }
    const against = dataset.leakage?.against;
    if (against !== undefined)
      needName(against, datasets, 'dataset', ['datasets', name, 'leakage', 'against']);
  }
  (config.train?.datasets ?? []).forEach((name, index) => {
    needName(name, datasets, 'dataset', ['train', 'datasets', index]);
  });
  if (config.train && config.train.outputs['model'] === undefined) {
    problems.push({
      where: place(['train', 'outputs']),
      message: 'names no output `model`',
      fix: 'add `model: model.onnx` (relative to ASSAY_OUTPUT_DIR)',
    });
  }
  // The files of an evaluation tool hold their own examples.
  if (config.evaluate && config.evaluate.results === undefined)
    needName(config.evaluate.dataset, datasets, 'dataset', ['evaluate', 'dataset']);
  if (config.monitor) {
    needName(config.monitor.dataset, datasets, 'dataset', ['monitor', 'dataset']);
    needName(config.monitor.target, targets, 'target', ['monitor', 'target']);
  }
  for (const [name, target] of Object.entries(config.targets)) {
    if (/^(latest|v\d+|\d+)$/.test(name)) {
      problems.push({
        where: place(['targets', name], true),
        message: `\`${name}\` is reserved and cannot be an alias`,
      });
    }
    problems.push(...sharedProblems(name, config, place));
    if (target.after === undefined) continue;
    needName(target.after, targets, 'target', ['targets', name, 'after']);
    const seen = new Set([name]);
    for (
      let next: string | undefined = target.after;
      next !== undefined;
      next = config.targets[next]?.after
    ) {
      if (seen.has(next)) {
        problems.push({
          where: place(['targets', name, 'after']),
          message: 'the chain of `after` comes back to itself',
        });
        break;
      }
      seen.add(next);
    }
  }
  return problems;
}

/** Paths that must be of this machine: an address would be taken for a folder of the name `s3:`. */
function localProblems(path: string, where: Place, message: string, fix: string): Problem[] {
  return /^s3:\/\//i.test(path) ? [{ where, message: `${message}, and ${path} is an address`, fix }] : [];
}

/** A bucket holds much; in one prefix a registry and a target, or two targets, would write over each other. */
function sharedProblems(name: string, config: Config, place: PlaceOf): Problem[] {
  const prefix = prefixOf(config.targets[name]);
  if (prefix === null) return [];
  const where = place(['targets', name, 'folder']);
  const problems: Problem[] = [];
  const registry = prefixOf({ folder: registryText(config.registry) });
  if (registry !== null && (prefix.startsWith(registry) || registry.startsWith(prefix))) {
    problems.push({
      where,
      message: 'a target and the registry cannot lie in one another',
      expected: 'prefixes of their own, such as s3://bucket/registry and s3://bucket/serving',
    });
  }
  for (const other of Object.keys(config.targets)) {
    if (other === name) break;
    if (prefixOf(config.targets[other]) !== prefix) continue;
    problems.push({
      where,
      message: `is that of target ${other} too: each would replace what the other serves`,
      fix: 'give each target a prefix of its own',
    });
  }
  return problems;
}

/** `s3://bucket/prefix/`, with one slash at the end; null where the target is a folder. */
function prefixOf(target: Pick<TargetConfig, 'folder'> | undefined): string | null {
  const text = target === undefined ? '' : targetText(target);
  return /^s3:\/\//i.test(text) ? `s3://${text.slice('s3://'.length).replace(/\/+$/, '')}/` : null;
}

/** Files have no rows: no contract, no drift, no id; and what is asked of files is asked of files only. */
function kindProblems(
  name: string,
  dataset: Config['datasets'][string],
  config: Config,
  place: PlaceOf,
): Problem[] {
  const at = (key: string) => place(['datasets', name, key]);
  const other = config.datasets[dataset.leakage?.against ?? ''];
  const mixed: Problem[] =
    other === undefined || other.kind === dataset.kind
      ? []
      : [
          {
            where: at('leakage'),
            message: 'rows and files share nothing',
            expected: 'two datasets of one kind',
          },
        ];
  if (dataset.kind === 'table') {
    if (dataset.files === undefined) return mixed;
    return [...mixed, { where: at('files'), message: 'the dataset holds rows', fix: 'add `kind: files`' }];
  }
  const rows = (['contract', 'id', 'drift'] as const).filter((key) => dataset[key] !== undefined);
  return [
    ...mixed,
    ...rows.map((key) => ({
      where: at(key),
      message: `a dataset of files has no rows, and no ${key}`,
      fix: 'say what is asked of the files under `files:`',
    })),
    ...Object.keys(dataset.leakage ?? {})
      .filter((key) => key !== 'against')
      .map((key) => ({
        where: place(['datasets', name, 'leakage', key], true),
        message: `a dataset of files has no rows, and no ${key}`,
        expected: 'only `against`',
      })),
    ...(config.evaluate?.dataset === name
      ? [
          {
            where: place(['evaluate', 'dataset']),
            message: `${name} is of kind files, and evaluation needs a row with a label for each example`,
            fix: 'name a table with the paths and labels of the files',
          },
        ]
      : []),
    ...(config.monitor?.dataset === name
      ? [
          {
            where: place(['monitor', 'dataset']),
            message: `${name} is of kind files: drift is watched in rows`,
          },
        ]
      : []),
  ];
}

function outsidePaths(config: Config, root: string): string[] {
  const paths: [string, string][] = [
    ['registry', registryText(config.registry)],
    ...Object.entries(config.datasets).map(([name, dataset]): [string, string] => [
      `datasets.${name}.path`,
      dataset.path,
    ]),
    ...Object.entries(config.targets).map(([name, target]): [string, string] => [
      `targets.${name}.folder`,
      targetText(target),
    ]),
  ];
  return paths
    .filter(([, path]) => !/^[a-z0-9]+:\/\//i.test(path) && !isInside(root, resolve(root, path)))
    .map(
      ([key, path]) => `${key} lies outside the folder of assay.yaml: ${relative(root, resolve(root, path))}`,
    );
}
