/** Metrics of the user's own: the declared direction serves the rules, and what is wrong is told before anything runs. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadConfig } from '../../config/index.js';
import { declaredDirection, refuseWrongGate } from './configured.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-own-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function config(own: string) {
  const path = join(folder, 'assay.yaml');
  await writeFile(
    path,
    `version: 1
model: m
datasets: {test: {path: test.csv}}
train: {run: "true", outputs: {model: model.onnx, metrics: metrics.json}}
evaluate: {task: binary, target: y, metrics: [roc_auc]${own}}
gate: {rules: ["energy max_drop 2"]}
`,
  );
  return loadConfig(path);
}

it('refuses a comparing rule whose metric has no direction, and takes the declared one', async () => {
  const without = await config('');
  expect(() => refuseWrongGate(without)).toThrow(/energy is not in the catalogue/);
  const declared = await config(', own: {energy: {direction: lower, unit: kWh, output: metrics}}');
  expect(() => refuseWrongGate(declared)).not.toThrow();
  expect(declaredDirection(declared, 'energy')).toBe('lower');
  const elsewhere = await config(', own: {energy: {direction: lower, output: figures}}');
  expect(() => refuseWrongGate(elsewhere)).toThrow(/train has no such output/);
});
