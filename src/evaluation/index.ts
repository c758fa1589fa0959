/** Evaluation: metrics with intervals, slices and latency, from a model or from predictions. */
export { lookupMetric, METRICS, type MetricInfo, type MetricNeeds, nearestMetrics } from './catalogue.js';
