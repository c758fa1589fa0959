// Draws the pictures of docs/gates.md: an interval of the gain against the margin, for each verdict.
//   node scripts/draw-gates.mjs           writes them
//   node scripts/draw-gates.mjs --check   fails where one is not as it would be drawn
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const DOCS = join(import.meta.dirname, '..', 'docs');
const WIDTH = 720;
/** Where the axis ends; what each bar is stands behind it. */
const END = 440;
/** Gain in points → x, in whole pixels. The margin of the pictures is one point. */
const x = (gain) => Math.round(250 + gain * 105);

const PICTURES = [
  {
    file: 'gate-pass.svg',
    title: 'pass: the whole interval lies above the margin',
    rows: [
      { low: -0.7, high: 0.6, label: 'no worse than allowed' },
      { low: 0.3, high: 1.7, label: 'and a gain is shown' },
    ],
    color: 'pass',
  },
  {
    file: 'gate-fail.svg',
    title: 'fail: the whole interval lies below the margin',
    rows: [{ low: -2.3, high: -1.2, label: 'worse than allowed' }],
    color: 'fail',
  },
  {
    file: 'gate-inconclusive.svg',
    title: 'inconclusive: the interval holds the margin',
    rows: [
      { low: -1.8, high: 0.5, label: 'too few examples to tell' },
      { low: -2.2, high: -0.6, label: 'worse, maybe within the margin' },
    ],
    color: 'doubt',
  },
];

// Colours that can be read on white and on black; the text follows the reader's theme.
const STYLE = `
  text { font: 13px system-ui, sans-serif; fill: #444 }
  .title { font-weight: 600 }
  .axis { stroke: #888; stroke-width: 1 }
  .margin { stroke: #888; stroke-width: 1.5; stroke-dasharray: 5 4 }
  .pass { stroke: #1f9d55; fill: #1f9d55 }
  .fail { stroke: #d64545; fill: #d64545 }
  .doubt { stroke: #c98a1b; fill: #c98a1b }
  @media (prefers-color-scheme: dark) { text { fill: #ccc } }`;

function draw({ title, rows, color }) {
  const bottom = 44 + rows.length * 26;
  const bars = rows.map(({ low, high, label }, k) => {
    const y = 50 + k * 26;
    return `  <g class="${color}"><line x1="${x(low)}" y1="${y}" x2="${x(high)}" y2="${y}" stroke-width="4" stroke-linecap="round"/><circle cx="${x((low + high) / 2)}" cy="${y}" r="6"/></g>
  <text x="${END + 16}" y="${y + 4}">${label}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${bottom + 26}" width="${WIDTH}" height="${bottom + 26}" role="img" aria-label="${title}">
  <style>${STYLE}
  </style>
  <text class="title" x="8" y="18">${title}</text>
  <line class="margin" x1="${x(-1)}" y1="30" x2="${x(-1)}" y2="${bottom}"/>
  <line class="axis" x1="${x(0)}" y1="30" x2="${x(0)}" y2="${bottom}"/>
  <line class="axis" x1="8" y1="${bottom}" x2="${END}" y2="${bottom}"/>
${bars.join('\n')}
  <text x="${x(-1)}" y="${bottom + 18}" text-anchor="middle">−max_drop</text>
  <text x="${x(0)}" y="${bottom + 18}" text-anchor="middle">no change</text>
  <text x="${END}" y="${bottom + 18}" text-anchor="end">better →</text>
  <text x="8" y="${bottom + 18}">← worse</text>
</svg>
`;
}

const check = process.argv.includes('--check');
const stale = [];
for (const picture of PICTURES) {
  const path = join(DOCS, picture.file);
  const text = draw(picture);
  if (!check) writeFileSync(path, text);
  else if (readFileSync(path, 'utf8') !== text) stale.push(picture.file);
}
if (stale.length > 0) {
  console.error(`not as drawn: ${stale.join(', ')}; run \`node scripts/draw-gates.mjs\``);
  process.exitCode = 1;
}
