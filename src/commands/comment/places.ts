/** Where a person mends what failed: the rule in assay.yaml, the column in its contract. For annotations. */
import { readFile } from 'node:fs/promises';
import { isMap, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { codeOf } from '../../base/index.js';
import type { LoadedConfig } from '../../config/index.js';
import type { Finding, RuleResult } from '../../results/index.js';

export interface FileLine {
  readonly file: string;
  readonly line: number;
}

export interface Places {
  ofRule(rule: RuleResult): FileLine | null;
  ofFinding(finding: Finding): FileLine | null;
}

const NOWHERE: Places = { ofRule: () => null, ofFinding: () => null };

/** Reads the contracts once. A contract that is gone or broken has no lines: the finding itself says what is wrong. */
export async function placesOf(config: LoadedConfig | null): Promise<Places> {
  if (config === null) return NOWHERE;
  const contracts = new Map<string, { file: string; columns: ReadonlyMap<string, number> }>();
  for (const [dataset, { contract }] of Object.entries(config.datasets ?? {})) {
    if (contract === undefined) continue;
    const file = config.resolve(contract.replace(/#[^#/]*$/, ''));
    contracts.set(dataset, { file, columns: await columnLines(file) });
  }
  const rules = config.gate?.rules ?? [];
  return {
    ofRule({ metric, slice, operator }) {
      const index = ['exact', 'any'].flatMap((how) =>
        rules.flatMap((rule, at) => {
          if (typeof rule !== 'object' || rule.metric !== metric || !(operator in rule)) return [];
          const own = rule.slice ?? null;
          return (how === 'exact' ? own === slice : own !== null) ? [at] : [];
        }),
      )[0];
      if (index === undefined) return null;
      const { file, line } = config.place('gate', 'rules', index);
      return file === undefined || line === undefined ? null : { file, line };
    },
    ofFinding({ subject }) {
      const contract = contracts.get(subject.dataset ?? '');
      const line = contract?.columns.get(subject.column ?? '');
      return contract === undefined || line === undefined ? null : { file: contract.file, line };
    },
  };
}

/** Line of each `name:` in a contract, the first of each. */
async function columnLines(file: string): Promise<ReadonlyMap<string, number>> {
  const lines = new Map<string, number>();
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) !== undefined) return lines;
    throw error;
  }
  const counter = new LineCounter();
  visit(parseDocument(text, { lineCounter: counter, logLevel: 'silent' }), {
    Pair(_, pair, path) {
      const { key, value } = pair;
      if (!isScalar(key) || key.value !== 'name' || !isScalar(value) || typeof value.value !== 'string')
        return;
      const start = value.range?.[0];
      if (start === undefined || lines.has(value.value) || !path.some((node) => isMap(node))) return;
      lines.set(value.value, counter.linePos(start).line);
    },
  });
  return lines;
}
