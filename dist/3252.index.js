export const id = 3252;
export const ids = [3252];
export const modules = {

/***/ 3252:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  chooseRow: () => (/* binding */ chooseRow),
  jsonLines: () => (/* binding */ jsonLines),
  tableRows: () => (/* binding */ tableRows)
});

// EXTERNAL MODULE: ./build/base/index.js + 10 modules
var base = __webpack_require__(9216);
;// CONCATENATED MODULE: ./build/gate/readers/delimited.js
/** CSV as RFC 4180 has it: quoted cells may hold separators, quotation marks (doubled) and line ends. */

/** Blank lines are left out. Throws a usage error where a quotation mark stands or stays open where it must not. */
function* parseDelimited(text, file, separator) {
    const between = separator ?? guess(text);
    let cells = [];
    let line = 1;
    let begins = 1;
    let at = 0;
    while (at < text.length) {
        if (cells.length === 0)
            begins = line;
        if (text.charAt(at) === '"') {
            const { value, next, newLines } = quotedCell(text, at, file, line);
            cells.push(value);
            at = next;
            line += newLines;
        }
        else {
            let end = at;
            while (end < text.length && !isEnd(text.charAt(end), between))
                end += 1;
            const cell = text.slice(at, end);
            if (cell.includes('"')) {
                throw (0,base/* usageError */.Wp)({
                    where: { file, line },
                    message: 'a quotation mark stands inside a cell that is not quoted',
                    fix: 'put the whole cell in quotation marks and double those inside',
                });
            }
            cells.push(cell);
            at = end;
        }
        const char = text.charAt(at);
        if (char === between) {
            at += 1;
            // A separator at the very end has one more, empty, cell behind it.
            if (at >= text.length || text.charAt(at) === '\n' || text.charAt(at) === '\r')
                cells.push('');
            else
                continue;
        }
        else if (char !== '' && char !== '\n' && char !== '\r') {
            throw (0,base/* usageError */.Wp)({
                where: { file, line },
                message: `${JSON.stringify(char)} stands after a quoted cell`,
            });
        }
        if (text.charAt(at) === '\r')
            at += 1;
        if (text.charAt(at) === '\n')
            at += 1;
        line += 1;
        if (cells.length > 1 || cells[0]?.trim() !== '')
            yield { line: begins, cells };
        cells = [];
    }
}
function isEnd(char, separator) {
    return char === separator || char === '\n' || char === '\r';
}
function guess(text) {
    const header = text.slice(0, text.search(/[\r\n]|$/));
    return !header.includes(',') && header.includes(';') ? ';' : ',';
}
function quotedCell(text, from, file, line) {
    const parts = [];
    let at = from + 1;
    for (;;) {
        const mark = text.indexOf('"', at);
        if (mark < 0)
            throw (0,base/* usageError */.Wp)({ where: { file, line }, message: 'a quotation mark is not closed' });
        parts.push(text.slice(at, mark));
        if (text.charAt(mark + 1) !== '"') {
            const value = parts.join('"');
            return { value, next: mark + 1, newLines: value.split('\n').length - 1 };
        }
        at = mark + 2;
    }
}

// EXTERNAL MODULE: ./build/gate/readers/json.js
var json = __webpack_require__(35203);
// EXTERNAL MODULE: ./build/gate/readers/node.js
var node = __webpack_require__(61369);
;// CONCATENATED MODULE: ./build/gate/readers/rows.js
/** Files with a set of metrics in each row: JSON lines, CSV, TSV. The last row counts, or the one that is named. */




/**
 * `3` is the third row, `epoch=12` the one row whose column epoch reads 12. Absent: the last. All rows are read, also
 * those behind the wanted one: a file that is broken anywhere is not trusted. They are not kept.
 */
function chooseRow(rows, wanted, file) {
    const wants = matcher(wanted);
    let count = 0;
    let found;
    const lines = [];
    for (const row of rows) {
        count += 1;
        if (!wants(row, count))
            continue;
        found = row;
        if (lines.length < 6)
            lines.push(row.line);
    }
    if (count === 0)
        throw (0,base/* usageError */.Wp)({ where: { file }, message: 'has no rows' });
    if (found === undefined) {
        throw (0,base/* usageError */.Wp)({
            where: { file },
            message: `--row ${wanted}: there is no such row`,
            expected: `a number from 1 to ${count}, or COLUMN=VALUE of one row`,
        });
    }
    if (wanted !== undefined && lines.length > 1) {
        throw (0,base/* usageError */.Wp)({
            where: { file },
            message: `--row ${wanted}: several rows have that value, on lines ${lines.slice(0, 5).join(', ')}${lines.length > 5 ? ', …' : ''}`,
            expected: 'one row',
        });
    }
    return found.node;
}
function matcher(wanted) {
    if (wanted === undefined)
        return () => true;
    if (/^\d+$/.test(wanted))
        return (_, number) => number === Number(wanted);
    const split = wanted.indexOf('=');
    if (split < 1) {
        throw (0,base/* usageError */.Wp)({
            message: `--row ${JSON.stringify(wanted)} is not understood`,
            expected: 'a number from 1, or COLUMN=VALUE',
        });
    }
    const column = wanted.slice(0, split);
    const value = wanted.slice(split + 1);
    return ({ node }) => node.entries.some((entry) => entry.key === column && reads(entry.value, value));
}
/** Numbers are compared as numbers, so that `epoch=12` finds `12.0`. */
function reads(node, wanted) {
    if (node.type === 'string')
        return node.value === wanted;
    if (node.type === 'boolean')
        return String(node.value) === wanted;
    if (node.type === 'number')
        return wanted.trim() !== '' && node.value === Number(wanted);
    return false;
}
/** A row for each line that is not blank. */
function* jsonLines(text, file) {
    let line = 0;
    for (let at = 0; at < text.length;) {
        const found = text.indexOf('\n', at);
        const end = found < 0 ? text.length : found;
        const content = text.slice(at, end);
        at = end + 1;
        line += 1;
        if (content.trim() === '')
            continue;
        const node = (0,json/* parseJson */.q)(content, file, line);
        if (node.type !== 'map') {
            throw (0,base/* usageError */.Wp)({
                where: { file, line },
                message: `holds a ${node.type}`,
                expected: 'an object on each line',
            });
        }
        yield { line, node };
    }
}
/** `separator` null: a comma, or a semicolon where the header has no comma. */
function* tableRows(text, file, separator) {
    const problems = [];
    let names = null;
    for (const { line, cells } of parseDelimited(text, file, separator)) {
        if (names === null) {
            names = cells.map((cell) => cell.trim());
            problems.push(...repeatedColumns(names, file, line));
            continue;
        }
        if (cells.length !== names.length && problems.length < node/* MOST_PROBLEMS */.vy) {
            problems.push({
                where: { file, line },
                message: `has ${cells.length} cells`,
                expected: `${names.length}, as the header`,
            });
        }
        if (problems.length === 0)
            yield { line, node: rowNode(names, cells, line) };
    }
    if (problems.length > 0)
        throw (0,base/* usageError */.Wp)(problems);
}
function repeatedColumns(names, file, line) {
    const seen = new Set();
    const repeated = names.filter((name) => {
        // pandas writes its index as a first column without a name.
        const again = name !== '' && seen.has(name);
        seen.add(name);
        return again;
    });
    return repeated
        .slice(0, node/* MOST_PROBLEMS */.vy)
        .map((name) => ({ where: { file, line, key: name }, message: 'the column stands twice' }));
}
function rowNode(names, cells, line) {
    const entries = names.flatMap((key, index) => key === '' ? [] : [{ key, line, value: (0,node/* nodeOfText */.$O)(cells[index] ?? '') }]);
    return { type: 'map', entries };
}


/***/ })

};
