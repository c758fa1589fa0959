/**
 * Deploys a version of model m to production and kills itself right after a step, as a power cut would.
 * Arguments: folder of the compiled program, root of the stage, version, step; and for a target in a bucket its
 * address and the endpoint.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [program, root, version, step, url, endpoint] = process.argv.slice(2);
const load = (path) => import(pathToFileURL(join(program, path)).href);
const { silentLog } = await load('base/index.js');
const { openRegistry } = await load('registry/index.js');
const { bucketTarget, deploy, folderTarget } = await load('deployment/index.js');

const now = () => new Date();
const { signal } = new AbortController();
const registry = await openRegistry('registry', root, { cwd: root, env: {}, now, signal, log: silentLog });
const die = (name) => {
  if (name === step) process.kill(process.pid, 'SIGKILL');
};
const { moveAlias } = registry;
registry.moveAlias = async (...args) => {
  die('proved');
  const entry = await moveAlias.apply(registry, args);
  die('moved');
  return entry;
};
const common = {
  layout: 'triton',
  fetch: (sha256, path) => registry.getBlob(sha256, path),
  now,
  signal,
  onStep: die,
};
await deploy({
  registry,
  version: await registry.version('m', Number(version)),
  name: 'production',
  target:
    url === undefined
      ? folderTarget({ ...common, folder: join(root, 'deploy') })
      : await bucketTarget({ ...common, url, settings: { endpoint }, env: process.env, apartMs: 0 }),
  server: null,
  golden: null,
  actor: 'op',
  run: 'run-9',
  reason: '',
  log: silentLog,
  policy: { approvals: 1, allowSelfApproval: false, expiresMs: 86_400_000 },
  after: null,
  expectDigest: null,
  now,
});
console.error(`the step ${step} never came`);
process.exitCode = 1;
