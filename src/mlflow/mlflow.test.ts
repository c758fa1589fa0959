import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MlflowForTests, mlflowMissing, startMlflow } from '../../test/support/mlflow.js';
import {
  downloadModel,
  type MirroredVersion,
  type MlflowServer,
  mirrorAlias,
  mirrorVersion,
  mlflowServer,
  parseMlflowReference,
  resolveMlflow,
} from './index.js';

const calls = { signal: new AbortController().signal, pauses: [1, 1, 1] };
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-mlflow-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('references', () => {
  it.each([
    [
      'models:/churn@production',
      { kind: 'model', name: 'churn', alias: 'production', version: null, path: '' },
    ],
    ['models:/churn/12', { kind: 'model', name: 'churn', alias: null, version: '12', path: '' }],
    [
      'models:/churn@p/model.onnx',
      { kind: 'model', name: 'churn', alias: 'p', version: null, path: 'model.onnx' },
    ],
    ['runs:/0af3/model/a.onnx', { kind: 'run', id: '0af3', path: 'model/a.onnx' }],
    ['runs:/0af3', { kind: 'run', id: '0af3', path: '' }],
  ])('%s is read', (text, expected) => {
    expect(parseMlflowReference(text)).toEqual(expected);
  });
  it.each([
    'models:/churn',
    'models:/churn/latest',
    'models:/churn/Production',
    'models:/@a',
    'models://churn/1',
    'runs:/../x',
    'runs:/abc/../../etc/passwd',
    'runs:/abc/a\\b',
    'runs:/',
  ])('%s is refused', (text) => {
    expect(() => parseMlflowReference(text)).toThrow();
  });
});

describe('the address of a server', () => {
  it('comes with its credentials, which are secrets', () => {
    const secrets: string[] = [];
    const hear = (value: string) => secrets.push(value);
    const basic = mlflowServer({ MLFLOW_TRACKING_URI: 'https://ada:pass@h.example/m/' }, hear);
    expect(basic).toEqual({
      url: 'https://h.example/m',
      headers: { authorization: `Basic ${Buffer.from('ada:pass').toString('base64')}` },
    });
    const token = mlflowServer({ MLFLOW_TRACKING_URI: 'http://h', MLFLOW_TRACKING_TOKEN: 'tok' }, hear);
    expect(token.headers).toEqual({ authorization: 'Bearer tok' });
    expect(secrets).toEqual(expect.arrayContaining(['pass', 'tok']));
    expect(() => mlflowServer({}, hear)).toThrow(/MLFLOW_TRACKING_URI/);
    expect(() => mlflowServer({ MLFLOW_TRACKING_URI: 'sqlite:///a.db' }, hear)).toThrow(/mlflow:PATH#RUN/);
  });
});

/** A server that answers as told, for what a real one does not do when asked. */
async function faulty(
  answer: (request: IncomingMessage, response: ServerResponse, round: number) => void,
): Promise<{ server: MlflowServer; asked: string[]; close: () => void }> {
  const asked: string[] = [];
  const http = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    answer(request, response, asked.length);
  });
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const close = () => {
    http.closeAllConnections();
    http.close();
  };
  return { server: { url, headers: { authorization: 'Bearer tok' } }, asked, close };
}

describe('a server that lies or fails', () => {
  const source = (artifacts: string) => ({ artifacts, run: null, version: null });

  it.each([['../../etc/passwd'], ['a/../../b'], ['/etc/passwd'], ['a\\b'], ['C:x']])(
    'lists %s, and nothing is written',
    async (path) => {
      const { server, close } = await faulty((_, response) => {
        response.end(JSON.stringify({ files: [{ path, is_dir: false, file_size: 3 }] }));
      });
      const place = join(folder, 'lies');
      try {
        await expect(downloadModel(server, source('mlflow-artifacts:/1/a'), place, calls)).rejects.toThrow(
          /leaves/,
        );
      } finally {
        close();
      }
      await expect(readdir(place)).rejects.toThrow();
    },
  );

  it('sends more than it said, or more than is allowed, and nothing is kept', async () => {
    const { server, close } = await faulty((request, response) => {
      if (request.url?.includes('?')) response.end('{"files":[{"path":"m.onnx","file_size":4}]}');
      else response.end('too many bytes');
    });
    const place = join(folder, 'large');
    const download = (maxBytes: number) =>
      downloadModel(server, source('mlflow-artifacts:/1/a'), place, { ...calls, maxBytes });
    try {
      await expect(download(1000)).rejects.toThrow(/MLflow says that it has 4/);
      await expect(download(8)).rejects.toThrow(/larger than 8 bytes/);
      await expect(download(3)).rejects.toThrow(/larger than 3 bytes/);
    } finally {
      close();
    }
    expect(await readdir(place)).toEqual([]);
  });

  it('names artifacts elsewhere, and credentials go nowhere', async () => {
    const { server, asked, close } = await faulty((_, response) => response.end('{}'));
    try {
      for (const uri of [
        's3://bucket/a',
        'mlflow-artifacts://evil.example/1/a',
        'file:///etc',
        'mlflow-artifacts:/../x',
      ]) {
        await expect(downloadModel(server, source(uri), folder, calls)).rejects.toThrow();
      }
      expect(asked).toEqual([]);
    } finally {
      close();
    }
  });

  it('redirects, and is not followed', async () => {
    const { server, asked, close } = await faulty((_, response) => {
      response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
    });
    try {
      await expect(
        resolveMlflow(server, { kind: 'run', id: 'a', path: '' }, { ...calls, pauses: [] }),
      ).rejects.toThrow();
      expect(asked).toHaveLength(1);
    } finally {
      close();
    }
  });

  it('is asked again for what may be asked twice', async () => {
    const { server, asked, close } = await faulty((_, response, round) => {
      response.statusCode = round < 3 ? 503 : 404;
      response.end('{"error_code":"RESOURCE_DOES_NOT_EXIST"}');
    });
    try {
      await expect(resolveMlflow(server, { kind: 'run', id: 'a', path: '' }, calls)).rejects.toThrow(
        /has no run a/,
      );
      expect(asked).toHaveLength(3);
    } finally {
      close();
    }
  });

  it('loses the answer to a creation, which is not made twice', async () => {
    let created = 0;
    const { server, close } = await faulty((request, response) => {
      const path = request.url ?? '';
      if (path.includes('registered-models/get')) return void response.end('{}');
      if (path.includes('model-versions/search')) {
        const tags = [{ key: 'assay.digest', value: VERSION.digest }];
        const versions = created === 0 ? [] : [{ name: 'm', version: '7', run_id: 'r', tags }];
        return void response.end(JSON.stringify({ model_versions: versions }));
      }
      if (path.includes('experiments/get-by-name')) {
        return void response.end('{"experiment":{"experiment_id":"1"}}');
      }
      if (path.includes('runs/search'))
        return void response.end('{"runs":[{"info":{"run_id":"r","artifact_uri":"u"}}]}');
      if (path.includes('model-versions/create')) {
        created += 1;
        return void request.socket.destroy();
      }
      response.end('{}');
    });
    try {
      await expect(mirrorVersion(server, 'm', VERSION, calls)).resolves.toMatchObject({ version: '7' });
      expect(created).toBe(1);
    } finally {
      close();
    }
  });
});

const VERSION: MirroredVersion = {
  model: 'churn',
  version: 3,
  digest: `sha256:${'a'.repeat(64)}`,
  verdict: 'pass',
  commit: 'b'.repeat(40),
  time: new Date('2026-01-02T03:04:05Z'),
  metrics: [
    { name: 'roc_auc', value: 0.75 },
    { name: 'latency_p95_ms', value: 12.5 },
  ],
  params: { trees: 100, kind: 'gbdt', 'odd(name)': [1, 2] },
  description: 'Assay version 3',
};

describe.skipIf(mlflowMissing !== '')(`a real MLflow server ${mlflowMissing}`, () => {
  let mlflow: MlflowForTests;
  let server: MlflowServer;
  let run: string;
  beforeAll(async () => {
    mlflow = await startMlflow();
    server = mlflowServer({ MLFLOW_TRACKING_URI: mlflow.url }, () => undefined);
    run = await mlflow
      .python(`
import mlflow, pathlib, math
from sklearn.linear_model import LogisticRegression
mlflow.set_experiment("flights")
with mlflow.start_run() as run:
    mlflow.log_metric("roc_auc", 0.5, step=0); mlflow.log_metric("roc_auc", 0.68, step=1)
    mlflow.log_metric("bad", math.nan)
    pathlib.Path("model.onnx").write_bytes(b"onnx bytes"); pathlib.Path("conda.yaml").write_text("a: 1")
    for f in ("model.onnx", "conda.yaml"): mlflow.log_artifact(f, "model")
    mlflow.sklearn.log_model(LogisticRegression().fit([[0], [1]], [0, 1]), name="sk", registered_model_name="logged")
client = mlflow.MlflowClient()
client.create_registered_model("flights")
client.create_model_version("flights", f"runs:/{run.info.run_id}/model", run.info.run_id)
client.set_registered_model_alias("flights", "production", 1)
print(run.info.run_id)
`)
      .then((text) => text.split('\n').at(-1) ?? '');
  }, 180_000);
  afterAll(() => mlflow?.stop());

  const resolved = (text: string) => resolveMlflow(server, parseMlflowReference(text), calls);

  it('gives the metrics of a run, by model and by id', async () => {
    for (const text of ['models:/flights@production', 'models:/flights/1', `runs:/${run}`]) {
      const { run: found } = await resolved(text);
      expect(found?.id).toBe(run);
      expect(found?.metrics.get('roc_auc')).toBe(0.68);
      expect(found?.metrics.get('bad')).toBeNaN();
    }
  });

  it('gives the model file, whole', async () => {
    const references = ['models:/flights@production', `runs:/${run}/model`, `runs:/${run}/model/model.onnx`];
    for (const [index, text] of references.entries()) {
      const place = join(folder, `model${index}`);
      const got = await downloadModel(server, await resolved(text), place, calls);
      expect(await readFile(got.path, 'utf8')).toBe('onnx bytes');
      expect(got.sha256).toBe(createHash('sha256').update('onnx bytes').digest('hex'));
      expect(await readdir(place)).toEqual(['model.onnx']);
    }
    const logged = await downloadModel(server, await resolved('models:/logged/1'), join(folder, 'sk'), calls);
    expect(logged.path).toMatch(/model\.pkl$|model\.skops$/);
  });

  it('says what is not there', async () => {
    await expect(resolved('models:/flights@nobody')).rejects.toThrow(/no alias nobody/);
    await expect(resolved('models:/flights/9')).rejects.toThrow(/no version 9/);
    await expect(resolved('models:/nothing/1')).rejects.toThrow(/no version 1/);
    await expect(resolved('runs:/0123')).rejects.toThrow(/no run 0123/);
    const none = downloadModel(server, await resolved(`runs:/${run}/nothing`), join(folder, 'none'), calls);
    await expect(none).rejects.toThrow();
  });

  it('refuses a run that did not finish, and one that was deleted', async () => {
    const ids = await mlflow.python(`
import mlflow
c = mlflow.MlflowClient(); e = c.create_experiment("more")
a = c.create_run(e); b = c.create_run(e); c.set_terminated(b.info.run_id); c.delete_run(b.info.run_id)
print(a.info.run_id, b.info.run_id)
`);
    const [running, deleted] = (ids.split('\n').find((line) => /^[0-9a-f]{32} /.test(line)) ?? '').split(' ');
    await expect(resolved(`runs:/${running}`)).rejects.toThrow(/status RUNNING/);
    await expect(resolved(`runs:/${deleted}`)).rejects.toThrow(/deleted/);
  });

  it('shows a mirrored version with metrics, params and tags, once', async () => {
    const first = await mirrorVersion(server, 'churn', VERSION, calls);
    expect(first).toMatchObject({ version: '1', created: true });
    expect(await mirrorVersion(server, 'churn', VERSION, calls)).toMatchObject({
      version: '1',
      created: false,
    });
    const other = { ...VERSION, version: 4, digest: `sha256:${'c'.repeat(64)}` };
    expect(await mirrorVersion(server, 'churn', other, calls)).toMatchObject({ version: '2', created: true });

    expect(await mirrorAlias(server, 'churn', 'production', '1', calls)).toEqual({
      before: null,
      after: '1',
      moved: true,
    });
    expect(await mirrorAlias(server, 'churn', 'production', '1', calls)).toMatchObject({ moved: false });
    expect(await mirrorAlias(server, 'churn', 'production', '2', calls)).toMatchObject({
      before: '1',
      after: '2',
    });

    const seen = JSON.parse(
      await mlflow.python(`
import mlflow, json
c = mlflow.MlflowClient(); v = c.get_model_version("churn", "1"); r = c.get_run(v.run_id)
print(json.dumps({"tags": v.tags, "metrics": r.data.metrics, "params": r.data.params, "status": r.info.status,
  "n": len(c.search_model_versions("name='churn'")), "runs": len(c.search_runs([r.info.experiment_id])),
  "alias": c.get_model_version_by_alias("churn", "production").version}))
`),
    );
    expect(seen).toEqual({
      tags: {
        'assay.digest': VERSION.digest,
        'assay.version': '3',
        'assay.verdict': 'pass',
        'assay.commit': VERSION.commit,
      },
      metrics: { roc_auc: 0.75, latency_p95_ms: 12.5 },
      params: { trees: '100', kind: 'gbdt', odd_name_: '[1,2]' },
      status: 'FINISHED',
      n: 2,
      runs: 2,
      alias: expect.anything(),
    });
    expect(String(seen.alias)).toBe('2');
  });
});
