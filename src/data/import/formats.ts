/** The table of foreign formats. A new one is a row here. */

import { looksLikeDbt, readDbt } from './dbt.js';
import { looksLikeFrictionless, readFrictionless } from './frictionless.js';
import { looksLikeSuite, readSuite } from './great-expectations/suite.js';
import type { Reading, ReadOptions } from './model.js';
import { looksLikePandera, readPandera } from './pandera.js';
import { looksLikeTfdv, readTfdv } from './tfdv/schema.js';

export interface Foreign {
  readonly text: string;
  /** The same as data, where it is JSON or YAML; else null. */
  readonly data: unknown;
  readonly file: string;
}

interface Format {
  readonly title: string;
  looksLike(foreign: Foreign): boolean;
  read(foreign: Foreign, options: ReadOptions): Reading;
}

export const FOREIGN_FORMATS = ['great-expectations', 'tfdv', 'frictionless', 'pandera', 'dbt'] as const;
export type ForeignFormat = (typeof FOREIGN_FORMATS)[number];

export const FORMATS: Readonly<Record<ForeignFormat, Format>> = {
  'great-expectations': {
    title: 'a suite of Great Expectations',
    looksLike: ({ data }) => looksLikeSuite(data),
    read: ({ data, file }, options) => readSuite(data, file, options),
  },
  tfdv: {
    title: 'a schema of TensorFlow Data Validation',
    looksLike: ({ text }) => looksLikeTfdv(text),
    read: ({ text, file }, options) => readTfdv(text, file, options),
  },
  frictionless: {
    title: 'a Table Schema or Data Package of Frictionless',
    looksLike: ({ data }) => looksLikeFrictionless(data),
    read: ({ data, file }, options) => readFrictionless(data, file, options),
  },
  pandera: {
    title: 'a schema of pandera',
    looksLike: ({ data }) => looksLikePandera(data),
    read: ({ data, file }, options) => readPandera(data, file, options),
  },
  dbt: {
    title: 'a schema.yml of dbt',
    looksLike: ({ data }) => looksLikeDbt(data),
    read: ({ data, file }) => readDbt(data, file),
  },
};
