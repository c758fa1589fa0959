export const id = 9957;
export const ids = [9957];
export const modules = {

/***/ 59957:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  CHECK_LIMIT: () => (/* binding */ CHECK_LIMIT),
  COMMENT_LIMIT: () => (/* binding */ COMMENT_LIMIT),
  SUMMARY_LIMIT: () => (/* binding */ SUMMARY_LIMIT),
  renderMarkdown: () => (/* binding */ renderMarkdown)
});

// EXTERNAL MODULE: ./build/report/document.js
var report_document = __webpack_require__(21294);
// EXTERNAL MODULE: ./build/report/text.js
var report_text = __webpack_require__(13920);
// EXTERNAL MODULE: ./node_modules/mdast-util-gfm-table/lib/index.js + 1 modules
var lib = __webpack_require__(31486);
// EXTERNAL MODULE: ./node_modules/mdast-util-to-markdown/lib/index.js + 13 modules
var mdast_util_to_markdown_lib = __webpack_require__(53483);
;// CONCATENATED MODULE: ./build/report/markdown/neutral.js
/**
 * What GitHub makes of plain text beyond Markdown: mentions, references to issues and commits, bare links,
 * emoji names, formulas. None of it is in the CommonMark escapes, so such words become code spans, in which
 * GitHub makes nothing of anything. They stay readable and can be copied, which an invisible break is not.
 */
/** What GitHub would turn into something; one hit makes the whole word a code span. */
const RISKY = new RegExp([
    // @user, user@host, owner/repo@commit
    '@',
    // https://…, any scheme; www.…; mailto: and xmpp:
    '://',
    String.raw `www\.`,
    '(?:mailto|xmpp):',
    // #123, owner/repo#123, GH-123
    String.raw `#\d`,
    String.raw `gh-\d`,
    // a commit: seven or more hexadecimal digits
    String.raw `\b[0-9a-f]{7,}\b`,
    // :emoji:
    ':[a-z0-9_+-]+:',
    // $formula$
    String.raw `\$`,
].join('|'), 'iu');
/**
 * A word ends at white space, and at `|`, `\` and `` ` ``, which a code span inside a table cell cannot hold
 * in every parser; none of the three is part of anything above.
 */
const WORD = /[^\s|\\`]+/gu;
/** True where GitHub would turn some word of it into something else than text. */
function isRisky(prose) {
    return RISKY.test(prose);
}
/** Splits prose at the words that GitHub would turn into something else than text. */
function neutralTokens(prose) {
    const tokens = [];
    let end = 0;
    for (const match of prose.matchAll(WORD)) {
        if (!RISKY.test(match[0]))
            continue;
        // A comma after a word is not part of it; what is left must hold the risk by itself, or all stays code.
        const bare = match[0].replace(/[,.;!?)]+$/u, '');
        const word = RISKY.test(bare) && !RISKY.test(match[0].slice(bare.length)) ? bare : match[0];
        push(tokens, 'text', prose.slice(end, match.index));
        push(tokens, 'code', word);
        end = match.index + word.length;
    }
    push(tokens, 'text', prose.slice(end));
    return tokens;
}
function push(tokens, type, value) {
    if (value === '')
        return;
    tokens.push({ type, value });
}
/** Text inside HTML (a summary line): no Markdown is read there, but mentions and references are. */
function neutralHtml(prose) {
    return neutralTokens(prose)
        .map((token) => {
        const escaped = escapeHtml(token.value);
        return token.type === 'code' ? `<code>${escaped}</code>` : escaped;
    })
        .join('');
}
function escapeHtml(raw) {
    return raw
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('"', '&quot;')
        .replaceAll("'", '&#39;');
}

;// CONCATENATED MODULE: ./build/report/markdown/inline.js




const SYMBOLS = {
    pass: '✅',
    warn: '⚠️',
    fail: '❌',
    inconclusive: '❔',
    error: '🛑',
    skipped: '⏭️',
};
const OPTIONS = {
    bullet: '-',
    fences: true,
    extensions: [(0,lib/* gfmTableToMarkdown */.d)({ tablePipeAlign: false })],
    // Strikethrough is GitHub's own; one tilde on each side is enough for it.
    unsafe: [{ character: '~', inConstruct: 'phrasing' }],
};
/** One line for a paragraph, list item or heading. */
function paragraphLine(content) {
    return line((0,mdast_util_to_markdown_lib/* toMarkdown */.l)({ type: 'paragraph', children: phrasing(content) }, OPTIONS));
}
function headingLine(level, content) {
    return `${'#'.repeat(level)} ${line((0,mdast_util_to_markdown_lib/* toMarkdown */.l)({ type: 'paragraph', children: phrasing(content) }, OPTIONS))}`;
}
/** Letters, digits and signs that begin nothing in Markdown inside a cell, and white space only between them. */
const PLAIN = /^[\p{L}\p{N}−≤≥—][\p{L}\p{N}\u00a0 ,.%()−≤≥—]*(?<! )$/u;
const PLAIN_CODE = /^[^\s|\\`]+$/u;
/** The inside of a table cell, without the pipes around it. */
function cellLine(content) {
    const [only, ...others] = content;
    // Most cells of a large table are a number, a word or a name; they need no parser to be safe.
    if (only === undefined)
        return '';
    if (others.length === 0 && only.type === 'text' && PLAIN.test(only.text) && !isRisky(only.text))
        return only.text;
    if (others.length === 0 && only.type === 'code' && PLAIN_CODE.test(only.text))
        return `\`${only.text}\``;
    return line((0,mdast_util_to_markdown_lib/* toMarkdown */.l)({ type: 'tableCell', children: phrasing(content) }, OPTIONS)).trim();
}
/** A fenced block. Nothing in a fence has a meaning, and the fence is longer than any inside. */
function fencedBlock(lines) {
    return (0,mdast_util_to_markdown_lib/* toMarkdown */.l)({ type: 'code', value: lines.join('\n') }, OPTIONS).replace(/\n+$/, '');
}
/** The inside of `<summary>`, as HTML. */
function summaryHtml(content) {
    return joined(content).map(inlineHtml).join('');
}
function inlineHtml(inline) {
    switch (inline.type) {
        case 'text':
        case 'link':
            return neutralHtml(inline.text);
        case 'code':
            return `<code>${escapeHtml(inline.text)}</code>`;
        case 'strong':
            return `<b>${summaryHtml(inline.children)}</b>`;
        case 'verdict':
            return verdictWords(inline.verdict, inline.bare);
    }
}
function verdictWords(verdict, bare) {
    return bare ? SYMBOLS[verdict] : `${SYMBOLS[verdict]} ${verdict}`;
}
function line(markdown) {
    return markdown.replace(/\n+$/, '');
}
/** Neighbouring texts as one: `#` and `12` mean nothing apart, and something together. */
function joined(content) {
    const inlines = [];
    for (const inline of content) {
        const last = inlines.at(-1);
        if (last?.type === 'text' && inline.type === 'text') {
            inlines[inlines.length - 1] = { type: 'text', text: last.text + inline.text };
        }
        else {
            inlines.push(inline);
        }
    }
    return inlines;
}
function phrasing(content) {
    const nodes = [];
    for (const inline of joined(content)) {
        switch (inline.type) {
            case 'text':
                for (const node of prose(inline.text))
                    add(nodes, node);
                break;
            case 'code':
                // A pipe after a backslash inside a code span splits the cell in some parsers and not in others.
                if (inline.text.includes('\\|'))
                    for (const node of prose(inline.text))
                        add(nodes, node);
                else
                    add(nodes, { type: 'inlineCode', value: inline.text });
                break;
            case 'strong':
                add(nodes, { type: 'strong', children: phrasing(inline.children) });
                break;
            case 'link':
                add(nodes, { type: 'link', url: inline.url, children: prose(inline.text) });
                break;
            case 'verdict':
                if (inline.bare)
                    add(nodes, { type: 'text', value: SYMBOLS[inline.verdict] });
                else {
                    add(nodes, { type: 'text', value: `${SYMBOLS[inline.verdict]}${report_text/* NO_BREAK */.Y_}` });
                    add(nodes, { type: 'strong', children: [{ type: 'text', value: inline.verdict }] });
                }
                break;
        }
    }
    return nodes;
}
function prose(text) {
    return neutralTokens(text).map((token) => token.type === 'code' ? { type: 'inlineCode', value: token.value } : { type: 'text', value: token.value });
}
function add(nodes, node) {
    const last = nodes.at(-1);
    if (last?.type === 'inlineCode' && node.type === 'inlineCode')
        nodes.push({ type: 'text', value: ' ' });
    if (last?.type === 'text' && node.type === 'text')
        nodes[nodes.length - 1] = mergeText(last.value, node.value);
    else
        nodes.push(node);
}
function mergeText(a, b) {
    return { type: 'text', value: a + b };
}

;// CONCATENATED MODULE: ./build/report/markdown/index.js



/** GitHub refuses a longer comment or check-run text. */
const COMMENT_LIMIT = { max: 65_536, measure: (s) => s.length };
const CHECK_LIMIT = { max: 65_535, measure: (s) => s.length };
/** GitHub drops the whole summary of a step that is longer. */
const SUMMARY_LIMIT = { max: 1024 * 1024, measure: (s) => Buffer.byteLength(s) };
const NOTICE_ROOM = 400;
function renderMarkdown(document, options = {}) {
    const limit = options.limit ?? { max: Number.MAX_SAFE_INTEGER, measure: (s) => s.length };
    const head = options.marker === undefined ? [] : [options.marker];
    const cut = fitBlocks(document.blocks, room(limit, head));
    if (cut.leftOut === 0)
        return { text: join([...head, ...cut.chunks]), leftOut: 0 };
    const notice = paragraphLine([
        (0,report_document/* strong */.ko)((0,report_document/* text */.Qq)('Cut to fit:')),
        (0,report_document/* text */.Qq)(` ${(0,report_text/* plural */.LS)(cut.leftOut, 'row or section', 'rows or sections')} left out. `),
        (0,report_document/* link */.nf)('The full report is with the run', options.fullReportUrl ?? null),
        (0,report_document/* text */.Qq)('.'),
    ]);
    return { text: join([...head, ...cut.chunks, notice]), leftOut: cut.leftOut };
}
/** What is left for the blocks. The notice of a cut always has its room, so that one pass decides. */
function room(limit, fixed) {
    const used = fixed.reduce((sum, chunk) => sum + limit.measure(chunk) + 2, 0);
    return { ...limit, max: limit.max - used - NOTICE_ROOM };
}
function join(chunks) {
    return `${chunks.join('\n\n')}\n`;
}
const RANKS = ['always', 'normal', 'spare'];
/** One block that must stay takes at most this share, so that what follows it has room as well. */
const ALWAYS_SHARE = 0.6;
/** Gives room to blocks by importance, then puts them back in their order. */
function fitBlocks(blocks, limit) {
    const chunks = new Map();
    let left = limit.max;
    let leftOut = 0;
    for (const keep of RANKS) {
        blocks.forEach((block, index) => {
            if (block.keep !== keep || block.type === 'chart' || block.type === 'histograms')
                return;
            const max = keep === 'always' ? Math.min(left, Math.floor(limit.max * ALWAYS_SHARE)) : left;
            const rendered = renderBlock(block, { ...limit, max: max - 2 });
            leftOut += rendered.leftOut;
            if (rendered.chunks.length === 0)
                return;
            const chunk = rendered.chunks.join('\n');
            chunks.set(index, chunk);
            left -= limit.measure(chunk) + 2;
        });
    }
    return { chunks: withoutEmptyHeadings(blocks, chunks), leftOut };
}
/** A heading stays only where something of its section did. */
function withoutEmptyHeadings(blocks, chunks) {
    const kept = [];
    blocks.forEach((block, index) => {
        const chunk = chunks.get(index);
        if (chunk === undefined)
            return;
        if (block.type === 'heading' && block.keep !== 'always') {
            const next = blocks.findIndex((_, later) => later > index && chunks.has(later));
            if (next < 0 || blocks[next]?.type === 'heading')
                return;
        }
        kept.push(chunk);
    });
    return kept;
}
/** Lines of one block within a limit; nothing and a count where not even a part fits. */
function renderBlock(block, limit) {
    switch (block.type) {
        case 'heading':
            return single(headingLine(block.level, block.content), limit);
        case 'paragraph':
            return single(paragraphLine(block.content), limit);
        case 'list':
            return lines([], block.items, (item) => `- ${paragraphLine(item)}`, limit);
        case 'table': {
            const titles = block.columns.map((column) => cellLine([(0,report_document/* text */.Qq)(column.title)]));
            const marks = block.columns.map((column) => (column.align === 'right' ? '---:' : '---'));
            const row = (cells) => tableRow(block.columns.map((_, index) => cellLine(cells[index] ?? [])));
            return lines([tableRow(titles), tableRow(marks)], block.rows, row, limit);
        }
        case 'code':
            return fence(block.lines, limit);
        case 'details': {
            const open = `<details${block.open ? ' open' : ''}><summary>${summaryHtml(block.summary)}</summary>\n`;
            const close = '\n</details>';
            const frame = limit.measure(open) + limit.measure(close) + 4;
            const inner = fitBlocks(block.blocks, { ...limit, max: limit.max - frame });
            if (inner.chunks.length === 0)
                return { chunks: [], leftOut: inner.leftOut };
            return { chunks: [open, inner.chunks.join('\n\n'), close], leftOut: inner.leftOut };
        }
        case 'chart':
        case 'histograms':
            return { chunks: [], leftOut: 0 };
    }
}
function tableRow(cells) {
    return `| ${cells.join(' | ')} |`;
}
function single(chunk, limit) {
    return limit.measure(chunk) <= limit.max ? { chunks: [chunk], leftOut: 0 } : { chunks: [], leftOut: 1 };
}
/** As many rows as fit, in order, under the fixed lines. Rendering ends where the room does. */
function lines(fixed, items, render, limit) {
    let left = limit.max - fixed.reduce((sum, row) => sum + limit.measure(row) + 1, 0);
    const taken = [];
    for (const item of items) {
        const row = render(item);
        left -= limit.measure(row) + 1;
        if (left < 0)
            break;
        taken.push(row);
    }
    const leftOut = items.length - taken.length;
    return taken.length === 0 ? { chunks: [], leftOut } : { chunks: [...fixed, ...taken], leftOut };
}
function fence(all, limit) {
    let taken = all.length;
    while (taken > 0) {
        const chunk = fencedBlock(all.slice(0, taken));
        if (limit.measure(chunk) <= limit.max)
            return { chunks: [chunk], leftOut: all.length - taken };
        taken = Math.floor(taken / 2);
    }
    return { chunks: [], leftOut: all.length };
}


/***/ })

};
