import { expect, it } from 'vitest';
import type { Dataset } from '../data/index.js';
import {
  datasetsDocument,
  nameProblems,
  overrideParams,
  trainingEnvironment,
  variableName,
} from './environment.js';

const dataset: Dataset = {
  name: 'train-set.v1',
  path: 'data/*.csv',
  format: 'csv',
  files: [{ path: '/r/data/a.csv', shown: 'data/a.csv', size: 3, sha256: 'a'.repeat(64) }],
  sha256: 'b'.repeat(64),
};
const facts = {
  datasets: [dataset],
  paths: { 'train-set.v1': '/r/data/*.csv' },
  datasetsFile: '/w/datasets.json',
  outputFolder: '/w/out',
  checkpointFolder: '/w/check',
  metricsFile: '/w/out/assay-metrics.jsonl',
  seed: 7,
  params: { trees: 100, 'learning-rate': 0.1, fast: true, kind: 'a b' },
};

it('tells a program everything the design names', () => {
  expect(trainingEnvironment({ PATH: '/bin', HOME: '/h' }, facts)).toEqual({
    PATH: '/bin',
    HOME: '/h',
    PYTHONUNBUFFERED: '1',
    ASSAY_DATASET_TRAIN_SET_V1: '/r/data/*.csv',
    ASSAY_DATASETS_FILE: '/w/datasets.json',
    ASSAY_OUTPUT_DIR: '/w/out',
    ASSAY_CHECKPOINT_DIR: '/w/check',
    ASSAY_METRICS: '/w/out/assay-metrics.jsonl',
    ASSAY_SEED: '7',
    ASSAY_PARAM_TREES: '100',
    ASSAY_PARAM_LEARNING_RATE: '0.1',
    ASSAY_PARAM_FAST: 'true',
    ASSAY_PARAM_KIND: 'a b',
  });
});

it('hides the inputs of the action, and the data and parameters of an outer run', () => {
  const env = {
    ASSAY_INPUTS: '{}',
    INPUT_TOKEN: 'x',
    ASSAY_PARAM_OLD: '1',
    ASSAY_DATASET_OLD: '/x',
    ASSAY_SEED: '99',
    PYTHONUNBUFFERED: '',
  };
  const made = trainingEnvironment(env, facts);
  expect(Object.keys(made).filter((name) => /INPUT|OLD/.test(name))).toEqual([]);
  expect(made).toMatchObject({ ASSAY_SEED: '7', PYTHONUNBUFFERED: '' });
});

it('lists every file of every dataset', () => {
  expect(datasetsDocument(facts)).toEqual({
    'train-set.v1': {
      path: '/r/data/*.csv',
      format: 'csv',
      sha256: 'b'.repeat(64),
      files: [{ path: '/r/data/a.csv', size: 3, sha256: 'a'.repeat(64) }],
    },
  });
});

it('names variables, and refuses two names for one', () => {
  expect(variableName('max-depth.v2')).toBe('MAX_DEPTH_V2');
  expect(nameProblems('param', ['a', 'b'])).toEqual([]);
  expect(nameProblems('dataset', ['a-b', 'a.b', 'A_B'])).toHaveLength(2);
});

it('takes other values for parameters, and refuses names that training does not have', () => {
  const params = { trees: 100, kind: 'gini', fast: false, depth: 'none' };
  expect(overrideParams(params, ['trees=1e2', 'kind=7', 'fast=true', 'depth=a=b'])).toEqual({
    trees: 100,
    kind: '7',
    fast: true,
    depth: 'a=b',
  });
  expect(overrideParams(params, ['trees=many'])).toMatchObject({ trees: 'many' });
  expect(() => overrideParams(params, ['tree=1', 'trees', '=1', 'toString=1'])).toThrow(
    /no parameter `tree`.*\n.*\n.*"trees" cannot be read.*\n.*"=1" cannot be read.*\n.*no parameter `toString`/,
  );
});
