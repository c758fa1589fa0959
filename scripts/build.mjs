#!/usr/bin/env node
/**
 * Builds dist/: TypeScript to build/, then one bundle with its chunks (ncc). `--out FOLDER` writes elsewhere.
 * The bytes depend on the sources and the lock file only, not on the folder that the repository lies in.
 */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { minifySync } from 'oxc-minify';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** Packages that load native code: they must never be in the bundle, `src/engines` finds them at run time. */
const NATIVE = ['@duckdb/node-api', '@duckdb/node-bindings', 'onnxruntime-node'];

/** Builds the bundle into a folder, which is emptied first. Throws where a step fails or the bundle is not fit. */
export function build(out) {
  run('typescript/bin/tsc', ['-p', 'tsconfig.build.json']);
  const bundle = mkdtempSync(join(tmpdir(), 'assay-bundle-'));
  try {
    run('@vercel/ncc/dist/ncc/cli.js', [
      ...['build', 'build/main.js', '--out', bundle, '--no-cache', '--quiet', '--license', 'LICENSES.txt'],
      ...NATIVE.flatMap((name) => ['--external', name]),
    ]);
    finish(bundle);
    check(bundle);
    minify(bundle);
    rmSync(out, { recursive: true, force: true });
    // Made first: a copy would take over the mode of the temporary folder, which only its owner can read.
    mkdirSync(out, { recursive: true });
    cpSync(bundle, out, { recursive: true });
  } finally {
    rmSync(bundle, { recursive: true, force: true });
  }
}

function run(script, args) {
  execFileSync(process.execPath, [join(ROOT, 'node_modules', script), ...args], {
    cwd: ROOT,
    stdio: 'inherit',
  });
}

function finish(folder) {
  const entry = join(folder, 'index.js');
  const code = readFileSync(entry, 'utf8');
  if (!code.startsWith('#!')) writeFileSync(entry, `#!/usr/bin/env node\n${code}`);
  chmodSync(entry, 0o755);
  writeFileSync(join(folder, 'package.json'), '{\n  "type": "module"\n}\n');
  mendSqlJs(folder);
}

/**
 * sql.js takes `module` away from the code within it, which asks for its type; webpack answers that question when it
 * bundles, with yes, and the code then writes to what is not there. Throws where sql.js looks different by now.
 */
function mendSqlJs(folder) {
  const line = /^ +module = undefined;$/m;
  const found = readdirSync(folder).filter(
    (name) => name.endsWith('.js') && line.test(readFileSync(join(folder, name), 'utf8')),
  );
  if (found.length !== 1)
    throw new Error(`sql.js stands in ${found.length} chunks of the bundle, not in one`);
  const path = join(folder, found[0]);
  writeFileSync(path, readFileSync(path, 'utf8').replace(line, ''));
}

/** Half the bytes to fetch, to read and to parse; names stay, so that a diff of dist/ and a stack can be read. */
function minify(folder) {
  for (const name of readdirSync(folder)) {
    if (!name.endsWith('.js')) continue;
    const path = join(folder, name);
    const code = readFileSync(path, 'utf8');
    const { code: small, errors } = minifySync(name, code, {
      module: true,
      compress: { keepNames: { function: true, class: true } },
      mangle: false,
      codegen: { removeWhitespace: true, legalComments: 'none' },
    });
    if (errors.length > 0) throw new Error(`${name} cannot be minified: ${errors[0].message}`);
    writeFileSync(path, small);
  }
}

function check(folder) {
  const problems = [];
  for (const name of readdirSync(folder, { recursive: true })) {
    if (!name.endsWith('.js')) continue;
    const code = readFileSync(join(folder, name), 'utf8');
    if (code.includes(ROOT)) problems.push(`${name} holds the path of this repository`);
    for (const native of NATIVE) {
      if (new RegExp(`^import .*["']${native}["']`, 'm').test(code))
        problems.push(`${name} imports ${native}`);
    }
  }
  if (problems.length > 0) throw new Error(`the bundle is not fit:\n  ${problems.join('\n  ')}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const at = process.argv.indexOf('--out');
  try {
    build(at === -1 ? join(ROOT, 'dist') : resolve(process.argv[at + 1]));
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
