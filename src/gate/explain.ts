/** `--explain`: for each rule the numbers, the formula in words and the method. */
import type { Decision } from './decide.js';

/** Plain text, a paragraph for each rule and for each finding. */
export function explain(decision: Decision, baseline: string | null): string {
  const rules = decision.explanations.map((how, index) => {
    const result = decision.rules[index];
    return [
      `${result?.verdict ?? 'error'}  ${how.rule}`,
      `  ${result?.message ?? ''}`,
      `  formula: ${how.formula}`,
      ...(how.method === null
        ? [`  not evaluated: ${result?.reason ?? ''}`]
        : [
            `  method: ${how.method}`,
            ...(how.source === undefined ? [] : [`  source: ${how.source}`]),
            ...how.working.map((line) => `  ${line}`),
          ]),
    ].join('\n');
  });
  const findings = decision.findings.map((found) => `${found.verdict}  ${found.check}\n  ${found.message}`);
  const open = decision.notChecked.map((line) => `not checked: ${line}`);
  return [
    `${decision.verdict}: ${decision.summary}`,
    `baseline: ${baseline ?? 'none'}`,
    ...rules,
    ...findings,
    ...(open.length > 0 ? [open.join('\n')] : []),
  ].join('\n\n');
}
