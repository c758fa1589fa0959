/** A pickled scikit-learn model through `evaluate.run`: candidate and baseline by the same program, against scikit-learn. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evaluateIn, gateIn, metric } from '../../test/support/evaluation.js';
import { pythonWith } from '../../test/support/python.js';

const python = await pythonWith('scripts/oracles/requirements.txt');
const root = mkdtempSync(join(tmpdir(), 'assay-pickled-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const TRAIN = `import json, pickle
import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from sklearn.compose import make_column_transformer
from sklearn.metrics import accuracy_score, log_loss, roc_auc_score

rng = np.random.default_rng(7)
def rows(n):
    a, b = rng.normal(size=n), rng.normal(size=n)
    kind = rng.choice(["x", "y", "z"], size=n)
    p = 1 / (1 + np.exp(-(1.5 * a - b + np.where(kind == "z", 1.0, 0.0))))
    return pd.DataFrame({"id": [f"r{i:04}" for i in range(n)], "a": a, "b": b, "kind": kind,
                         "y": np.where(rng.random(n) < p, "yes", "no")})
train, test = rows(2000), rows(800)
test.to_csv("test.csv", index=False)
told = {}
for name, columns in (("good", ["a", "b", "kind"]), ("poor", ["b", "kind"])):
    numbers = [c for c in columns if c != "kind"]
    model = make_pipeline(
        make_column_transformer((StandardScaler(), numbers), (OneHotEncoder(), ["kind"])),
        LogisticRegression(),
    ).fit(train[columns], train["y"])
    with open(f"{name}.pkl", "wb") as file:
        pickle.dump({"model": model, "columns": columns}, file)
    p = model.predict_proba(test[columns])[:, list(model.classes_).index("yes")]
    told[name] = {
        "roc_auc": roc_auc_score(test["y"] == "yes", p),
        "log_loss": log_loss(test["y"] == "yes", p),
        "accuracy": accuracy_score(test["y"] == "yes", p >= 0.5),
    }
json.dump(told, open("told.json", "w"))
`;
const PREDICT = `import os, pickle
import pandas as pd
data = pd.read_csv(os.environ["ASSAY_DATASET"])
with open(os.environ["ASSAY_MODEL"], "rb") as file:
    kept = pickle.load(file)
model = kept["model"]
p = model.predict_proba(data[kept["columns"]])[:, list(model.classes_).index("yes")]
# In another order than the dataset: rows are matched by id.
pd.DataFrame({"id": data["id"], "score": p}).iloc[::-1].to_csv(os.environ["ASSAY_PREDICTIONS"], index=False)
`;

describe.skipIf(python.missing !== '')(`a pickle${python.missing && ` (${python.missing})`}`, () => {
  let told: Record<'good' | 'poor', Record<string, number>>;
  beforeAll(() => {
    writeFileSync(join(root, 'train.py'), TRAIN);
    writeFileSync(join(root, 'predict.py'), PREDICT);
    execFileSync(python.python, ['train.py'], { cwd: root });
    told = JSON.parse(readFileSync(join(root, 'told.json'), 'utf8'));
    writeFileSync(
      join(root, 'assay.yaml'),
      JSON.stringify({
        version: 1,
        model: 'pickled',
        datasets: { test: { path: 'test.csv', id: 'id' } },
        evaluate: {
          task: 'binary',
          target: 'y',
          positive: 'yes',
          metrics: ['roc_auc', 'log_loss', 'accuracy'],
          run: [python.python, 'predict.py'],
        },
        gate: { rules: ['roc_auc max_drop 0.02', 'accuracy max_drop 0.02', 'log_loss max_drop 0.05'] },
      }),
    );
  }, 120_000);

  it.each([
    ['poor', 'good', 'fail'],
    ['good', 'poor', 'pass'],
  ] as const)(
    'of a %s model beside a %s one: values of scikit-learn, in pairs, and the verdict %s',
    async (ours, theirs, verdict) => {
      const { result } = await evaluateIn(root, { model: `${ours}.pkl`, baseline: `file:${theirs}.pkl` });
      expect(result.verdict).toBe('pass');
      for (const [name, value] of Object.entries(told[ours])) {
        expect(metric(result.metrics, name).value, name).toBeCloseTo(value, 9);
        expect(metric(result.metrics, name).interval).not.toBeNull();
        const pair = result.comparisons?.find((one) => one.metric === name);
        expect(pair?.delta, name).toBeCloseTo(value - (told[theirs][name] ?? Number.NaN), 9);
        expect(pair?.intervals).toHaveLength(2);
      }
      expect(result.pairing).toMatchObject({ with: 'model', joined: 'id', identical: null });
      expect((await gateIn(root, { baseline: `file:${theirs}.pkl` })).verdict).toBe(verdict);
    },
    120_000,
  );

  it('that cannot be read is a verdict, with the words of Python', async () => {
    writeFileSync(join(root, 'broken.pkl'), readFileSync(join(root, 'good.pkl')).subarray(0, 100));
    const { result } = await evaluateIn(root, { model: 'broken.pkl' });
    expect(result.verdict).toBe('error');
    expect(result.findings[0]?.message).toMatch(/truncated|EOFError|UnpicklingError/);
    expect(metric(result.metrics, 'roc_auc').value).toBeNull();
  }, 120_000);
});
