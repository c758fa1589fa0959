/** The pages of a story: one HTML file with all chapters, and the same as Markdown for a terminal or GitHub. */
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

export interface Part {
  readonly title: string;
  /** Markdown. */
  readonly text: string;
  /** Where it lies in the folder of the story. */
  readonly file?: string;
  /** Stands over what follows. */
  readonly heading?: boolean;
  /** In a frame, as GitHub shows a text of others. */
  readonly framed?: boolean;
  /** Shown once it is opened. */
  readonly folded?: boolean;
  /** Only a link to the file. */
  readonly only?: boolean;
}

export interface Chapter {
  readonly title: string;
  readonly about: string;
  readonly folder: string;
  readonly parts: readonly Part[];
}

const STYLE = `
:root { color-scheme: light dark; --line: #8886; --soft: #8881; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem; overflow-wrap: break-word; }
h2 { margin-top: 3rem; border-top: 2px solid var(--line); padding-top: 1rem; }
h3.run { margin-top: 2rem; font-size: 1.05rem; }
.part { margin: 0.75rem 0; }
.frame { border: 1px solid var(--line); border-radius: 6px; overflow: hidden; }
.frame > .title { background: var(--soft); padding: 0.4rem 0.8rem; font-size: 0.9rem; border-bottom: 1px solid var(--line); }
.frame > .body { padding: 0.2rem 0.8rem; overflow-x: auto; }
.frame h2 { border: 0; margin: 0.5rem 0; padding: 0; font-size: 1.3rem; }
summary.title { cursor: pointer; }
table { border-collapse: collapse; font-size: 0.9rem; display: block; overflow-x: auto; }
th, td { border: 1px solid var(--line); padding: 0.25rem 0.6rem; text-align: left; vertical-align: top; overflow-wrap: normal; }
pre { background: var(--soft); padding: 0.6rem; overflow-x: auto; font-size: 0.85rem; }
`;

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** The texts are those of our own test: HTML in them, such as `<details>`, stays HTML. */
function rendered(text: string): string {
  return micromark(text, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });
}

function partOf(part: Part): string {
  const title = rendered(part.title).replace(/^<p>|<\/p>$/g, '');
  const link = part.file === undefined ? '' : ` <a href="${part.file}">${part.file.split('/').at(-1)}</a>`;
  if (part.only) return `<p class="part">${title}:${link}</p>`;
  if (part.heading) return `<h3 class="run">${title}</h3>\n${rendered(part.text)}`;
  const body = `<div class="body">${rendered(part.text)}</div>`;
  if (part.folded) {
    return `<details class="part frame"><summary class="title">${title}${link}</summary>${body}</details>`;
  }
  return `<div class="part frame"><div class="title">${title}${link}</div>${body}</div>`;
}

export function page(chapters: readonly Chapter[]): { readonly html: string; readonly markdown: string } {
  const list = chapters.map(
    ({ title, folder }, at) => `<li><a href="#${folder}">${at + 1}. ${title}</a></li>`,
  );
  const html = chapters.map(
    ({ title, about, folder, parts }, at) =>
      `<h2 id="${folder}">${at + 1}. ${title}</h2>\n${rendered(about)}\n${parts.map(partOf).join('\n')}`,
  );
  const markdown = chapters.map(({ title, about, parts }, at) => {
    const lines = parts.map((part) => {
      const link = part.file === undefined ? part.title : `[${part.title}](${part.file})`;
      return part.heading ? `\n**Run:** ${part.title}\n\n${part.text}\n` : `- ${link}`;
    });
    return `## ${at + 1}. ${title}\n\n${about}\n${lines.join('\n')}\n`;
  });
  return {
    html: `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>The story of a model</title><style>${STYLE}</style></head><body>
<h1>The story of a model</h1>
<p>Every workflow below was run by act on one machine, with the committed bundle, against a strict stand-in for
GitHub's API. This is what people on GitHub would have seen.</p>
<ol style="list-style: none; padding: 0">${list.join('\n')}</ol>
${html.join('\n')}
</body></html>
`,
    markdown: `# The story of a model\n\nThe same with everything in place: index.html.\n\n${markdown.join('\n')}`,
  };
}
