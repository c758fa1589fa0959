/** What is asked of a dataset without a contract: that it can be read, and has rows. */
import type { Contract } from './contract/index.js';

export const EMPTY_CONTRACT: Contract = {
  file: '',
  sha256: '',
  size: 0,
  id: '',
  version: '',
  object: 'data',
  columns: [],
  primaryKey: [],
  quality: [],
  extraColumns: 'ignore',
  notChecked: [],
  notices: [],
};
