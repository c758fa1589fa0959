/** Data: datasets, contracts, checks, profiles, drift. */
export * from './contract/index.js';
export { cutInTwo } from './cut.js';
export {
  type DataFormat,
  type Dataset,
  type DatasetFile,
  type DatasetKind,
  datasetDigest,
  type FoundDataset,
  type FoundFile,
  findDataset,
  formatOf,
  noRows,
  resolveDataset,
  sqlName,
  sqlNumber,
  sqlPath,
  sqlString,
} from './dataset.js';
export * from './drift/index.js';
export * from './empty-contract.js';
export { explainText, traced } from './explain.js';
export * from './expression.js';
export { checkFailedRowsPath, FailedRows, type FailedRowsTarget } from './failed-rows.js';
export * from './files/index.js';
export * from './import/index.js';
export * from './infer/index.js';
export * from './leakage/index.js';
export type { Neighbour } from './neighbours.js';
export * from './profile/index.js';
export {
  type ColumnsAs,
  type DatasetReading,
  losesWords,
  openReading,
  withContract,
  writtenFile,
} from './reading.js';
export type { FindReference, ReferenceData } from './references.js';
export * from './validate.js';
