/**
 * The story of one model, from data to service and back, each step printing the command that it runs and what
 * came of it. Run it with `npm run demo`; it works in .cache/demo and leaves the clone as it was.
 */
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { explain, pythonEnvironment, quietly } from './environment.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const cache = join(root, '.cache', 'demo');
const work = join(cache, 'flights');
const assayPath = join(root, 'dist', 'index.js');
const started = performance.now();

// In the story Dana writes the code, and Rita, another person, approves.
const DANA = {
  GIT_AUTHOR_NAME: 'Dana',
  GIT_AUTHOR_EMAIL: 'dana@example.com',
  GIT_COMMITTER_NAME: 'Dana',
  GIT_COMMITTER_EMAIL: 'dana@example.com',
};
const RITA = 'rita@example.com';
const clean = Object.fromEntries(
  Object.entries(process.env).filter(([key]) => !/^(GITHUB_|ASSAY_|INPUT_|GIT_|RUNNER_)/.test(key)),
);
const env = {
  ...clean,
  ...DANA,
  GIT_CONFIG_GLOBAL: join(cache, 'gitconfig'),
  NO_COLOR: process.stdout.isTTY ? '' : '1',
};

const servers = [];
process.on('exit', () => {
  for (const server of servers) server.kill();
});
try {
  await main();
} catch (error) {
  const full = error.code === 'ENOSPC' || error.code === 'EDQUOT';
  console.error(`\ndemo: ${full ? explain('writing', error.message, root) : error.message}`);
  process.exitCode = 1;
} finally {
  for (const server of servers) server.kill();
}

async function main() {
  chapter(
    'Preparing',
    'the data (3 million flights of 2001, by month), a Python environment, a git repository',
  );
  const python = prepare();
  env.PATH = `${dirname(python)}:${process.env.PATH}`;

  chapter('1', 'Dana validates the first months. A copy with broken rows is refused');
  assay(['validate', '--dataset', 'train'], 0);
  assay(
    [
      'validate',
      '--name',
      'broken',
      '--data',
      'data/broken.csv',
      '--contract',
      'contracts/flights.odcs.yaml',
    ],
    1,
  );

  chapter('2', 'A first model: trained, evaluated on the next month, gated, registered, approved, deployed');
  assay(['registry', 'init'], 0);
  assay(['run'], 0, 'there is no baseline yet, and the verdict says so: warn, not pass');
  const first = register();
  assay(
    ['deploy', '--target', 'production', '--version', String(first.version)],
    1,
    'nobody has approved it',
  );
  approve(first, 'staging', env.GIT_AUTHOR_EMAIL, 1, 'Dana may not approve her own work');
  approve(first, 'staging', RITA, 0);
  assay(['deploy', '--target', 'staging', '--version', String(first.version)], 0);
  approve(first, 'production', RITA, 0);
  assay(['deploy', '--target', 'production', '--version', String(first.version)], 0);
  const server = await serve();
  await ask(server, first);

  chapter('3', 'A worse candidate: the gate fails, and the comment shows why');
  commit('Train less', { 'trees: 40': 'trees: 2', 'rows: 60000': 'rows: 2000' });
  assay(['run'], 1);
  assay(['comment', '--dry-run'], 0);

  chapter('4', 'A better candidate passes, is approved and deployed; then production is rolled back');
  commit('Train more', { 'trees: 2,': 'trees: 80,', 'rows: 2000': 'rows: 90000' });
  assay(['run'], 0);
  const better = register();
  ship(better);
  await ask(server, better);
  assay(
    ['rollback', '--target', 'production', '--reason', 'complaints from the south'],
    0,
    'without training',
  );
  await ask(server, first);

  chapter('5', 'June arrives: monitoring finds what has changed, and retraining starts');
  const watched = assayJson(['monitor'], [0, 1, 4]);
  console.log(`  ${watched.verdict}: ${watched.summary}`);
  for (const reason of watched.retrain.reasons) console.log(`  retrain: ${reason}`);
  if (!watched.retrain.wanted) throw new Error('monitoring did not ask for retraining');
  commit('Retrain with May, evaluate on June', {
    '2001-0[1-4]': '2001-0[1-5]',
    'data/2001-05.parquet': 'data/2001-06.parquet',
  });
  const verdict = assay(['run'], [0, 1, 4]);
  if (verdict === 0) {
    const fresh = register();
    ship(fresh);
    await ask(server, fresh);
  } else {
    console.log('  the gate did not let the new candidate through, so the old one stays');
    await ask(server, first);
  }
  assay(['explain', 'production'], 0);
  assay(['report'], 0);

  await Promise.all(servers.splice(0).map(stop));
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(
    `\nDone in ${seconds} s. The report: ${join(relative(process.cwd(), work), '.assay', 'report.html')}`,
  );
  console.log(
    `Look around: cd ${relative(process.cwd(), work)} && node ${relative(work, assayPath)} history`,
  );
}

/** Lets a server end its requests, and waits until it is gone. */
function stop(server) {
  return new Promise((resolve) => {
    server.once('exit', resolve);
    server.kill();
  });
}

function ship(version) {
  approve(version, 'staging', RITA, 0);
  assay(['deploy', '--target', 'staging', '--version', String(version.version)], 0);
  approve(version, 'production', RITA, 0);
  assay(['deploy', '--target', 'production', '--version', String(version.version)], 0);
}

function chapter(number, text) {
  console.log(`\n== ${number}. ${text}`);
}

/** Makes the folder of the story, and gives the Python of its environment. */
function prepare() {
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  for (const name of ['assay.yaml', 'contracts', 'train.py', 'requirements.txt']) {
    cpSync(join(here, name), join(work, name), { recursive: true });
  }
  const python = pythonEnvironment(cache, join(here, 'requirements.txt'), (words) =>
    console.log(`$ ${words.map(shown).join(' ')}`),
  );
  const months = join(cache, 'months');
  if (!existsSync(join(months, '.complete'))) {
    const source = join(root, 'node_modules', 'vega-datasets', 'data', 'flights-3m.parquet');
    if (!existsSync(source)) throw new Error('the data is not installed: run `npm ci` first');
    console.log(`$ node ${shown(join(here, 'prepare.mjs'))} ${shown(source)} ${shown(months)}`);
    quietly(
      process.execPath,
      [join(here, 'prepare.mjs'), source, months],
      'cutting the data by month',
      cache,
    );
    writeFileSync(join(months, '.complete'), '');
  }
  cpSync(months, join(work, 'data'), { recursive: true });
  writeFileSync(join(work, '.gitignore'), '.assay/\ndeploy/\ndata/\n');
  writeFileSync(
    join(cache, 'gitconfig'),
    '[init]\n  defaultBranch = main\n[user]\n  name = Dana\n  email = dana@example.com\n',
  );
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'A model that predicts late flights');
  // Stands for the repository on a server: the registry is a ref of it.
  rmSync(join(cache, 'origin.git'), { recursive: true, force: true });
  git('init', '--quiet', '--bare', join(cache, 'origin.git'));
  git('remote', 'add', 'origin', join(cache, 'origin.git'));
  return python;
}

/** A path as a person in this folder writes it. */
function shown(path) {
  const short = relative(process.cwd(), path);
  return path.startsWith(root) && short.length < path.length ? short : path;
}

function git(...args) {
  try {
    return execFileSync('git', args, { cwd: work, env, encoding: 'utf8' }).trim();
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    throw new Error('the demo needs git, which is not on the PATH');
  }
}

function commit(message, replacements) {
  const file = join(work, 'assay.yaml');
  let text = readFileSync(file, 'utf8');
  for (const [from, to] of Object.entries(replacements)) {
    if (!text.includes(from)) throw new Error(`assay.yaml has no ${from}`);
    text = text.replace(from, to);
  }
  writeFileSync(file, text);
  git('commit', '--quiet', '--all', '--message', message);
  console.log(
    `$ git commit --all --message "${message}"   # ${Object.entries(replacements)
      .map(([from, to]) => `${from} → ${to}`)
      .join(', ')}`,
  );
}

/** Runs the program, shows what it printed, and insists on the exit code. */
function assay(args, expected, note) {
  console.log(
    `\n$ assay ${args.map((arg) => (/[\s*?]/.test(arg) ? JSON.stringify(arg) : arg)).join(' ')}${note ? `   # ${note}` : ''}`,
  );
  let code = 0;
  try {
    execFileSync(process.execPath, [assayPath, ...args], { cwd: work, env, stdio: 'inherit' });
  } catch (error) {
    code = error.status ?? -1;
  }
  if (![expected].flat().includes(code))
    throw new Error(`assay ${args[0]} ended with ${code}, the story expects ${expected}`);
  return code;
}

function assayJson(args, expected) {
  console.log(`\n$ assay ${args.join(' ')} --json`);
  let text;
  let code = 0;
  try {
    text = execFileSync(process.execPath, [assayPath, ...args, '--json'], {
      cwd: work,
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
      maxBuffer: 1e9,
    });
  } catch (error) {
    text = error.stdout;
    code = error.status ?? -1;
  }
  if (![expected].flat().includes(code))
    throw new Error(`assay ${args[0]} ended with ${code}, the story expects ${expected}: ${text}`);
  return JSON.parse(text);
}

function register() {
  const result = assayJson(['register'], 0);
  console.log(`  ${result.summary}`);
  return result;
}

function approve(version, target, actor, expected, note) {
  const prefix = version.digest.replace('sha256:', '').slice(0, 12);
  assay(
    [
      'approve',
      '--version',
      String(version.version),
      '--target',
      target,
      '--digest',
      prefix,
      '--actor',
      actor,
    ],
    expected,
    note,
  );
}

/** Starts the server on the production folder, and waits until it is ready. */
async function serve() {
  const port = await freePort();
  console.log(`\n$ assay serve --target production --port ${port} &`);
  const child = spawn(
    process.execPath,
    [assayPath, 'serve', '--target', 'production', '--port', String(port)],
    { cwd: work, env, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  servers.push(child);
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 150; tries += 1) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
    const ready = await http(`${url}/v2/health/ready`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return url;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('the server was not ready within 30 s');
}

/** An inference over HTTP, and the proof that the version in service is the one that was approved. */
async function ask(url, version) {
  let metadata;
  for (let tries = 0; tries < 100; tries += 1) {
    metadata = await (await http(`${url}/v2/models/flight-delay`)).json();
    if (metadata.parameters?.assay_digest === version.digest) break;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  console.log(
    `\n$ curl ${url}/v2/models/flight-delay\n  version ${metadata.versions}, ${metadata.parameters?.assay_digest}`,
  );
  if (metadata.parameters?.assay_digest !== version.digest)
    throw new Error(`the server does not serve version ${version.version} (${version.digest})`);
  const number = (name, value) => ({ name, datatype: 'FP32', shape: [1, 1], data: [value] });
  const text = (name, value) => ({ name, datatype: 'BYTES', shape: [1, 1], data: [value] });
  const inputs = [
    number('hour', 18),
    number('weekday', 5),
    number('distance', 733),
    text('origin', 'ORD'),
    text('destination', 'LGA'),
  ];
  const response = await http(`${url}/v2/models/flight-delay/infer`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ inputs }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(`the inference failed: ${answer.error}`);
  const scores = answer.outputs.find((output) => output.name === 'probabilities')?.data;
  console.log(
    `$ curl ${url}/v2/models/flight-delay/infer   # Chicago to New York, Friday, 18:00\n  late with probability ${Number(scores.at(-1)).toFixed(3)}: served by version ${version.version}, the one that was approved`,
  );
}

/** Each request on a connection of its own: one that was kept alive is closed while a long command runs. */
function http(url, { method = 'GET', headers = {}, body } = {}) {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent: false }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => resolve(new Response(Buffer.concat(chunks), { status: response.statusCode })));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
