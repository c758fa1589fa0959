/**
 * Every payload in every string of every kind of result, rendered in every way: it stays text. What is ours (marker,
 * history, verdict, folds, links) is there as often as with harmless strings, and nothing else is.
 */
import { XMLValidator } from 'fast-xml-parser';
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import { commentBody } from '../../src/commands/comment/body.js';
import { checkText } from '../../src/commands/comment/publish.js';
import { readHistory } from '../../src/host/index.js';
import {
  allAnnotations,
  buildReport,
  FORMATS,
  overall,
  type ReportOptions,
  workflowCommand,
} from '../../src/report/index.js';
import { type Result, resultSchema } from '../../src/results/index.js';
import { FORGED } from './forged.js';
import { HOSTILE } from './hostile.js';
import { evaluateResult, gateResult, RUN, trainResult, validateResult } from './samples.js';

/** The strings that renderers are tried with one by one elsewhere are taken one in four: the parser takes its time. */
const PAYLOADS = [...FORGED, ...HOSTILE.filter((_, at) => at % 4 === 0)];
const REPOSITORY = 'https://github.com/octo/flights';
const ABOUT: ReportOptions = {
  runUrl: `${REPOSITORY}/actions/runs/555`,
  repositoryUrl: REPOSITORY,
  untrusted: 'eve/flights',
};

/** Results with `text` wherever their schema takes any string; verdicts, numbers, digests and the run stay. */
function filled(text: string): Result[] {
  return TEMPLATES.map(({ result, places }) => {
    const copy: unknown = structuredClone(result);
    for (const place of places) put(copy, place, text);
    return resultSchema.parse(copy);
  });
}

type Place = readonly (string | number)[];

function put(value: unknown, [key, ...rest]: Place, text: string): void {
  if (typeof value !== 'object' || value === null || key === undefined) return;
  if (rest.length === 0) Object.assign(value, { [key]: text });
  else put(Object.entries(value).find(([name]) => name === String(key))?.[1], rest, text);
}

function* strings(value: unknown, at: Place = []): Generator<Place> {
  if (typeof value === 'string') yield at;
  else if (typeof value === 'object' && value !== null)
    for (const [key, inside] of Object.entries(value)) yield* strings(inside, [...at, key]);
}

/** What stays as it is: who the run was is known otherwise, and of a hidden operator there is no sentence. */
const FIXED = new Set(['run', 'command', 'name', '$schema']);
const TEMPLATES = [validateResult(), trainResult(), evaluateResult(), gateResult()].map((result) => ({
  result,
  places: [...strings(result)].filter((place) => {
    if (place.length === 1 && FIXED.has(String(place[0]))) return false;
    if (place[0] === 'run') return false;
    const copy = structuredClone(result);
    put(copy, place, 'any | text');
    return resultSchema.safeParse(copy).success;
  }),
}));

const whole = (results: readonly Result[]) => ({
  document: buildReport(results, ABOUT),
  whole: overall(results),
  key: 'k',
  run: RUN,
  now: new Date('2026-01-02T03:04:05Z'),
  runUrl: ABOUT.runUrl ?? null,
  repositoryUrl: REPOSITORY,
});
type Whole = ReturnType<typeof whole>;
const source = { run: RUN, branch: null, fork: 'eve/flights' };

const parse = (markdown: string) =>
  fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
/** The tags of a page with their attributes, read as a browser does: what stands in quotes is no tag. */
function tagsOf(
  html: string,
): { readonly name: string; readonly attributes: readonly (readonly [string, string])[] }[] {
  const tag = /<([a-z][a-z0-9-]*)((?:\s+[^\s=>/"']+(?:="[^"]*")?)*)\s*\/?>|<(\/[a-z]|[!a-z/?])/gi;
  const tags = [];
  for (const [whole, name, rest = ''] of html.replace(/<style>[\s\S]*?<\/style>/, '').matchAll(tag)) {
    if (name === undefined) {
      expect(whole).toMatch(/^<(?:\/[a-z]|!)$/);
      continue;
    }
    const attributes = [...rest.matchAll(/\s([^\s=>]+)(?:="([^"]*)")?/g)];
    tags.push({
      name: name.toLowerCase(),
      attributes: attributes.map(([, key = '', value = '']) => [key, value] as const),
    });
  }
  return tags;
}

const MARKER = '<!-- assay:comment key=k -->';
const HISTORY = /^<!-- assay:history [A-Za-z0-9_-]+ -->$/;
const SUMMARY = /^<details( open)?><summary>(?<inner>[\s\S]*)<\/summary>$/;
/** What GitHub acts upon in text, written without looking at the renderer. */
const ACTS = [/@[a-z0-9]/i, /#\d/, /\bgh-\d/i, /:\/\//, /www\./i, /\$/];

function checkMarkdown(markdown: string): void {
  const headings: number[] = [];
  const types = new Set<string>();
  let marks = 0;
  const folds = { open: 0, close: 0 };
  const visit = (node: Nodes, linked: boolean): void => {
    types.add(node.type);
    if (node.type === 'html') {
      if (node.value === MARKER || HISTORY.test(node.value)) {
        marks += 1;
        return;
      }
      if (node.value === '</details>') folds.close += 1;
      else {
        const inner =
          SUMMARY.exec(node.value)?.groups?.['inner'] ?? `no fold of ours: ${node.value.slice(0, 200)}`;
        expect(inner).not.toMatch(/^no fold of ours/);
        folds.open += 1;
        const tags = inner.match(/<[^>]*>?/g) ?? [];
        expect(tags.filter((tag) => !['<code>', '</code>', '<b>', '</b>'].includes(tag))).toEqual([]);
      }
    }
    if (node.type === 'heading') headings.push(node.depth);
    if (node.type === 'link') expect(node.url.startsWith(`${REPOSITORY}/`), node.url).toBe(true);
    if (node.type === 'code') expect(['mermaid', '']).toContain(node.lang ?? '');
    if (node.type === 'listItem') expect(node.checked ?? null).toBeNull();
    if (node.type === 'text' && !linked) for (const act of ACTS) expect(node.value).not.toMatch(act);
    if ('children' in node) for (const child of node.children) visit(child, linked || node.type === 'link');
  };
  visit(parse(markdown), false);
  expect(marks).toBe(2);
  expect(folds.open).toBe(folds.close);
  // One verdict, and our own sections under it.
  expect(headings.filter((depth) => depth <= 2)).toEqual([2]);
  for (const type of [
    'image',
    'imageReference',
    'linkReference',
    'definition',
    'footnoteReference',
    'footnoteDefinition',
    'blockquote',
    'thematicBreak',
    'delete',
    'emphasis',
  ])
    expect([...types]).not.toContain(type);
}

const say = (payload: string) => JSON.stringify(payload.slice(0, 40));

describe('every payload in every string', () => {
  it('there are enough of them, and of places', () => {
    expect(FORGED.length).toBeGreaterThan(100);
    expect(new Set(PAYLOADS).size).toBeGreaterThan(140);
    for (const { places } of TEMPLATES) expect(places.length).toBeGreaterThan(3);
  });

  it.each(PAYLOADS.map((payload) => [say(payload), payload]))('%s stays text', async (_, payload) => {
    const results = filled(payload);
    const content: Whole = whole(results);
    const body = await commentBody(content, null);

    // Comment: within the limit, our first and last line, one verdict, nothing else that acts.
    expect(body.length).toBeLessThanOrEqual(65_536);
    const lines = body.trimEnd().split('\n');
    expect(lines[0]).toBe(MARKER);
    expect(lines[2]).toMatch(/^## ❌\u00a0\*\*fail\*\* \(untrusted: results of a fork\) · /);
    expect(lines.at(-1)).toMatch(HISTORY);
    expect(readHistory(body)).toMatchObject([{ commit: RUN.commit, verdict: 'fail', run: RUN.id }]);
    expect(body).toContain('**Untrusted data:**');
    checkMarkdown(body);

    // Check: title in one plain line, text within the limit.
    const check = await checkText({ ...content, untrusted: source.fork }, false);
    expect(check.title).toMatch(/^fail \(untrusted: results of a fork\): /);
    expect(check.title).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
    expect(Buffer.byteLength(check.summary)).toBeLessThanOrEqual(65_535);
    expect(check.summary).toMatch(/^## ❌\u00a0\*\*fail\*\*/);

    // Annotations: one command a line, of our own kinds.
    for (const annotation of allAnnotations(results)) {
      const command = workflowCommand(annotation);
      expect(command).toMatch(/^::(error|warning|notice) [^\r\n]*$/);
      expect(`${annotation.title}${annotation.message}`).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      expect(annotation.message.length).toBeLessThanOrEqual(4096);
    }

    // Outputs are words of ours.
    expect(content.whole.verdict).toBe('fail');

    // Page: nothing that runs, loads or leads elsewhere.
    const html = await FORMATS.html.render(results, ABOUT);
    const tags = tagsOf(html);
    expect(tags.length).toBeGreaterThan(20);
    for (const { name, attributes } of tags) {
      expect(name).not.toMatch(/^(?:script|link|iframe|object|embed|base|form|img|input|math|animate)$/);
      for (const [key, value] of attributes) {
        expect(key).not.toMatch(/^(?:src|srcset|srcdoc|action|ping|background|style|xlink:href|on.*)$/i);
        if (key === 'href') expect(value).toMatch(/^(?:#|https:\/\/github\.com\/octo\/flights\/)/);
      }
    }

    // JUnit: well-formed, and as red as it was.
    const xml = await FORMATS.junit.render(results, ABOUT);
    expect(XMLValidator.validate(xml)).toBe(true);
    expect(xml).not.toMatch(/<!DOCTYPE|<!ENTITY|<\?xml-/);
    expect(xml.replaceAll('\n', '')).not.toMatch(/\p{Cc}|\p{Cs}/u);
    expect(Number(/failures="(\d+)"/.exec(xml)?.[1])).toBeGreaterThan(0);

    // Terminal: no escape, no return to the beginning of a line, no turn of direction.
    const terminal = await FORMATS.terminal.render(results, ABOUT);
    expect(terminal.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
    // Charts as Mermaid: nothing but the kinds that we draw.
    const drawn = await FORMATS.markdown.render(results, ABOUT);
    expect(drawn).not.toMatch(/^\s*(?:click|%%\{|graph |flowchart )/m);
  });
});
