/** What a contract lets pass (`assay.tolerance`), put on planned checks and on faults of the files. */
import { nearest } from '../base/index.js';
import type { Measure, Planned } from './checks/check.js';
import { type Contract, everyColumn, type Tolerance, type Tolerances } from './contract/index.js';
import type { SourceFault } from './source/index.js';

/** Checks of files, which are found and not planned. */
const FILE_CHECKS = ['structure', 'encoding', 'header', 'columns'];

/** What holds for a check: the nearer level and the plainer name first. A nested column has its own only. */
function toleranceFor(contract: Contract, check: string, column: string | undefined): Tolerance {
  const own = ownTolerances(contract, column);
  const object = contract.reading?.tolerances ?? {};
  return { ...pick(object, '*'), ...pick(object, check), ...pick(own, '*'), ...pick(own, check) };
}

/** Whether the contract lets some rows pass that break a check, or only warns of them. */
export function letsPass(contract: Contract, check: string, column: string | undefined): boolean {
  const { allowed, severity } = toleranceFor(contract, check, column);
  return allowed !== undefined || severity === 'warn';
}

function ownTolerances(contract: Contract, column: string | undefined): Tolerances {
  for (const rule of everyColumn(contract.columns)) {
    if (rule.name === column) return rule.tolerances ?? {};
  }
  return {};
}

function pick(tolerances: Tolerances, key: string): Tolerance {
  return Object.hasOwn(tolerances, key) ? (tolerances[key] ?? {}) : {};
}

/**
 * The plans with the severities and allowed rows of the contract. A bound that a quality rule states itself stays;
 * `skip` is told where a tolerance says nothing, so that a misspelled one is seen.
 */
export function tolerated(
  plans: readonly Planned[],
  contract: Contract,
  skip: (reason: string) => void,
): Planned[] {
  unusedTolerances(plans, contract, skip);
  return plans.map((planned) => {
    const { allowed, severity } = toleranceFor(contract, planned.check, planned.column);
    const changed = severity === undefined ? planned : withSeverity(planned, severity);
    if (allowed === undefined) return changed;
    const { measure } = changed;
    const subject = `${planned.column === undefined ? '' : `${planned.column}: `}${planned.check}`;
    if (measure.kind !== 'rows' && measure.kind !== 'duplicates') {
      const named = namedBy(contract, planned);
      if (named) skip(`${subject}: assay.tolerance allows rows of checks that count them and state no bound`);
      return changed;
    }
    const { bound } = measure;
    if (bound.operator !== 'mustBe' || bound.limit !== 0) {
      if (namedBy(contract, planned))
        skip(`${subject}: assay.tolerance, since the rule states its own bound`);
      return changed;
    }
    const { limit, unit } = allowed;
    const bounded: Measure = { ...measure, unit, bound: { operator: 'mustBeLessOrEqualTo', limit } };
    return { ...changed, tolerated: true, measure: bounded };
  });
}

function withSeverity(planned: Planned, severity: 'error' | 'warn'): Planned {
  const { measure } = planned;
  if (measure.kind !== 'known' || measure.broken === null || measure.broken.verdict === 'error') {
    return { ...planned, severity };
  }
  const verdict = severity === 'error' ? 'fail' : 'warn';
  return { ...planned, severity, measure: { ...measure, broken: { ...measure.broken, verdict } } };
}

function namedBy(contract: Contract, { check, column }: Planned): boolean {
  const own = ownTolerances(contract, column);
  return Object.hasOwn(own, check) || Object.hasOwn(contract.reading?.tolerances ?? {}, check);
}

function unusedTolerances(
  plans: readonly Planned[],
  contract: Contract,
  skip: (reason: string) => void,
): void {
  const checks = new Set([...plans.map(({ check }) => check), ...FILE_CHECKS]);
  const say = (name: string, known: readonly string[], column?: string) => {
    const near = nearest(name, known);
    skip(
      `${column === undefined ? '' : `${column}: `}assay.tolerance of \`${name}\`: no such check was planned${near ? ` (did you mean \`${near}\`?)` : ''}`,
    );
  };
  for (const name of Object.keys(contract.reading?.tolerances ?? {})) {
    if (name !== '*' && !checks.has(name)) say(name, [...checks]);
  }
  for (const column of everyColumn(contract.columns)) {
    const own = plans.filter((planned) => planned.column === column.name).map(({ check }) => check);
    for (const name of Object.keys(column.tolerances ?? {})) {
      if (name !== '*' && !own.includes(name)) say(name, own, column.name);
    }
  }
}

/**
 * Faults of files with what the contract lets pass. Allowed rows are those of a check over all files together; a
 * fault that makes a file unreadable is never let pass.
 */
export function toleratedFaults(
  faults: readonly SourceFault[],
  contract: Contract,
  rows: number | null,
): (SourceFault & { readonly allowed?: string })[] {
  const counts = new Map<string, number>();
  for (const { check, count } of faults) counts.set(check, (counts.get(check) ?? 0) + (count ?? 0));
  return faults.map((fault) => {
    if (fault.verdict === 'error' || fault.check === 'readable') return fault;
    const { allowed, severity } = toleranceFor(contract, fault.check, fault.column);
    if (allowed !== undefined && fault.count !== undefined && rows !== null) {
      const total = counts.get(fault.check) ?? 0;
      const amount = allowed.unit === 'rows' ? total : (100 * total) / rows;
      // Without a row every share is NaN, which is no permission.
      if (amount <= allowed.limit) {
        const text = `${allowed.limit}${allowed.unit === 'percent' ? '%' : ' rows'}`;
        return { ...fault, verdict: 'pass', allowed: text };
      }
    }
    if (severity === undefined) return fault;
    return { ...fault, verdict: severity === 'error' ? 'fail' : 'warn' };
  });
}
