#!/usr/bin/env node
/** Prints `N passed, N failed, N skipped` from vitest's JSON report; exits non-zero on a failure or no test. */
import { readFileSync } from 'node:fs';

const [path] = process.argv.slice(2);
let report;
try {
  report = JSON.parse(readFileSync(path, 'utf8'));
} catch (error) {
  console.error(`no test report: ${error.message}`);
  console.log('0 passed, 1 failed, 0 skipped');
  process.exit(1);
}
const {
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: pending,
  numTodoTests: todo,
} = report;
const brokenFiles = report.testResults.filter(
  (file) => file.status === 'failed' && file.assertionResults.length === 0,
).length;
for (const file of report.testResults) {
  for (const test of file.assertionResults) {
    if (test.status === 'pending' || test.status === 'skipped') console.log(`skipped: ${test.fullName}`);
  }
}
console.log(`${passed} passed, ${failed + brokenFiles} failed, ${pending + todo} skipped`);
process.exitCode = failed + brokenFiles > 0 || passed === 0 ? 1 : 0;
