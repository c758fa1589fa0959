/** Training: launchers, checks before the start, the run cache, outputs, telemetry. */
export { type Device, type DeviceQuery, queryDevices } from './accelerators.js';
export { resolveDatasets, summarizeDatasets, trainingDatasetNames } from './datasets.js';
export { overrideParams, type Params, type ParamValue, variableName } from './environment.js';
export { formatBytes, formatDuration } from './format.js';
export { type TrainingInput, type TrainingOutcome, train } from './train.js';
