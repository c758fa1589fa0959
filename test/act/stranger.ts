/** The files of the stranger's repository: a classification on small CSV files, and a training script. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const TRAIN = `
import csv, os
import numpy as np
from skl2onnx import to_onnx
from skl2onnx.common.data_types import FloatTensorType
from sklearn.linear_model import LogisticRegression

if os.environ.get("BREAK_TRAINING"):
    os.kill(os.getpid(), 9)
with open(os.environ["ASSAY_DATASET_TRAIN"], newline="") as file:
    rows = list(csv.DictReader(file))
names = ["age", "visits", "spend"]
X = np.array([[float(row[name]) for name in names] for row in rows], dtype=np.float32)
y = np.array([int(row["churn"]) for row in rows])
model = LogisticRegression(max_iter=1000).fit(X, y)
types = [("X", FloatTensorType([None, 3]))]
onnx = to_onnx(model, initial_types=types, options={"zipmap": False})
with open(os.path.join(os.environ["ASSAY_OUTPUT_DIR"], "model.onnx"), "wb") as file:
    file.write(onnx.SerializeToString())
`;

/**
 * Customers who leave when they are young and come seldom, from a small generator: every run sees the same file. With
 * `old` only the upper third of ages: within the contract, and drifted.
 */
export function customers(count: number, seed: number, old = false): string {
  let state = seed;
  const next = () => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return state / 2 ** 32;
  };
  const lines = ['customer_id,age,visits,spend,churn'];
  for (let id = 1; id <= count; id += 1) {
    const age = old ? 58 + Math.floor(next() * 20) : 18 + Math.floor(next() * 60);
    const visits = Math.floor(next() * 20);
    const spend = (next() * 500).toFixed(2);
    const churn = 0.05 * (50 - age) + 0.2 * (8 - visits) + 3 * (next() - 0.5) > 0 ? 1 : 0;
    lines.push(`${seed * 100000 + id},${age},${visits},${spend},${churn}`);
  }
  return `${lines.join('\n')}\n`;
}

export function writeStranger(folder: string): void {
  mkdirSync(join(folder, 'data'), { recursive: true });
  writeFileSync(join(folder, 'data', 'customers.train.csv'), customers(2000, 1));
  writeFileSync(join(folder, 'data', 'customers.test.csv'), customers(1000, 2));
  writeFileSync(join(folder, 'data', 'customers.live.csv'), customers(1000, 3));
  writeFileSync(join(folder, 'train.py'), TRAIN);
  writeFileSync(join(folder, 'requirements.txt'), 'scikit-learn\nskl2onnx\n');
  writeFileSync(join(folder, '.gitignore'), '.assay/\ndeploy/\n');
}
