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

// EXTERNAL MODULE: ./build/base/index.js + 8 modules
var base = __webpack_require__(55951);
;// CONCATENATED MODULE: ./build/gate/readers/delimited.js
/** CSV as RFC 4180 has it: quoted cells may hold separators, quotation marks (doubled) and line ends. */

/** Blank lines are left out. Throws a usage error where a quotation mark stands or stays open where it must not. */
function parseDelimited(text, file, separator) {
    const between = separator ?? guess(text);
    const records = [];
    let cells = [];
    let line = 1;
    let begins = 1;
    let at = 0;
    const endRecord = () => {
        if (cells.length > 1 || cells[0]?.trim() !== '')
            records.push({ line: begins, cells });
        cells = [];
    };
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
        endRecord();
    }
    return records;
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




/** `3` is the third row, `epoch=12` the one row whose column epoch reads 12. Absent: the last. */
function chooseRow(rows, wanted, file) {
    if (wanted === undefined) {
        const last = rows.at(-1);
        if (last === undefined)
            throw (0,base/* usageError */.Wp)({ where: { file }, message: 'has no rows' });
        return last.node;
    }
    if (/^\d+$/.test(wanted)) {
        const row = rows[Number(wanted) - 1];
        if (row !== undefined)
            return row.node;
        throw (0,base/* usageError */.Wp)({
            where: { file },
            message: `--row ${wanted}: there is no such row`,
            expected: `a number from 1 to ${rows.length}`,
        });
    }
    const split = wanted.indexOf('=');
    if (split < 1) {
        throw (0,base/* usageError */.Wp)({
            message: `--row ${JSON.stringify(wanted)} is not understood`,
            expected: 'a number from 1, or COLUMN=VALUE',
        });
    }
    const column = wanted.slice(0, split);
    const value = wanted.slice(split + 1);
    const found = rows.filter(({ node }) => node.entries.some((entry) => entry.key === column && reads(entry.value, value)));
    const [only] = found;
    if (found.length === 1 && only !== undefined)
        return only.node;
    throw (0,base/* usageError */.Wp)({
        where: { file },
        message: found.length === 0
            ? `--row ${wanted}: no row has that value`
            : `--row ${wanted}: ${found.length} rows have that value, on lines ${found
                .slice(0, 5)
                .map((row) => row.line)
                .join(', ')}`,
        expected: 'one row',
    });
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
/** Every line is read, also those that are not wanted: a file that is broken anywhere is not trusted. */
function jsonLines(text, file) {
    const rows = [];
    text.split(/\r?\n/).forEach((line, index) => {
        if (line.trim() === '')
            return;
        const node = (0,json/* parseJson */.q)(line, file, index + 1);
        if (node.type !== 'map') {
            throw (0,base/* usageError */.Wp)({
                where: { file, line: index + 1 },
                message: `holds a ${node.type}`,
                expected: 'an object on each line',
            });
        }
        rows.push({ line: index + 1, node });
    });
    return rows;
}
/** `separator` null: a comma, or a semicolon where the header has no comma. */
function tableRows(text, file, separator) {
    const [header, ...records] = parseDelimited(text, file, separator);
    if (header === undefined)
        throw (0,base/* usageError */.Wp)({ where: { file }, message: 'has no header' });
    const names = header.cells.map((cell) => cell.trim());
    const problems = [];
    const seen = new Set();
    for (const name of names) {
        // pandas writes its index as a first column without a name.
        if (name !== '' && seen.has(name)) {
            problems.push({ where: { file, line: header.line, key: name }, message: 'the column stands twice' });
        }
        seen.add(name);
    }
    const rows = records.map(({ line, cells }) => {
        if (cells.length !== names.length) {
            problems.push({
                where: { file, line },
                message: `has ${cells.length} cells`,
                expected: `${names.length}, as the header`,
            });
        }
        const entries = names.flatMap((key, index) => key === '' ? [] : [{ key, line, value: (0,node/* nodeOfText */.$O)(cells[index] ?? '') }]);
        return { line, node: { type: 'map', entries } };
    });
    if (problems.length > 0)
        throw (0,base/* usageError */.Wp)(problems.slice(0, 20));
    return rows;
}


/***/ })

};
