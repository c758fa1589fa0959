/** The table of docs/metrics.md, made of the catalogue. */

import { COMPUTED } from './computed.js';
import { FAMILIES } from './families.js';
import type { MetricInfo } from './info.js';

const HEAD = [
  '| metric | better | range | definition | undefined where | source |',
  '|---|---|---|---|---|---|',
];
const TITLES = {
  binary: 'Two classes',
  multiclass: 'Several classes',
  regression: 'Numbers',
  ranking: 'Rankings',
  text: 'Answers in text',
} as const;
const ARROWS = { higher: '↑ higher', lower: '↓ lower' } as const;

/** A section for each task; a metric of several tasks stands in the first of them that has it. Ends without a new line. */
export function metricTables(): string {
  const rows = [...COMPUTED, ...FAMILIES.map((family) => family.info)];
  const shown = new Set<MetricInfo>();
  const sections = (Object.keys(TITLES) as (keyof typeof TITLES)[]).map((task) => {
    const own = rows.filter(
      (info) =>
        info.tasks.includes(task) && !shown.has(info) && info.needs !== 'groups' && info.needs !== 'model',
    );
    for (const info of own) shown.add(info);
    const before = task === 'multiclass' ? sharedWithBinary(rows) : '';
    return section(TITLES[task], before, own);
  });
  const gaps = rows.filter((info) => info.needs === 'groups');
  const model = rows.filter((info) => info.needs === 'model');
  return [...sections, section('Gaps between groups', '', gaps), section('The model itself', '', model)].join(
    '\n\n',
  );
}

function sharedWithBinary(rows: readonly MetricInfo[]): string {
  const both = rows.filter((info) => info.tasks.includes('binary') && info.tasks.includes('multiclass'));
  const names = both.filter((info) => info.needs !== 'model').map((info) => `\`${info.name}\``);
  return `As for two classes: ${names.join(', ')}. And:\n\n`;
}

function section(title: string, before: string, rows: readonly MetricInfo[]): string {
  return `### ${title}\n\n${before}${[...HEAD, ...rows.map(line)].join('\n')}`;
}

function line(info: MetricInfo): string {
  const [low, high] = info.range;
  const range =
    low === null && high === null
      ? 'any'
      : low === null
        ? `≤ ${high}`
        : high === null
          ? `≥ ${low}`
          : `${low} to ${high}`;
  const unit = info.unit === null ? '' : info.unit === 'target' ? ', unit of the target' : `, ${info.unit}`;
  const cells = [
    `\`${info.name}\``,
    info.direction === null ? 'neither' : ARROWS[info.direction],
    `${range}${unit}`,
    info.definition,
    info.undefinedWhen,
    info.source,
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
