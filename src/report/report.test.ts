import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { HOSTILE } from '../../test/report/hostile.js';
import {
  evaluateResult,
  gateResult,
  manyRules,
  RUN,
  sample,
  trainResult,
  validateResult,
  wholeRun,
} from '../../test/report/samples.js';
import { annotationsOf, PER_LEVEL, workflowCommand } from './annotations.js';
import { type Content, type Document, plainText } from './document.js';
import { renderHtml } from './html.js';
import { buildReport, FORMATS, overall, renderTerminal } from './index.js';
import { renderJUnit } from './junit.js';
import { renderMarkdown } from './markdown/index.js';
import {
  formatBytes,
  formatCount,
  formatDelta,
  formatDuration,
  formatNumber,
  formatShare,
  visible,
} from './text.js';

const ESCAPE = String.fromCharCode(27);
const ABOUT = {
  model: 'flight-delay',
  runUrl: 'https://github.com/o/r/actions/runs/4711',
  repositoryUrl: 'https://github.com/o/r',
};

/** All tables of a document, folded ones included, as words. */
function tablesOf(document: Document): string[][][] {
  const of = (blocks: Document['blocks']): string[][][] =>
    blocks.flatMap((block) => {
      if (block.type === 'details') return of(block.blocks);
      if (block.type !== 'table') return [];
      return [[block.columns.map((column) => column.title), ...block.rows.map((row) => row.map(words))]];
    });
  return of(document.blocks);
}
const words = (content: Content) => plainText(content);

describe('a report', () => {
  it('says the worst verdict first, then what failed, then the metric diff; the rest is folded', () => {
    const document = buildReport(wholeRun(), ABOUT);
    const [first, , failed, list] = document.blocks;
    expect(document.verdict).toBe('fail');
    expect(first?.type === 'heading' && words(first.content)).toBe(
      'fail · flight-delay · validate: 1 of 12 checks failed; gate: 1 of 4 rules failed',
    );
    expect(failed?.type === 'heading' && words(failed.content)).toBe('Failed (2)');
    expect(list?.type === 'list' && list.items.map(words).join('\n')).toContain(
      'data/broken.csv:18 row 17 -3',
    );
    const shown = document.blocks.filter((block) => block.type === 'table');
    expect(shown).toHaveLength(2);
    const diff = tablesOf({ ...document, blocks: shown })[1];
    expect(diff?.[0]).toEqual([
      'metric',
      'slice',
      'n',
      'baseline',
      'candidate',
      'Δ',
      'limit',
      'status',
      'reason',
    ]);
    expect(diff?.[1]?.slice(0, 8)).toEqual([
      'roc_auc\u00a0↑',
      'all',
      '98,765',
      '0.73',
      '0.71234',
      '−0.0177 [−0.021, −0.0142]',
      'drop\u00a0≤\u00a00.005',
      'fail',
    ]);
    expect(diff?.slice(1).map((row) => row[7])).toEqual(['fail', 'warn', 'pass']);
  });

  it('says new and removed in words, never as a percentage or infinity', () => {
    const all = tablesOf(buildReport([gateResult()])).flat(2);
    expect(all).toContain('new');
    expect(all).toContain('removed');
    expect(all.join(' ')).not.toMatch(/∞|Infinity|NaN|100%/);
  });

  it('names a first run, and what was not checked', () => {
    const text = renderTerminal(gateResult({ firstRun: true, baseline: null }), { color: false, width: 100 });
    expect(text).toContain('This is the first run');
    expect(text).toContain('fewer than 30 rows');
  });

  it('shows a step that failed without a finding, and says that no result is an error', () => {
    const failed = sample({ ...trainResult(), verdict: 'error', summary: 'the process was killed' });
    const document = buildReport([failed]);
    expect(
      document.blocks.some(
        (block) => block.type === 'list' && block.items.map(words).join().includes('killed'),
      ),
    ).toBe(true);
    expect(overall([])).toMatchObject({ verdict: 'error' });
    const comment = sample({ command: 'comment', verdict: 'pass', summary: 'published' });
    expect(overall([comment])).toMatchObject({ verdict: 'error', results: [] });
  });

  it('shows values of rows only where the result holds them', () => {
    const result = validateResult();
    const hidden = {
      ...result,
      findings: result.findings.map((finding) => ({
        ...finding,
        where: finding.where.map(({ value, ...place }) => ({ ...place, value: null })),
      })),
    };
    expect(JSON.stringify(buildReport([result]))).toContain('"-3"');
    expect(JSON.stringify(buildReport([hidden]))).not.toContain('"-3"');
  });

  it('never places a link that a result brings', () => {
    const evil = sample({ ...gateResult(), run: { ...RUN, commit: 'x](https://evil.example)' } });
    const json = JSON.stringify(buildReport([evil], { ...ABOUT, runUrl: 'javascript:alert(1)' }));
    expect(json).not.toContain('"type":"link"');
  });
});

describe('differences on the same examples', () => {
  const measured = (more: object) => ({
    ...gateResult().metrics[0],
    name: 'accuracy',
    slice: null,
    direction: 'higher' as const,
    n: 1000,
    baseline: 0.8,
    candidate: 0.81,
    delta: 0.01,
    note: null,
    interval: [0.002, 0.018] as [number, number],
    interval95: [0.0005, 0.0195] as [number, number],
    method: 'tango(continuity 0.25)',
    significant: 'better' as const,
    ...more,
  });
  const noWay = { interval: null, interval95: undefined, significant: undefined, method: 'none' };
  const document = (...metrics: ReturnType<typeof measured>[]) =>
    buildReport([gateResult({ metrics })], ABOUT);
  const TITLE = 'metric | slice | Δ, 95% interval | significant | method';

  it('stand in a folded table: the 95% interval, what is shown, and the method', () => {
    const found = tablesOf(
      document(
        measured({}),
        measured({ slice: 'region=north', delta: -0.02, interval95: [-0.05, 0.01], significant: 'no' }),
        measured({ name: 'log_loss', direction: 'lower', significant: 'worse', method: 'mean(t)' }),
        measured({ name: 'demographic_parity_difference[sex]', direction: 'lower', ...noWay }),
      ),
    ).find(([head]) => head?.join(' | ') === TITLE);
    const plain = found?.slice(1).map((row) => row.map((cell) => cell.replaceAll('\u00a0', ' ')));
    expect(plain).toEqual([
      ['accuracy ↑', 'all', '+0.01 [+0.0005, +0.0195]', 'yes, better', 'tango(continuity 0.25)'],
      ['accuracy ↑', 'region=north', '−0.02 [−0.05, +0.01]', 'no', 'tango(continuity 0.25)'],
      ['log_loss ↓', 'all', '+0.01 [+0.0005, +0.0195]', 'yes, worse', 'mean(t)'],
      ['demographic_parity_difference[sex] ↓', 'all', '+0.01', '—', 'none'],
    ]);
    const folds = document(measured({})).blocks.flatMap((block) =>
      block.type === 'details' ? [words(block.summary)] : [],
    );
    expect(folds.join()).toContain('1 difference measured on the same examples: significance and methods');
  });

  it('are no table where none was measured', () => {
    const heads = tablesOf(buildReport([gateResult()], ABOUT)).map(([head]) => head?.join(' | '));
    expect(heads).not.toContain(TITLE);
  });
});

describe('HTML', () => {
  const page = renderHtml(buildReport(wholeRun(), ABOUT));
  const hostile = () => {
    const [first, ...others] = HOSTILE;
    const rules = manyRules(1, HOSTILE.length, 'fail').rules.map((rule, i) => ({
      ...rule,
      metric: HOSTILE[i] ?? first ?? '',
      slice: others[i] ?? 's',
      message: HOSTILE[i] ?? '',
    }));
    const metrics = evaluateResult().metrics.map((metric, i) => ({
      ...metric,
      slice: metric.slice === null ? null : (HOSTILE[i + 80] ?? 'x'),
    }));
    return renderHtml(
      buildReport(
        [
          gateResult({ rules, summary: HOSTILE.join(' '), notChecked: [...HOSTILE] }),
          { ...evaluateResult(), metrics },
        ],
        {
          ...ABOUT,
          model: '</title><script>alert(1)</script>',
        },
      ),
    );
  };

  it('refers to nothing outside itself, and forbids itself to', () => {
    for (const html of [page, hostile()]) {
      expect(html).not.toMatch(/<(?:script|link|iframe|object|embed|base|form|img)\b/i);
      // Attributes by name: the same words may stand in text, where they do nothing.
      const tags = html.match(/<[a-z][a-z0-9]*(?:\s[^\s=>]+(?:="[^"]*")?)*>/g) ?? [];
      const names = tags.flatMap((tag) =>
        [...tag.matchAll(/\s([^\s=>]+)="[^"]*"/g)].map((match) => match[1]),
      );
      expect(new Set(names).size).toBeGreaterThan(10);
      for (const name of names)
        expect(name).not.toMatch(/^(?:src|srcset|action|ping|background|style|xlink:href|on.*)$/i);
      const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? '';
      expect(style).not.toMatch(/url\(|@import/);
      const links = tags.flatMap((tag) => /\shref="([^"]*)"/.exec(tag)?.[1] ?? []);
      expect(links.length).toBeGreaterThan(1);
      for (const address of links) expect(address).toMatch(/^https:\/\/github\.com\/o\/r\//);
      expect(html).toMatch(/default-src (?:'|&#x27;)none/);
    }
  });

  it('folds what is long, so that a browser lays out little of it, and leaves nothing out', () => {
    const long = renderHtml(buildReport([manyRules(30, 50, 'fail')], ABOUT));
    let open = long;
    for (let before = ''; open !== before; ) {
      before = open;
      open = open.replace(/<details>(?:(?!<details[ >])[\s\S])*?<\/details>/g, '');
    }
    const count = (text: string, of: RegExp) => [...text.matchAll(of)].length;
    expect(count(long, /fell by 0\.05 from/g)).toBeGreaterThanOrEqual(1500);
    expect(count(open, /fell by 0\.05 from/g)).toBe(200);
    expect(count(open, /<tr[ >]/g)).toBeLessThan(600);
    expect(long).toContain('1,300 more lines');
  });

  it('keeps hostile strings as text', () => {
    const html = hostile();
    expect(html).toContain('&#x3C;img src=x onerror=alert(1)>');
    expect(html).not.toContain('\u202E');
    expect(html.slice(0, html.indexOf('</head>')).match(/<\/title>/g)).toHaveLength(1);
    expect(html.match(/<\/details>/g)?.length).toBe(html.match(/<details/g)?.length);
    expect(html.match(/<\/td>/g)?.length).toBe(html.match(/<td/g)?.length);
  });

  it('has landmarks, a language, one h1, headers of columns and words for verdicts', () => {
    expect(page).toMatch(/^<!doctype html><html lang="en">/);
    expect(page.match(/<h1>/g)).toHaveLength(1);
    expect(page).toMatch(/<main>/);
    expect(page).toMatch(/<th scope="col"/);
    expect(page).toContain('<span aria-hidden="true">✗</span> <span>fail</span>');
    expect(page).toMatch(
      /<svg [^>]*role="img" aria-labelledby="chart1-title" aria-describedby="chart1-note"/,
    );
  });
});

describe('JUnit', () => {
  const parse = (xml: string) =>
    new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '',
      isArray: (name) => name === 'testsuite' || name === 'testcase',
    }).parse(xml);

  it('is valid XML that counts what failed', () => {
    const xml = renderJUnit(wholeRun());
    expect(XMLValidator.validate(xml)).toBe(true);
    const { testsuites } = parse(xml);
    expect(testsuites).toMatchObject({ tests: '11', failures: '2', errors: '0', skipped: '2' });
    expect(testsuites.testsuite.map((suite: { name: string }) => suite.name)).toEqual([
      'validate',
      'train',
      'evaluate',
      'gate',
    ]);
    const failed = testsuites.testsuite[3].testcase.find((entry: { failure?: unknown }) => entry.failure);
    expect(failed).toMatchObject({ name: 'roc_auc max_drop 0.005', failure: { type: 'fail' } });
  });

  it('stays valid whatever the strings are', () => {
    const findings = HOSTILE.map((text) => ({
      check: text,
      verdict: 'fail' as const,
      severity: 'error' as const,
      message: text,
      fix: text,
      where: [{ file: text, value: text }],
      subject: { column: text },
    }));
    const xml = renderJUnit([validateResult({ findings })]);
    expect(XMLValidator.validate(xml)).toBe(true);
    // XML 1.0 can hold neither, not even escaped.
    expect(xml.replaceAll('\n', '')).not.toMatch(/\p{Cc}|\p{Cs}|\p{Noncharacter_Code_Point}/u);
    const { testsuites } = parse(xml);
    expect(testsuites.testsuite[0].testcase).toHaveLength(HOSTILE.length + 1);
  });

  it.each([
    ['pass', '0', '0'],
    ['warn', '0', '0'],
    ['fail', '1', '0'],
    ['error', '0', '1'],
    ['inconclusive', '0', '1'],
  ] as const)('a result that is %s is never a green suite unless it may be', (verdict, failures, errors) => {
    const { testsuites } = parse(renderJUnit([sample({ ...trainResult(), verdict, findings: [] })]));
    expect(testsuites).toMatchObject({ tests: '1', failures, errors });
  });

  it('has an error where there is no result at all', () => {
    expect(parse(renderJUnit([])).testsuites).toMatchObject({ tests: '1', errors: '1' });
  });
});

describe('annotations', () => {
  it('stay within ten a level, worst first, and say how many more there are', () => {
    const many = annotationsOf([manyRules(10, 10, 'fail'), validateResult()]);
    const errors = many.filter((annotation) => annotation.level === 'error');
    expect(errors).toHaveLength(PER_LEVEL);
    expect(errors[9]?.message).toBe('92 more are in the report of this run');
    expect(many.filter((annotation) => annotation.level === 'warning')).toHaveLength(1);
  });

  it('cannot be broken out of', () => {
    for (const text of HOSTILE) {
      const line = workflowCommand({ level: 'error', title: text, message: text, file: text, line: 3 });
      expect(line.split(/\r|\n/)).toHaveLength(1);
      expect(line.startsWith('::error file=')).toBe(true);
      const properties = line.slice('::error '.length, line.indexOf('::', 2));
      expect(properties.split(',')).toHaveLength(3);
    }
  });

  it('leave out a file that is not in the repository', () => {
    const [first] = annotationsOf([validateResult()], { fileOf: () => null });
    expect(first).not.toHaveProperty('file');
    expect(first).not.toHaveProperty('line');
  });
});

describe('an expected result that is missing', () => {
  const good = wholeRun().filter((result) => result.verdict === 'pass');
  it('makes the whole an error, in every format, whatever passed', async () => {
    expect(good.length).toBeGreaterThan(0);
    expect(overall(good).verdict).toBe('pass');
    expect(overall(good, ['rollback'])).toMatchObject({ verdict: 'error', missing: ['rollback'] });
    expect(overall(good, [good[0]?.command ?? ''])).toMatchObject({ verdict: 'pass', missing: [] });
    const cell = good.slice(0, 1).map((one) => ({ ...one, name: 'north' }));
    const step = cell[0]?.command ?? '';
    expect(overall(cell, [step, `${step}.north`])).toMatchObject({ verdict: 'pass', missing: [] });
    // A cell of a matrix that was lost, while another one passed.
    const lost = `${step}.south`;
    expect(overall(cell, [`${step}.north`, lost])).toMatchObject({ verdict: 'error', missing: [lost] });
    // In the words of those that are there.
    expect(overall(cell, [lost, 'gate']).summary.startsWith(`${step} (south), gate: no result`)).toBe(true);
    const broken = good
      .slice(0, 1)
      .map((one) => ({ ...one, verdict: 'error' as const, summary: 'a broken row' }));
    expect(overall(broken, [lost]).summary).toBe(`${step}: a broken row; ${step} (south): no result`);
    for (const [name, { render }] of Object.entries(FORMATS)) {
      const text = await render(good, { expected: ['rollback'] });
      expect([name, text]).toEqual([name, expect.stringContaining('rollback')]);
      expect([name, text]).toEqual([name, expect.stringMatching(/error/i)]);
    }
  });
});

describe('the table of steps', () => {
  it('has what went wrong above what passed, also in a matrix', () => {
    const [gate] = wholeRun().filter((result) => result.command === 'gate');
    if (gate === undefined) throw new Error('no gate');
    const cells = (['pass', 'fail', 'pass', 'error'] as const).map((verdict, at) => ({
      ...gate,
      verdict,
      name: `cell-${at}`,
    }));
    const text = renderMarkdown(buildReport(cells)).text;
    const steps = [...(text.split('### Steps')[1] ?? '').matchAll(/^\| gate \(cell-(\d)\)/gm)];
    expect(steps.map(([, cell]) => cell)).toEqual(['3', '1', '0', '2']);
  });
});

describe('what passed', () => {
  it('in the same words for several stands once, with all their names', () => {
    const validate = validateResult();
    const [first] = validate.findings;
    if (first === undefined) throw new Error('no finding');
    const quiet = ['a', 'b', 'a'].map((dataset, at) => ({
      ...first,
      verdict: 'pass' as const,
      check: 'reading',
      subject: { dataset: `${dataset}${at}` },
      message: at < 2 ? 'read as text' : 'read as Parquet',
      where: [],
    }));
    const text = renderMarkdown(buildReport([{ ...validate, findings: quiet }])).text;
    expect(text.match(/^\| `reading` .*$/gm)).toEqual([
      expect.stringMatching(/`a0`, `b1` .* read as text/),
      expect.stringMatching(/`a2` .* read as Parquet/),
    ]);
  });
});

describe('JSON', () => {
  it('holds the results as they were, under one verdict', async () => {
    const data = JSON.parse(await FORMATS.json.render(wholeRun(), {}));
    expect(data).toMatchObject({ schemaVersion: 1, verdict: 'fail' });
    expect(data.results).toEqual(wholeRun());
  });
});

describe('the terminal', () => {
  it('writes no escape but its own colours, whatever the strings are', () => {
    const findings = HOSTILE.map((text) => ({
      check: 'x',
      verdict: 'fail' as const,
      severity: 'error' as const,
      message: text,
      subject: { column: text },
    }));
    const text = renderTerminal(validateResult({ findings, summary: HOSTILE.join('') }), {
      color: true,
      width: 80,
    });
    const ours = new RegExp(`${ESCAPE}\\[(?:0|1|2|3[1-5])m|\n`, 'g');
    expect(text).toMatch(ours);
    expect(text.replace(ours, '')).not.toMatch(/\p{Cc}|\p{Cf}|\p{Cs}/u);
    const plain = renderTerminal(validateResult({ findings }), { color: false, width: 80 });
    expect(plain).not.toContain(ESCAPE);
  });
  it('never cuts a number', () => {
    expect(renderTerminal(gateResult(), { color: false, width: 40 })).toContain('−0.0177 [−0.021, −0.0142]');
  });
});

describe('numbers', () => {
  it.each([
    [0.5999996, [0.6], '0.5999996'],
    [0.6, [0.6], '0.6'],
    [1234567.89, [], '1,234,600'],
    [-0.0000001, [], '−1e−7'],
    [0, [], '0'],
    [1e21, [], '1e+21'],
  ])('%d apart from %j is %s', (value, apart, expected) => {
    expect(formatNumber(value, apart)).toBe(expected);
  });
  it('counts are exact, deltas have a sign, shares are never rounded to nothing', () => {
    expect(formatCount(1234567)).toBe('1,234,567');
    expect([formatDelta(0.012345), formatDelta(-2), formatDelta(0)]).toEqual(['+0.0123', '−2', '0']);
    expect([formatShare(0.02), formatShare(1e-9)]).toEqual(['2%', '1e−7%']);
    expect([999, 1000, 59_990, 61_000, 7_260_000].map(formatDuration)).toEqual([
      '999 ms',
      '1 s',
      '1 min 0 s',
      '1 min 1 s',
      '2 h 1 min',
    ]);
    expect([0, 1023, 1536, 3e9].map(formatBytes)).toEqual(['0 B', '1023 B', '1.5 KiB', '2.79 GiB']);
  });
  it('hidden characters are shown', () => {
    expect(visible('a\u202Eb\u0000c\u001B[0m\u200Dd\uFFFE')).toBe('a⟨U+202E⟩b␀c␛[0m⟨U+200D⟩d⟨U+FFFE⟩');
  });
});

describe('troubleshooting', () => {
  it('has every message that publishing prints', () => {
    const sources = [
      '../commands/comment.ts',
      '../commands/report.ts',
      '../commands/results-at-hand.ts',
      '../commands/comment/publish.ts',
      '../commands/comment/forge.ts',
      '../host/github/client.ts',
      '../host/github/host.ts',
      '../host/github/event.ts',
      '../host/github/marker.ts',
      '../base/git.ts',
    ];
    const page = readFileSync(
      join(import.meta.dirname, '../../docs/troubleshooting.md'),
      'utf8',
    ).toLowerCase();
    const messages = sources.flatMap((file) =>
      [
        ...readFileSync(join(import.meta.dirname, file), 'utf8').matchAll(
          /(?:message:|skipped\('\w+',|detail:)\s*(['"`])([^'"`]*?)\1/g,
        ),
      ].map((match) => match[2] ?? ''),
    );
    expect(messages.length).toBeGreaterThan(10);
    // The longest run of words between what is put in tells a message from the others.
    const missing = messages
      .map(
        (message) =>
          message
            .split(/\$\{[^}]*\}/)
            .sort((a, b) => b.length - a.length)[0]
            ?.replace(/[\s:(]+$/, '')
            .trim()
            .toLowerCase() ?? '',
      )
      .filter((words) => words.length > 9 && !page.includes(words));
    expect(missing).toEqual([]);
  });
});
