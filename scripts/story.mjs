#!/usr/bin/env node
/**
 * `npm run story [FOLDER]`: plays the scenes of test/act under act, and leaves what each produced in a folder
 * (.assay-story/): comments, checks, summaries, issues, deployments, reports, the registry's log, and index.html to
 * read them in order. Exit code 1 where a scene does not come out as it must; what was played until then is there.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = join(import.meta.dirname, '..');
const folder = resolve(process.argv[2] ?? join(root, '.assay-story'));
if (existsSync(folder) && !existsSync(join(folder, 'index.html'))) {
  console.error(`${folder} is there and holds no story; name another folder`);
  process.exit(2);
}
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const ran = spawnSync(process.execPath, [vitest, 'run', '--reporter=verbose', 'test/act/act.test.ts'], {
  cwd: root,
  env: { ...process.env, ASSAY_STORY: folder },
  stdio: 'inherit',
});
const page = join(folder, 'index.html');
console.log(existsSync(page) ? `The story: ${page}` : 'No scene was played: the reason stands above.');
process.exit(ran.status === 0 && existsSync(page) ? 0 : 1);
