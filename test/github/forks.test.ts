/** Results of a fork's pull request, published from a `workflow_run`: as data that a stranger wrote. */
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RawOptions } from '../../src/commands/options.js';
import type { Result } from '../../src/results/index.js';
import { COMMIT, evaluateResult, gateResult, RUN, validateResult } from '../report/samples.js';
import { BOT, Publishing, pullFromFork, runOfFork } from '../support/publishing.js';
import { type ZipEntry, zip } from '../support/zip.js';

// Pauses between tries and looks pass at once.
vi.mock('node:timers/promises', () => ({ setTimeout: async () => undefined }));

const FORK = { id: '555', attempt: 2, commit: COMMIT, config: null };
const NAME = 'assay-model-report-2';
let world: Publishing;
let complaints: string[];
const body = () => world.fake.comments.find(({ login }) => login === BOT)?.body ?? '';

beforeEach(async () => {
  world = await new Publishing().start();
  complaints = [];
  pullFromFork(world.fake, FORK);
});
afterEach(async () => {
  await world.stop();
  expect(world.fake.complaints).toEqual(complaints);
});

const ofFork = <R extends Result>(result: R): R => ({ ...result, run: FORK });
const file = (result: Result): ZipEntry => ({
  name: `results/${result.command}${result.name === undefined ? '' : `.${result.name}`}.json`,
  data: JSON.stringify(result),
});
const runFile: ZipEntry = { name: 'run.json', data: JSON.stringify(FORK) };

function leave(entries: readonly ZipEntry[] | Buffer, more: { name?: string; expired?: boolean } = {}) {
  world.fake.artifacts.push({
    id: 900 + world.fake.artifacts.length,
    run: 555,
    name: more.name ?? NAME,
    expired: more.expired ?? false,
    zip: Buffer.isBuffer(entries) ? entries : zip(entries),
  });
}

const ENV = { GITHUB_RUN_ID: '4712', GITHUB_EVENT_NAME: 'workflow_run' };
const publish = (raw: RawOptions = { 'from-run': '555' }, over: object = {}) =>
  world.comment(raw, { event: runOfFork(FORK, over), env: ENV });

describe('from a run of a fork', () => {
  it('fetches the artifact, publishes on its pull request, and says whose data these are', async () => {
    leave([runFile, file(ofFork(gateResult({ verdict: 'pass' }))), file(ofFork(evaluateResult()))]);
    const { result, outputs } = await publish();
    expect(result).toMatchObject({ verdict: 'pass', run: { id: '4712' } });
    expect(outputs).toMatchObject({ 'report-verdict': 'pass', untrusted: 'true' });
    expect(world.fake.comments).toMatchObject([{ issue: 7, login: BOT }]);
    expect(body()).toContain('Untrusted data:');
    expect(body()).toContain('`eve/flights`');
    expect(body()).toContain('https://github.com/octo/flights/actions/runs/555/attempts/2');
    expect(body()).not.toContain('/artifacts/');
    // Nothing that a stranger wrote is green.
    expect(world.fake.checks).toMatchObject([
      { head_sha: COMMIT, status: 'completed', conclusion: 'neutral' },
    ]);
    expect(world.fake.checks[0]?.output.title).toMatch(/^pass \(untrusted: results of a fork\)/);
    expect(world.fake.requests.length).toBeLessThanOrEqual(13);
    // Nothing of the archive was kept, and no result stands where a later command would take it.
    expect(await readdir(join(world.folder, '.assay', 'results'))).toEqual(['comment.json']);
  });

  it('a failed gate is a failed check', async () => {
    leave([file(ofFork(gateResult()))]);
    const { outputs } = await publish();
    expect(outputs).toMatchObject({ 'report-verdict': 'fail' });
    expect(world.fake.checks).toMatchObject([{ conclusion: 'failure' }]);
  });

  it.each([
    ['of another run', { run: { ...FORK, id: '556' } }, 'run 556'],
    ['of a later attempt', { run: { ...FORK, attempt: 3 } }, 'attempt 3'],
    ['of another commit', { run: { ...FORK, commit: 'f'.repeat(40) } }, 'commit `ffff'],
  ])('results %s are refused, and the pull request is told', async (_, over, why) => {
    leave([file({ ...gateResult({ verdict: 'pass' }), ...over })]);
    const { result, outputs } = await publish();
    expect(result.verdict).toBe('error');
    expect(outputs).toMatchObject({ 'report-verdict': 'error' });
    expect(body()).toContain('were refused');
    expect(body()).toContain(why);
    expect(world.fake.checks).toMatchObject([{ conclusion: 'failure' }]);
  });

  it('results of an earlier attempt of the run belong to it', async () => {
    leave([file({ ...gateResult({ verdict: 'pass' }), run: { ...FORK, attempt: 1 } })]);
    expect((await publish()).outputs).toMatchObject({ 'report-verdict': 'pass' });
  });

  it.each([
    ['a deployment', 'deploy'],
    ['an approval', 'approve'],
    ['a registration', 'register'],
  ])('%s is nothing that a pull request can have made', async (_, command) => {
    const bare = { ...ofFork(gateResult({ verdict: 'pass' })), command };
    leave([file(ofFork(gateResult({ verdict: 'pass' }))), file(bare as Result)]);
    expect((await publish()).outputs).toMatchObject({ 'report-verdict': 'error' });
  });

  it('an artifact that is not there is an error that is said', async () => {
    leave([file(ofFork(gateResult()))], { name: 'assay-model-report-1' });
    expect((await publish()).outputs).toMatchObject({ 'report-verdict': 'error' });
    expect(body()).toContain(`run 555 has no artifact ${NAME}`);
  });

  it('an artifact that has expired is an error that is said', async () => {
    leave([file(ofFork(gateResult()))], { expired: true });
    expect((await publish()).outputs).toMatchObject({ 'report-verdict': 'error' });
    expect(body()).toContain('has expired');
  });

  it.each([
    ['has moved on', { sha: 'a'.repeat(40) }, 'the head of pull request 7 is another commit'],
    ['is closed', { state: 'closed' as const }, 'the pull request of this run is closed'],
    ['belongs to another branch', { head: 'eve:other' }, 'belongs to no open pull request'],
  ])('where the pull request %s, nothing is commented', async (_, over, why) => {
    const [pull] = world.fake.pulls;
    if (pull) world.fake.pulls.splice(0, 1, { ...pull, ...over });
    leave([file(ofFork(gateResult()))]);
    const { result } = await publish();
    expect(JSON.stringify(result)).toContain(why);
    expect(world.fake.comments).toEqual([]);
  });

  it('without `actions: read` the error names the line', async () => {
    world.fake.visibility = 'private';
    leave([file(ofFork(gateResult()))]);
    await expect(publish()).rejects.toThrow(/permissions: \{actions: read\}/);
  });

  it('a store that fails is asked again; its address is in no message', async () => {
    leave([file(ofFork(gateResult({ verdict: 'pass' })))]);
    world.fake.faults.push({ method: 'GET', path: /_store/, status: 503 });
    expect((await publish()).outputs).toMatchObject({ 'report-verdict': 'pass' });
    const fault = { method: 'GET', path: /_store/, how: 'drop' as const };
    world.fake.faults.push(fault, { ...fault }, { ...fault });
    await expect(publish()).rejects.toThrow(/could not be downloaded(?!.*sig=)/s);
  });

  it('by number, outside of its event, as GitHub tells of it', async () => {
    leave([file(ofFork(gateResult({ verdict: 'pass' })))]);
    const { outputs } = await world.comment({ 'from-run': '555' }, { event: {}, env: ENV });
    expect(outputs).toMatchObject({ untrusted: 'true' });
    expect(world.fake.comments).toMatchObject([{ issue: 7 }]);
    await expect(world.comment({ 'from-run': '1' }, { event: {}, env: ENV })).rejects.toThrow(
      'there is no run 1',
    );
  });

  it('a zip file and a folder that a step before has fetched serve as well', async () => {
    const results = [file(ofFork(gateResult({ verdict: 'pass' })))];
    await writeFile(join(world.folder, 'a.zip'), zip(results));
    await mkdir(join(world.folder, 'got', 'results'), { recursive: true });
    await writeFile(join(world.folder, 'got', 'results', 'gate.json'), String(results[0]?.data));
    for (const artifact of ['a.zip', './got'])
      expect((await publish({ artifact })).outputs).toMatchObject({
        'report-verdict': 'pass',
        untrusted: 'true',
      });
    expect((await publish({ artifact: './missing' })).outputs).toMatchObject({ 'report-verdict': 'error' });
  });

  it('what a step put into .assay is taken as a stranger’s too', async () => {
    const target = join(world.folder, '.assay', 'results');
    await mkdir(target, { recursive: true });
    await writeFile(join(target, '..', 'run.json'), JSON.stringify(FORK));
    await writeFile(join(target, 'gate.json'), JSON.stringify(ofFork(gateResult({ verdict: 'pass' }))));
    const { outputs } = await publish({});
    expect(outputs).toMatchObject({ 'report-verdict': 'pass', untrusted: 'true' });
    expect(body()).toContain('Untrusted data:');
    await writeFile(join(target, 'validate.json'), JSON.stringify({ ...validateResult(), run: RUN }));
    expect((await publish({})).outputs).toMatchObject({ 'report-verdict': 'error' });
  });

  // On a workflow_run the commit of the fork is not this run's, so that there is no check at all.
  it.each<[string, string[]]>([
    ['workflow_run', []],
    ['pull_request_target', ['neutral']],
  ])('results that are named one by one on %s of a fork turn nothing green', async (name, conclusions) => {
    const mine = { ...RUN, id: '4712', attempt: 1 };
    await writeFile(
      join(world.folder, 'gate.json'),
      JSON.stringify({ ...gateResult({ verdict: 'pass' }), run: mine }),
    );
    const { workflow_run } = runOfFork(FORK);
    const repo = { full_name: 'eve/flights' };
    const { outputs } = await world.comment(
      { results: ['gate.json'], 'pull-request': '7' },
      {
        event:
          name === 'workflow_run'
            ? { workflow_run }
            : { pull_request: { number: 7, head: { sha: COMMIT, repo }, base: { ref: 'main' } } },
        env: { ...ENV, GITHUB_EVENT_NAME: name },
      },
    );
    expect(outputs).toMatchObject({ untrusted: 'true' });
    expect(body()).toContain('Untrusted data:');
    expect(world.fake.checks.map(({ conclusion }) => conclusion)).toEqual(conclusions);
  });

  it.each([
    ['results', 'x.json'],
    ['pull-request', '7'],
  ])('takes no --%s beside it', async (name, value) => {
    await expect(publish({ 'from-run': '555', [name]: value })).rejects.toThrow(`takes no --${name}`);
  });
});
