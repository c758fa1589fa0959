/**
 * A stranger's repository on GitHub, without GitHub: a work tree with its remote, this project as it would be cloned
 * by tag (no node_modules), stand-ins for official actions, and `act`, which runs the workflows on this machine.
 * What GitHub knows of it is in stage.ts.
 */
import { execFileSync, spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { cleanEnvironment, must, ROOT } from '../support/program.js';
import { shippedUses, standIns, usesIn } from './pins.js';
import { type Admits, type Remote, serveRemote, writeGitConfig } from './remote.js';
import { type JobEnd, Told } from './told.js';

export const REPOSITORY = 'octo/flights';
export interface Person {
  readonly login: string;
  readonly email: string;
}
export const DANA: Person = { login: 'dana', email: 'dana@example.com' };

export interface Played {
  readonly code: number;
  readonly runId: number;
  /** Name of an artifact → its folder. */
  readonly artifacts: Readonly<Record<string, string>>;
  /** What was said, without the script texts and look-ups of act. `ASSAY_ACT_LOGS=FOLDER` keeps it. */
  readonly log: string;
  readonly jobs: readonly JobEnd[];
  readonly summaries: Told['summaries'];
}

export interface Play {
  readonly event: string;
  readonly workflow: string;
  readonly payload?: object;
  readonly actor?: string;
  /** Branch or commit that the event's checkout gives. */
  readonly ref?: string;
  readonly runId?: number;
  readonly attempt?: number;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** The cache and artifact services of act, in place of none. */
  readonly services?: boolean;
}

export class World {
  readonly folder = mkdtempSync(join(tmpdir(), 'assay-act-'));
  readonly work = join(this.folder, 'work');
  readonly origin = join(this.folder, 'remote', `${REPOSITORY}.git`);
  readonly #act: string;
  readonly #engines: string;
  readonly #path: string;
  #remote: Remote | null = null;
  #runs = 100;
  api = 'http://127.0.0.1:1';
  token = 'ghs_act';

  constructor(act: string, engines: string, path: string) {
    this.#act = act;
    this.#engines = engines;
    this.#path = path;
    mkdirSync(this.work);
    mkdirSync(join(this.folder, 'bin'));
    // `gh` is on GitHub's runners.
    cpSync(join(import.meta.dirname, 'stand-ins', 'gh.mjs'), join(this.folder, 'bin', 'gh'));
    exportOwn(join(this.folder, 'assay'));
  }

  /** Makes the remote with an empty repository, and a work tree of dana, who may push with this token. */
  async begin(token: string, admits: Admits): Promise<void> {
    await must('git', ['init', '--quiet', '--bare', '--initial-branch', 'main', this.origin], this.folder);
    await must('git', ['config', 'http.receivepack', 'true'], this.origin);
    await must('git', ['config', 'uploadpack.allowFilter', 'true'], this.origin);
    const root = join(this.folder, 'remote');
    this.#remote = await serveRemote(root, join(this.folder, 'tls'), admits);
    writeGitConfig(this.#home('dana'), this.#remote.settings, token);
    writeGitConfig(this.#home('runner'), this.#remote.settings, null);
    await this.git('init', '--quiet', '--initial-branch', 'main');
    await this.git('remote', 'add', 'origin', `https://github.com/${REPOSITORY}.git`);
  }

  #home(who: string): string {
    return join(this.folder, `home-${who}`);
  }

  #env(who: string): Record<string, string> {
    return cleanEnvironment({
      PATH: `${join(this.folder, 'bin')}:${this.#path}:${process.env['PATH']}`,
      HOME: this.#home(who),
    });
  }

  git(...args: string[]): Promise<string> {
    return must('git', args, this.work, this.#env('dana'));
  }

  /** Commits everything as a person, and pushes. Returns the commit. */
  async commit(message: string, branch: string, who: Person = DANA): Promise<string> {
    await this.git('add', '--all');
    const person = ['-c', `user.name=${who.login}`, '-c', `user.email=${who.email}`];
    await must('git', [...person, 'commit', '--quiet', '--message', message], this.work, {
      ...this.#env('dana'),
      GIT_AUTHOR_NAME: who.login,
      GIT_AUTHOR_EMAIL: who.email,
    });
    await this.git('push', '--quiet', '--force', 'origin', `HEAD:${branch}`);
    return (await this.git('rev-parse', 'HEAD')).trim();
  }

  /** `assay ARGS` of the exported bundle in the work tree, by dana. */
  assay(...args: string[]): Promise<string> {
    const bundle = join(this.folder, 'assay', 'dist', 'index.js');
    return must(process.execPath, [bundle, ...args], this.work, {
      ...this.#env('dana'),
      ASSAY_ENGINES_CACHE: this.#engines,
      npm_config_registry: 'http://127.0.0.1:1/',
    });
  }

  nextRun(): number {
    this.#runs += 1;
    return this.#runs;
  }

  /** One run of a workflow, on a work tree and with artifacts of its own. `begins` hears of each step, by its job. */
  async play(what: Play, begins: (job: string) => void): Promise<Played> {
    const id = what.runId ?? this.nextRun();
    const artifacts = join(this.folder, 'artifacts', String(id));
    mkdirSync(artifacts, { recursive: true });
    const event = join(this.folder, `event-${id}.json`);
    writeFileSync(
      event,
      JSON.stringify({ ...what.payload, ...(what.inputs ? { inputs: what.inputs } : {}) }),
    );
    const told = new Told(begins);
    const code = await this.#start(this.#command(what, event, id, artifacts), told);
    const kept = process.env['ASSAY_ACT_LOGS'];
    if (kept) writeFileSync(join(kept, `${id}-${what.attempt ?? 1}-${what.workflow}.log`), told.log);
    const names = readdirSync(artifacts);
    return {
      code,
      runId: id,
      log: told.log,
      jobs: told.jobs,
      summaries: told.summaries,
      artifacts: Object.fromEntries(names.map((name) => [name, join(artifacts, name)])),
    };
  }

  #command(what: Play, event: string, id: number, artifacts: string): string[] {
    const vars: Record<string, string> = {
      GITHUB_RUN_ID: String(id),
      GITHUB_RUN_ATTEMPT: String(what.attempt ?? 1),
      GITHUB_REPOSITORY: REPOSITORY,
      GITHUB_API_URL: this.api,
      STAND_IN_REF: what.ref ?? 'main',
      STAND_IN_ARTIFACTS: artifacts,
      STAND_IN_CACHE: join(this.folder, 'cache'),
      // The engines come from the cache or not at all, and pip installs nothing.
      npm_config_registry: 'http://127.0.0.1:1/',
      PIP_NO_INDEX: '1',
      PIP_QUIET: '1',
      ...what.env,
    };
    const workflows = join(this.work, '.github', 'workflows');
    const uses = readdirSync(workflows).flatMap((name) =>
      usesIn(readFileSync(join(workflows, name), 'utf8'), name),
    );
    const own = join(this.folder, 'assay');
    return [
      ...[what.event, '--json'],
      ...['--workflows', join('.github', 'workflows', what.workflow), '--eventpath', event],
      ...['--platform', 'ubuntu-latest=-self-hosted', '--platform', 'gpu=-self-hosted'],
      ...['--actor', what.actor ?? DANA.login, '--secret', `GITHUB_TOKEN=${this.token}`],
      ...['--no-skip-checkout', '--pull=false', '--concurrent-jobs', '1'],
      ...(what.services ? this.#services() : ['--no-cache-server']),
      ...['--action-cache-path', join(this.folder, 'act'), '--env-file', '/dev/null'],
      ...Object.entries(vars).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
      ...[`assay-ml/assay@v1=${own}`, ...standIns([...shippedUses(), ...uses])].flatMap((text) => [
        '--local-repository',
        text,
      ]),
    ];
  }

  #services(): string[] {
    return [
      ...['--cache-server-addr', '127.0.0.1', '--cache-server-path', join(this.folder, 'act-cache')],
      ...['--artifact-server-addr', '127.0.0.1', '--artifact-server-port', '0'],
      ...['--artifact-server-path', join(this.folder, 'act-artifacts')],
    ];
  }

  #start(args: readonly string[], told: Told): Promise<number> {
    return new Promise((resolve, reject) => {
      const child = spawn(this.#act, args, {
        cwd: this.work,
        env: this.#env('runner'),
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', (text: string) => told.take(text));
      }
      child.once('error', reject);
      child.once('close', (code) => resolve(code ?? -1));
    });
  }

  /**
   * Puts a job that only tells its outputs in the place of each of these in a reusable workflow of ours: GitHub leaves
   * out jobs that ended well when the failed ones are run again, and keeps their outputs and results. `{}` undoes it.
   */
  keepJobs(workflow: string, kept: Readonly<Record<string, Readonly<Record<string, string>>>>): void {
    const path = join('.github', 'workflows', workflow);
    const document = parseDocument(readFileSync(join(ROOT, path), 'utf8'));
    for (const [id, outputs] of Object.entries(kept)) {
      const name = document.getIn(['jobs', id, 'name']);
      if (name === undefined) throw new Error(`${workflow} has no job ${id}`);
      document.setIn(['jobs', id], {
        name,
        'runs-on': 'ubuntu-latest',
        outputs: Object.fromEntries(
          Object.keys(outputs).map((key) => [key, `\${{ steps.kept.outputs.${key} }}`]),
        ),
        steps: [
          {
            id: 'kept',
            run: Object.entries(outputs)
              .map(([key, value]) => `echo '${key}=${value}' >> "$GITHUB_OUTPUT"`)
              .join('\n'),
          },
        ],
      });
    }
    writeFileSync(join(this.folder, 'assay', path), document.toString());
  }

  /** What the Actions cache holds before the first run: the engines, under the key that our actions ask for. */
  fillCache(): void {
    const text = readFileSync(join(ROOT, 'actions', 'validate', 'action.yml'), 'utf8');
    const key = /key: (assay-engines-\S+?)-\$\{\{ runner\.os/.exec(text)?.[1];
    if (key === undefined) throw new Error('actions/validate/action.yml asks for no engines by a key');
    const arch = { x64: 'X64', arm64: 'ARM64' }[process.arch as string] ?? process.arch;
    const os = process.platform === 'darwin' ? 'macOS' : 'Linux';
    cpSync(this.#engines, join(this.folder, 'cache', `${key}-${os}-${arch}`), { recursive: true });
  }

  /** A result that a job left in an artifact. */
  result(played: Played, artifact: string, name: string): Record<string, unknown> & { verdict: string } {
    const folder = played.artifacts[artifact];
    if (folder === undefined) {
      throw new Error(
        `no artifact ${artifact}; there are ${Object.keys(played.artifacts).join(', ')}\n${played.log}`,
      );
    }
    return JSON.parse(readFileSync(join(folder, 'results', `${name}.json`), 'utf8'));
  }

  async remove(): Promise<void> {
    await this.#remote?.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** This project as a runner downloads it: what git tracks of it and the actions need, and no node_modules. */
function exportOwn(folder: string): void {
  const tracked = execFileSync('git', ['ls-files', '-z', '--', 'action.yml', 'actions', 'dist', '.github'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  for (const name of tracked.split('\0').filter((path) => path !== '' && existsSync(join(ROOT, path)))) {
    cpSync(join(ROOT, name), join(folder, name));
  }
  // A build that has not been committed yet has chunks that git does not know.
  cpSync(join(ROOT, 'dist'), join(folder, 'dist'), { recursive: true });
}
