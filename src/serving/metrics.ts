/** What Prometheus scrapes. Labels hold names of served models only: a client cannot make new series. */
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { ServedModel } from './model-worker.js';

export interface ServingMetrics {
  /** `model` is null for requests that reached no model. */
  request(model: ServedModel | null, status: number, seconds: number): void;
  restart(model: ServedModel): void;
  /** The exposition, after the state was read: what answers now, and what does not. */
  text(state: readonly { readonly name: string; readonly model: ServedModel | null }[]): Promise<string>;
  /** Requests so far, for the closing report. */
  readonly total: number;
}

/** Prometheus 3 refuses a scrape without a valid type. */
export const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

export function createMetrics(): ServingMetrics {
  const registry = new Registry();
  const registers = [registry];
  const requests = new Counter({
    name: 'assay_inference_requests_total',
    help: 'Inference requests by model, version and HTTP status.',
    labelNames: ['model', 'version', 'status'],
    registers,
  });
  const duration = new Histogram({
    name: 'assay_inference_duration_seconds',
    help: 'Time from the whole request received to the answer made.',
    labelNames: ['model', 'version'],
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const info = new Gauge({
    name: 'assay_model_info',
    help: 'The version that answers now; always 1. The digest is that of the manifest, sha256 that of the file.',
    labelNames: ['model', 'version', 'digest', 'sha256'],
    registers,
  });
  const ready = new Gauge({
    name: 'assay_model_ready',
    help: '1 where a worker can answer for the model, else 0.',
    labelNames: ['model'],
    registers,
  });
  const restarts = new Counter({
    name: 'assay_worker_restarts_total',
    help: 'Workers started again after a crash.',
    labelNames: ['model', 'version'],
    registers,
  });
  let total = 0;
  return {
    request(model, status, seconds) {
      total += 1;
      const labels = { model: model?.name ?? '', version: model?.version ?? '' };
      requests.inc({ ...labels, status: String(status) });
      if (model !== null) duration.observe(labels, seconds);
    },
    restart(model) {
      restarts.inc({ model: model.name, version: model.version });
    },
    async text(state) {
      info.reset();
      ready.reset();
      for (const { name, model } of state) {
        ready.set({ model: name }, model === null ? 0 : 1);
        if (model === null) continue;
        const { version, sha256 } = model;
        info.set({ model: name, version, digest: model.digest ?? '', sha256 }, 1);
        // A series that begins with the first crash would hide that crash from `increase()`.
        restarts.inc({ model: name, version }, 0);
      }
      return registry.metrics();
    },
    get total() {
      return total;
    },
  };
}
