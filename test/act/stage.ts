/**
 * What GitHub knows while a workflow runs: the people, the run, the token of the job that runs now with just its
 * permissions, deployments of jobs with `environment:`, and the events that comments and pull requests cause.
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FakeDeployment, FakeGitHub } from '../github/fake/index.js';
import { must, ROOT } from '../support/program.js';
import { zip } from '../support/zip.js';
import { type Grants, type Job, jobsOf, readOnly } from './jobs.js';
import { Snapshot } from './snapshot.js';
import type { Story } from './story.js';
import { DANA, type Person, type Play, type Played, REPOSITORY, World } from './world.js';

export const BOT = 'github-actions[bot]';
/** Where fay's pull requests come from. */
export const FORK = 'fay/flights';
const DANAS_TOKEN = 'ghp_dana';

export interface Version {
  readonly entry: { readonly version: number; readonly digest: string };
  readonly aliases: readonly string[];
}

export interface StagePlay extends Play {
  /** True where a fork's pull request started it: then every token may only read. */
  readonly fork?: boolean;
  /**
   * "Re-run failed jobs": jobs of the reusable workflow that ended well in an attempt before, with the outputs that
   * they had. They do not run again; the others do, with the artifacts of that attempt at hand.
   */
  readonly kept?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export class Stage {
  readonly github = new FakeGitHub();
  readonly world: World;
  #asked = { id: 0, issue: 0 };

  constructor(
    place: { readonly act: string; readonly engines: string; readonly path: string },
    readonly story: Story,
  ) {
    this.world = new World(place.act, place.engines, place.path);
  }

  async open(): Promise<void> {
    const { github, world } = this;
    await github.start();
    world.api = github.url;
    for (const login of ['dana', 'rita']) {
      github.people.push({ login, type: 'User', permission: 'write', association: 'MEMBER' });
    }
    github.people.push({ login: 'fay', type: 'User', permission: 'read', association: 'NONE' });
    this.#grant({});
    world.fillCache();
    await world.begin(DANAS_TOKEN, (_, password) => {
      if (password === DANAS_TOKEN) return { push: true };
      const contents = github.tokens.get(password)?.permissions.contents;
      return contents === undefined ? null : { push: contents === 'write' };
    });
  }

  async close(): Promise<void> {
    await this.github.stop();
    await this.world.remove();
  }

  #grant(permissions: Grants): void {
    this.github.tokens.set(this.world.token, { login: BOT, installation: true, permissions });
  }

  /** Commits everything and pushes it; GitHub knows the commit by its author's account. */
  async push(message: string, branch: string, who: Person = DANA): Promise<string> {
    const sha = await this.world.commit(message, branch, who);
    this.github.commits.push({ sha, author: who.login, committer: who.login });
    return sha;
  }

  /** A work tree at a branch, made from another where it is new. */
  async branch(name: string, from?: string): Promise<void> {
    await this.world.git('checkout', '--quiet', ...(from === undefined ? [name] : ['-B', name, from]));
  }

  read(path: string): string {
    return readFileSync(join(this.world.work, path), 'utf8');
  }

  write(path: string, text: string): void {
    writeFileSync(join(this.world.work, path), text);
  }

  /** A workflow of ours that `assay init` does not write. */
  takeExample(name: string): void {
    this.write(`.github/workflows/${name}`, readFileSync(join(ROOT, 'examples', 'workflows', name), 'utf8'));
  }

  /** The event of a push to a pull request, which GitHub then has open at that commit. */
  pullRequest(number: number, sha: string, branch: string, workflow: string, by = 'dana'): StagePlay {
    const full = by === 'fay' ? FORK : REPOSITORY;
    const [owner = ''] = full.split('/');
    const known = this.github.pulls.find((pull) => pull.number === number);
    if (known) known.sha = sha;
    else {
      if (this.github.issues.some((issue) => issue.number === number))
        throw new Error(`${number} is an issue`);
      const fork = full === REPOSITORY ? {} : { headRepository: full, listedByCommit: false };
      this.github.pulls.push({ number, state: 'open', sha, head: `${owner}:${branch}`, ...fork });
    }
    return {
      event: 'pull_request',
      workflow,
      ref: branch,
      actor: by,
      fork: full !== REPOSITORY,
      payload: {
        action: known ? 'synchronize' : 'opened',
        number,
        pull_request: {
          number,
          head: { sha, ref: branch, repo: { full_name: full } },
          base: { ref: 'main', repo: { full_name: REPOSITORY } },
          user: { login: by },
        },
        repository: { full_name: REPOSITORY, owner: { login: 'octo', type: 'Organization' } },
      },
    };
  }

  /** A person puts a label on a pull request, and a workflow reads it. */
  label(number: number, sha: string, branch: string, name: string, by: string, workflow: string): StagePlay {
    const what = this.pullRequest(number, sha, branch, workflow);
    const labels = this.github.pullLabels.get(number) ?? [];
    this.github.pullLabels.set(number, [...labels, name]);
    const sender = { login: by, type: 'User' };
    return { ...what, actor: by, payload: { ...what.payload, action: 'labeled', label: { name }, sender } };
  }

  /** A person comments, and the workflow of commands reads it. */
  say(issue: number, login: string, body: string): Promise<Played> {
    const { id } = this.github.addComment(issue, login, body);
    this.#asked = { id, issue };
    return this.play({
      event: 'issue_comment',
      workflow: 'assay-commands.yml',
      actor: login,
      payload: {
        action: 'created',
        sender: { login, type: 'User' },
        comment: { id, body, user: { login, type: 'User' } },
        issue: { number: issue },
        repository: { full_name: REPOSITORY, owner: { login: 'octo', type: 'Organization' } },
      },
    });
  }

  /** The answer to the last comment; people who may only read share one on each issue. */
  get answer(): string {
    const { id, issue } = this.#asked;
    const keys = [`key=answer-${id} `, 'key=answer-readers '];
    const answers = this.github.comments.filter((comment) => comment.issue === issue);
    return keys.flatMap((key) => answers.filter(({ body }) => body.includes(key)))[0]?.body ?? 'no answer';
  }

  async play(what: StagePlay): Promise<Played> {
    const { world, github } = this;
    const { ref = 'main', attempt = 1, actor = DANA.login } = what;
    await this.branch(ref);
    const jobs = this.#jobs(what.workflow);
    const runId = what.runId ?? world.nextRun();
    const sha = (await world.git('rev-parse', 'HEAD')).trim();
    const { event, workflow } = what;
    const headRepository = what.fork ? { headRepository: FORK } : {};
    const run = { id: runId, attempt, sha, branch: ref, event, workflow, actor, ...headRepository };
    const earlier = github.runs.findIndex((each) => each.id === runId);
    if (earlier >= 0) github.runs.splice(earlier, 1);
    github.runs.push({ ...run, status: 'in_progress', conclusion: null });
    if (what.kept !== undefined) world.keepJobs('delivery.yml', what.kept);
    const before = new Snapshot(github);
    const deployments = new Map<string, FakeDeployment>();
    let now = '';
    const played = await world.play({ ...what, runId }, (id) => {
      const job = jobs.get(id);
      if (job === undefined || id === now) return;
      now = id;
      this.#grant(what.fork ? readOnly(job.permissions) : job.permissions);
      const environment = job.environment && filled(job.environment, what.inputs);
      if (environment && !deployments.has(id)) {
        deployments.set(id, this.#jobDeployment(environment, sha, runId));
      }
    });
    this.#grant({});
    if (what.kept !== undefined) world.keepJobs('delivery.yml', {});
    for (const [id, { statuses }] of deployments) {
      const ended = played.jobs.find((job) => job.id === id);
      statuses.push({ ...EMPTY, state: ended?.result === 'success' ? 'success' : 'failure' });
    }
    for (const [name, folder] of Object.entries(played.artifacts)) {
      if (github.artifacts.some((each) => each.run === runId && each.name === name)) continue;
      github.artifacts.push({ id: github.id(), run: runId, name, expired: false, zip: zipped(folder) });
    }
    const conclusion = played.code === 0 ? 'success' : 'failure';
    github.runs.splice(
      github.runs.findIndex((each) => each.id === runId && each.status === 'in_progress'),
      1,
      { ...run, status: 'completed', conclusion },
    );
    this.story.played({ ...what, ref, actor }, played, before.changes(github), await this.registryLog());
    return played;
  }

  #jobs(name: string): ReadonlyMap<string, Job> {
    return jobsOf(this.read(`.github/workflows/${name}`), (called) =>
      readFileSync(join(ROOT, '.github', 'workflows', called), 'utf8'),
    );
  }

  /** GitHub makes it by itself, before the job's first step. */
  #jobDeployment(environment: string, sha: string, run: number): FakeDeployment {
    const { github } = this;
    const deployment: FakeDeployment = {
      id: github.id(),
      sha,
      environment,
      login: BOT,
      payload: {},
      created: github.time(),
      statuses: [
        {
          ...EMPTY,
          state: 'in_progress',
          logUrl: `https://github.com/${REPOSITORY}/actions/runs/${run}/job/1`,
        },
      ],
    };
    github.deployments.push(deployment);
    return deployment;
  }

  async registryLog(): Promise<string> {
    const refs = await must('git', ['for-each-ref', 'refs/assay'], this.world.origin);
    if (refs === '') return '';
    return (
      await must('git', ['log', '--reverse', '--format=%s%n%b', 'refs/assay/registry'], this.world.origin)
    )
      .split('\n')
      .filter((line) => line !== '' && !/^(Assay-Write|write \d+ objects)/.test(line))
      .join('\n');
  }

  /** What the registry has, newest first. */
  async versions(): Promise<Version[]> {
    return JSON.parse(await this.world.assay('history', '--json')).data.versions;
  }
}

/** A folder as GitHub keeps an artifact. */
function zipped(folder: string): Buffer {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return zip(files.map((name) => ({ name, data: readFileSync(join(folder, name)) })));
}

const EMPTY = { description: '', environmentUrl: '', logUrl: '' };

/** `${{ inputs.target }}`, the one expression that our workflows have there. */
function filled(text: string, inputs: Readonly<Record<string, string>> = {}): string {
  return text.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, name: string) => inputs[name] ?? '');
}
