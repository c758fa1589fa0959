/** For tests of this folder only: a real database, a folder for files, contracts in short form. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Context, silentLog } from '../base/index.js';
import { type Database, openDatabase } from '../engines/index.js';
import type { Finding } from '../results/index.js';
import { type Contract, parseContract } from './contract/index.js';
import { findDataset } from './dataset.js';
import { type Validation, validateDataset } from './validate.js';

/** A file of the npm package vega-datasets: real data. */
export function realData(name: string): string {
  return fileURLToPath(new URL(`../../node_modules/vega-datasets/data/${name}`, import.meta.url));
}

export function testContext(cwd: string, now = '2001-07-01T00:00:00Z'): Context {
  return {
    cwd,
    env: {},
    now: () => new Date(now),
    signal: new AbortController().signal,
    log: silentLog,
  };
}

export class Bench {
  private constructor(
    readonly folder: string,
    readonly ctx: Context,
    readonly db: Database,
  ) {}

  static async open(): Promise<Bench> {
    const folder = await mkdtemp(join(tmpdir(), 'assay-data-'));
    const ctx = testContext(folder);
    return new Bench(folder, ctx, await openDatabase(ctx, { threads: 2 }));
  }

  async close(): Promise<void> {
    this.db.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  async write(name: string, data: string | Uint8Array): Promise<string> {
    await writeFile(join(this.folder, name), data);
    return name;
  }

  /** Writes the rows of a query to a Parquet file. */
  async parquet(name: string, query: string): Promise<string> {
    await this.db.run(`COPY (${query}) TO '${join(this.folder, name)}' (FORMAT parquet)`);
    return name;
  }

  async validate(path: string, contract: Contract): Promise<Validation> {
    const found = await findDataset('data', path, this.folder);
    return validateDataset(this.ctx, this.db, found, contract, {
      reference: async (name) => ({ found: await findDataset(name, name, this.folder), contract: null }),
    });
  }
}

/** An ODCS contract around YAML lines that describe properties, and optionally more lines of the object. */
export function contractOf(properties: string, object = ''): Contract {
  const indent = (text: string, by: string) =>
    text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => by + line)
      .join('\n');
  const text = [
    'apiVersion: v3.1.0',
    'kind: DataContract',
    'id: test',
    'version: 1.0.0',
    'status: active',
    'schema:',
    '  - name: things',
    indent(object, '    '),
    '    properties:',
    indent(properties, '      '),
    '',
  ];
  return parseContract(text.filter((line) => line !== '').join('\n'), 'contract.yaml');
}

/** Findings other than the statement of how text was read, and of what the contract lets pass. */
export function problemsOf(validation: Validation): Finding[] {
  return validation.findings.filter(({ check, verdict, severity }) => {
    return check !== 'reading' && !(verdict === 'pass' && severity === 'info' && check !== 'structure');
  });
}
