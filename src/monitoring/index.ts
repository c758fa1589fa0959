/** Monitoring: what production data and labels say of the version in service; alerts; retraining. */
export {
  type Alert,
  decideMonitoring,
  type Memory,
  type MonitorDecision,
  retrainKey,
  type Watched,
} from './decide.js';
export { independentIntervals } from './independent.js';
export { type Delivery, type Facts, type IssueSender, sendAlert } from './notify.js';
export { type MonitoringRules, monitoringRules } from './rules.js';
