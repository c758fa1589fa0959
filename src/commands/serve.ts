/** `assay serve`: answers inferences over HTTP until it is stopped. */
import { basename, extname } from 'node:path';
import { type Context, environmentError, usageError } from '../base/index.js';
import { type LoadedConfig, sizeBytes, targetText } from '../config/index.js';
import { targetObjects } from '../deployment/index.js';
import {
  bucketSource,
  fileSource,
  folderSource,
  type ModelSource,
  spawnFrom,
  startServer,
} from '../serving/index.js';
import { VERSION } from '../version.js';
import { defineCommand } from './command.js';
import { targetMeant } from './delivery/common.js';
import { bucketOf, fileAt, placeOf } from './place.js';
import { openSession } from './session.js';
import { refusalOf } from './signatures.js';

export default defineCommand({
  name: 'serve',
  summary: 'serve models over the Open Inference Protocol, with Prometheus metrics',
  details:
    'With --target it serves what `assay deploy` brought to the folder or bucket of the target, and follows it: a new ' +
    'version is loaded beside the old one, warmed up, and takes over without losing a request. With --model it ' +
    'serves one ONNX file. Metrics are at /metrics. SIGTERM and Ctrl-C let the requests in flight end.',
  options: {
    target: { type: 'string', value: 'NAME', summary: 'serve what is deployed to this target' },
    model: { type: 'string', value: 'FILE', summary: 'serve this ONNX file instead' },
    name: {
      type: 'string',
      value: 'NAME',
      summary: 'name of the model, with --model (absent: the name of the file)',
    },
    host: { type: 'string', value: 'ADDRESS', default: '127.0.0.1', summary: 'address to listen on' },
    port: {
      type: 'integer',
      value: 'NUMBER',
      default: 8000,
      summary: 'port to listen on; 0 for any free one',
    },
    'max-body': {
      type: 'string',
      value: 'SIZE',
      default: '64MiB',
      summary: 'largest request body, unpacked',
    },
    threads: {
      type: 'integer',
      value: 'NUMBER',
      default: 0,
      summary: 'threads of one inference; 0: as the runtime likes',
    },
  },
  examples: [
    { run: 'assay serve --target production', does: 'serve what is deployed to production, on port 8000' },
    { run: 'assay serve --model model.onnx --name flight-delay', does: 'serve one file' },
  ],
  async run({ ctx, host, options }) {
    const { target, model, port, threads } = options;
    if ((target === undefined) === (model === undefined)) {
      throw usageError({ message: 'what is to be served?', expected: 'either --target or --model' });
    }
    if (port < 0 || port > 65_535 || threads < 0) {
      throw usageError({
        message: `--port ${port} --threads ${threads}`,
        expected: 'a port up to 65535, threads of 0 and more',
      });
    }
    if (ctx.program === undefined) {
      throw environmentError({
        message: 'this program cannot start processes of its own',
        fix: 'call the command assay',
      });
    }
    const session = await openSession(ctx, host, { config: options.config });
    const { config } = session;
    if (target !== undefined && config === null) {
      throw usageError({
        message: '--target needs assay.yaml',
        fix: 'run in the folder of assay.yaml, or name a file with --model',
      });
    }
    if (model !== undefined && config?.require_signature !== undefined) {
      throw usageError({
        message: '`require_signature` asks for a signed version, and --model names a bare file',
        fix: 'deploy a signed version and serve its target with --target',
      });
    }
    const source =
      config !== null && target !== undefined
        ? await targetSource(ctx, config, target)
        : fileSource(
            options.name ?? basename(model ?? '', extname(model ?? '')),
            await fileAt(placeOf(ctx, config, ctx.cwd), model ?? ''),
            model,
          );
    const server = await startServer({
      source,
      spawn: spawnFrom(ctx.program, ctx.env),
      log: ctx.log,
      host: options.host,
      port,
      version: VERSION,
      maxBodyBytes: sizeBytes(options['max-body']),
      threads,
    });
    const [only] = server.models.all();
    if (target === undefined && !server.models.ready) {
      const message = only?.slot.reason ?? 'the model cannot be served';
      await server.close();
      throw usageError({ where: { file: source.description }, message });
    }
    if (only === undefined) ctx.log.warn(`nothing is deployed to ${source.description} yet; waiting for it`);
    ctx.log.info(`listening on ${server.address}`);
    await new Promise<void>((done) => {
      if (ctx.signal.aborted) done();
      else ctx.signal.addEventListener('abort', () => done(), { once: true });
    });
    ctx.log.info('stopping: requests in flight may end');
    await server.close();
    const summary = `${server.requests} inference requests were answered on ${server.address}`;
    const result = await session.finish<'serve'>({
      command: 'serve',
      verdict: 'pass',
      summary,
      data: { address: server.address, requests: server.requests },
      text: '',
    });
    return { result };
  },
});

/** What a target serves: its folder, or its prefix of a bucket, whose versions come through the cache of S3 objects. */
export async function targetSource(ctx: Context, config: LoadedConfig, name: string): Promise<ModelSource> {
  const target = targetMeant(config, name);
  const refusal = refusalOf(ctx, config, name);
  const bucket = await bucketOf(config, target);
  if (bucket === null) return folderSource(config.resolve(targetText(target)), refusal);
  const { url, settings } = bucket;
  const bring = async (below: string): Promise<string> => {
    // A place means one state of an address for as long as it is there: each version has its own.
    const { remote } = placeOf(ctx, config, config.root, settings);
    if (remote === null) throw new RangeError('a place of a configuration reaches buckets');
    return (await remote.files(below, true)).folder;
  };
  return bucketSource(url, await targetObjects(url, settings, ctx.env, ctx.signal), bring, refusal);
}
