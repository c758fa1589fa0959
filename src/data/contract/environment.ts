/** A contract as it counts for datasets of one environment: a label is there in training and not in serving. */
import { nearest } from '../../base/index.js';
import { columnsOf } from '../checks/custom/read.js';
import type { Contract, ContractColumn } from './model.js';

/**
 * The contract without the columns that belong to other environments only. Without an environment every column
 * counts. Promises about the age of data are made for the data that is served, and not for `training`.
 */
export function contractFor(contract: Contract, environment: string | undefined): Contract {
  if (environment === undefined) return contract;
  const here = (column: ContractColumn) => column.environments?.includes(environment) ?? true;
  const gone = contract.columns.filter((column) => !here(column));
  const names = new Set(gone.map(({ name }) => name));
  const about = (columns: readonly string[]) =>
    columns.some((name) => names.has(name) || names.has(name.split(/[.[]/)[0] ?? name));
  const lost = strange(contract, environment);
  const kept = contract.quality.filter((rule) => {
    if (rule.kind === 'custom' && environment === 'training' && rule.label.startsWith('slaProperties ')) {
      lost.push(`${rule.label}: datasets of the environment training are not served`);
      return false;
    }
    const columns =
      rule.kind === 'library' ? rule.columns : rule.kind === 'custom' ? columnsOf(rule.args) : [];
    if (!about(columns)) return true;
    lost.push(`quality rule ${JSON.stringify(rule.label)}: a column of it is not in ${environment}`);
    return false;
  });
  const key = contract.primaryKey.filter((name) => !names.has(name));
  if (key.length < contract.primaryKey.length)
    lost.push(`primaryKey: a column of it is not in ${environment}`);
  const relationships = (contract.relationships ?? []).filter(({ columns, label }) => {
    if (!about(columns)) return true;
    lost.push(`relationship ${label}: a column of it is not in ${environment}`);
    return false;
  });
  return {
    ...contract,
    environment,
    columns: contract.columns.filter(here),
    elsewhere: gone.map(({ name, environments = [] }) => ({ name, environments })),
    primaryKey: key.length < contract.primaryKey.length ? [] : contract.primaryKey,
    quality: kept,
    relationships,
    notChecked: [...contract.notChecked, ...lost],
  };
}

/** An environment that the contract does not name may be right; one that is nearly one of its own hardly is. */
function strange(contract: Contract, environment: string): string[] {
  const named = [...new Set(contract.columns.flatMap(({ environments = [] }) => environments))];
  const near = named.includes(environment) ? undefined : nearest(environment, named);
  if (near === undefined) return [];
  return [
    `columns of other environments than ${environment}, which the contract does not name (did you mean \`${near}\`?)`,
  ];
}

/**
 * The contract as it counts for older data that newer data is compared with: a promise about the age of data says
 * nothing there, and neither do columns that only another environment has.
 */
export function contractForReference(contract: Contract): Contract {
  const ageless = (rules: Contract['quality']) =>
    rules.filter((rule) => rule.kind !== 'custom' || rule.check !== 'freshness');
  return {
    ...contract,
    extraColumns: 'ignore',
    columns: contract.columns.map((column) => ({ ...column, quality: ageless(column.quality) })),
    quality: ageless(contract.quality),
  };
}
