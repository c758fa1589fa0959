/** The process of the fake: writes what a run left, then answers until it is ended. Prints one line when it is ready. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [, , build, folder, size] = process.argv;
const { FakeGitHub } = await import(`${build}/test/github/fake/index.js`);
const samples = await import(`${build}/test/report/samples.js`);
const { COMMIT, manyRules, validateResult, wholeRun } = samples;

const finding = (index) => ({
  check: 'range',
  verdict: index < 4 ? 'fail' : 'warn',
  severity: 'error',
  subject: { dataset: 'train', column: `column_${index}` },
  message: `odd ${index} ${'x'.repeat(480)}`,
});
const large = () => [
  validateResult({
    findings: Array.from({ length: 8500 }, (_, index) => finding(index)),
    summary: '4 of 8500 checks failed',
  }),
  ...wholeRun().filter(({ command }) => command === 'train' || command === 'evaluate'),
  manyRules(300, 50, 'fail'),
];
const results = join(folder, '.assay', 'results');
mkdirSync(results, { recursive: true });
for (const result of size === 'large' ? large() : wholeRun()) {
  writeFileSync(join(results, `${result.command}.json`), JSON.stringify(result));
}

const fake = await new FakeGitHub().start();
fake.limits.limit = 1_000_000;
fake.limits.remaining = 1_000_000;
fake.tokens.set('ghs_bench', {
  login: 'github-actions[bot]',
  installation: true,
  permissions: { pull_requests: 'write', checks: 'write' },
});
fake.pulls.push({ number: 7, state: 'open', sha: COMMIT, head: 'octo:feature' });
for (let at = 0; at < 20; at += 1) fake.addComment(7, 'ada', 'chat');
const before = fake.comments.length;
// Each round publishes what was not there: the way with the most calls.
setInterval(() => {
  if (!fake.checks.some(({ status }) => status === 'completed')) return;
  fake.checks.length = 0;
  fake.comments.length = before;
}, 10);

const event = join(folder, 'event.json');
const head = { sha: COMMIT, repo: { full_name: fake.repository } };
writeFileSync(event, JSON.stringify({ pull_request: { number: 7, head } }));
const env = {
  GITHUB_ACTIONS: 'true',
  GITHUB_RUN_ID: samples.RUN.id,
  GITHUB_RUN_ATTEMPT: '1',
  GITHUB_REPOSITORY: fake.repository,
  GITHUB_WORKSPACE: folder,
  GITHUB_WORKFLOW: 'Delivery',
  GITHUB_ACTOR: 'ada',
  GITHUB_SHA: COMMIT,
  GITHUB_API_URL: fake.url,
  GITHUB_EVENT_NAME: 'pull_request',
  GITHUB_EVENT_PATH: event,
  GITHUB_STEP_SUMMARY: '',
  GITHUB_TOKEN: 'ghs_bench',
};
process.stdout.write(`${JSON.stringify({ env })}\n`);
