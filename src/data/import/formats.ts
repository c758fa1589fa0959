/** The table of foreign formats. A new one is a row here. */

import { looksLikeSuite, readSuite } from './great-expectations/suite.js';
import type { Reading, ReadOptions } from './model.js';
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

export const FOREIGN_FORMATS = ['great-expectations', 'tfdv'] as const;
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
};
