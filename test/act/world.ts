/**
 * A stranger's repository on GitHub, without GitHub: a work tree with a bare origin, this project as it would be
 * cloned by tag (no node_modules), stand-ins for official actions, and `act`, which runs the workflows on this machine.
 */
import { execFileSync } from 'node:child_process';
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
import { cleanEnvironment, must, type Ran, ROOT, run } from '../support/program.js';
import { shippedUses, standIns, usesIn } from './pins.js';

export interface Person {
  readonly login: string;
  readonly email: string;
}
export const DANA: Person = { login: 'dana', email: 'dana@example.com' };

export interface Played extends Ran {
  /** Name of an artifact → its folder. */
  readonly artifacts: Readonly<Record<string, string>>;
  /** What was said, without the script texts and look-ups of act. `ASSAY_ACT_LOGS=FOLDER` keeps it. */
  readonly log: string;
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
  readonly job?: string;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

export class World {
  readonly folder = mkdtempSync(join(tmpdir(), 'assay-act-'));
  readonly work = join(this.folder, 'work');
  readonly origin = join(this.folder, 'origin.git');
  readonly #act: string;
  readonly #engines: string;
  readonly #path: string;
  #runs = 100;
  api = 'http://127.0.0.1:1';
  token = 'ghs_act';

  constructor(act: string, engines: string, path: string) {
    this.#act = act;
    this.#engines = engines;
    this.#path = path;
    mkdirSync(this.work);
    mkdirSync(join(this.folder, 'bin'));
    // `gh` is on GitHub's runners; here it writes down what it was asked for.
    writeFileSync(
      join(this.folder, 'bin', 'gh'),
      `#!/bin/sh\necho "$@" >> '${join(this.folder, 'gh.log')}'\n`,
      { mode: 0o755 },
    );
    exportOwn(join(this.folder, 'assay'));
  }

  get env(): Record<string, string> {
    return cleanEnvironment({
      PATH: `${join(this.folder, 'bin')}:${this.#path}:${process.env['PATH']}`,
      HOME: join(this.folder, 'home'),
    });
  }

  get ghLog(): string {
    const file = join(this.folder, 'gh.log');
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }

  git(...args: string[]): Promise<string> {
    return must('git', args, this.work, this.env);
  }

  /** Commits everything as a person, and pushes. Returns the commit. */
  async commit(message: string, branch: string, who: Person = DANA): Promise<string> {
    await this.git('add', '--all');
    const person = ['-c', `user.name=${who.login}`, '-c', `user.email=${who.email}`];
    await must('git', [...person, 'commit', '--quiet', '--message', message], this.work, {
      ...this.env,
      GIT_AUTHOR_NAME: who.login,
      GIT_AUTHOR_EMAIL: who.email,
    });
    await this.git('push', '--quiet', '--force', 'origin', `HEAD:${branch}`);
    return (await this.git('rev-parse', 'HEAD')).trim();
  }

  /** `assay ARGS` of the exported bundle in the work tree. */
  assay(...args: string[]): Promise<string> {
    const bundle = join(this.folder, 'assay', 'dist', 'index.js');
    return must(process.execPath, [bundle, ...args], this.work, {
      ...this.env,
      ASSAY_ENGINES_CACHE: this.#engines,
      npm_config_registry: 'http://127.0.0.1:1/',
    });
  }

  /** One run of a workflow, on a work tree and with artifacts of its own. */
  async play(what: Play): Promise<Played> {
    this.#runs += 1;
    const id = what.runId ?? this.#runs;
    const artifacts = join(this.folder, 'artifacts', String(id));
    const cache = join(this.folder, 'cache');
    mkdirSync(artifacts, { recursive: true });
    const event = join(this.folder, `event-${this.#runs}.json`);
    writeFileSync(
      event,
      JSON.stringify({ ...what.payload, ...(what.inputs ? { inputs: what.inputs } : {}) }),
    );
    const vars: Record<string, string> = {
      GITHUB_RUN_ID: String(id),
      GITHUB_RUN_ATTEMPT: String(what.attempt ?? 1),
      GITHUB_REPOSITORY: 'octo/flights',
      GITHUB_API_URL: this.api,
      STAND_IN_ORIGIN: `file://${this.origin}`,
      STAND_IN_REF: what.ref ?? 'main',
      STAND_IN_ARTIFACTS: artifacts,
      STAND_IN_CACHE: cache,
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
    const ran = await run(
      this.#act,
      [
        what.event,
        ...['--workflows', join('.github', 'workflows', what.workflow), '--eventpath', event],
        ...(what.job ? ['--job', what.job] : []),
        ...['--platform', 'ubuntu-latest=-self-hosted', '--platform', 'gpu=-self-hosted'],
        ...['--actor', what.actor ?? DANA.login, '--secret', `GITHUB_TOKEN=${this.token}`],
        ...['--no-skip-checkout', '--no-cache-server', '--pull=false', '--concurrent-jobs', '1'],
        ...['--action-cache-path', join(this.folder, 'act'), '--env-file', '/dev/null'],
        ...Object.entries(vars).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
        ...[`assay-ml/assay@v1=${own}`, ...standIns([...shippedUses(), ...uses])].flatMap((text) => [
          '--local-repository',
          text,
        ]),
      ],
      this.work,
      this.env,
    );
    const log = told(ran.stdout + ran.stderr);
    const kept = process.env['ASSAY_ACT_LOGS'];
    if (kept) writeFileSync(join(kept, `${this.#runs}-${what.workflow}.log`), log);
    const names = existsSync(artifacts) ? readdirSync(artifacts) : [];
    return {
      ...ran,
      log,
      artifacts: Object.fromEntries(names.map((name) => [name, join(artifacts, name)])),
    };
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

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function told(text: string): string {
  return text
    .split('\n')
    .filter((line) => line.startsWith('[') && !/LocalRepositoryCache|Run Post|Success - Post/.test(line))
    .join('\n');
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
