/** Archives, folders and JSON that nobody but an attacker, or a broken disk, writes: each is refused, and says why. */
import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { COMMIT, evaluateResult, gateResult } from '../../../test/report/samples.js';
import { type ZipEntry, type ZipOptions, zip } from '../../../test/support/zip.js';
import { RECEIVED_LIMITS, ReceivedError, type ReceivedLimits, readReceived, shownStrange } from './index.js';
import { depthOf } from './json.js';
import { nameProblem } from './names.js';

const RUN = { id: '555', attempt: 2, commit: COMMIT, config: null };
const folder = mkdtempSync(join(tmpdir(), 'assay-received-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let made = 0;

const gate = JSON.stringify({ ...gateResult(), run: RUN });
const GOOD: ZipEntry = { name: 'results/gate.json', data: gate };

function archive(bytes: Buffer): string {
  made += 1;
  const path = join(folder, `${made}.zip`);
  writeFileSync(path, bytes);
  return path;
}

const read = (place: string, limits: Partial<ReceivedLimits> = {}) =>
  readReceived(place, { run: RUN, limits: { ...RECEIVED_LIMITS, ...limits } });

async function refused(place: string, why: RegExp, limits: Partial<ReceivedLimits> = {}): Promise<void> {
  const error = await read(place, limits).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ReceivedError);
  if (!(error instanceof ReceivedError)) return;
  expect(error.message).toMatch(why);
  // What is printed of it does nothing anywhere: one line, ASCII, short.
  for (const reason of error.reasons) {
    expect(reason).toMatch(/^[\x20-\x7e…]*$/);
    expect(reason.length).toBeLessThan(600);
  }
}

describe('what our own runs leave', () => {
  it('is read: results at the top or in .assay, with models beside them that are not unpacked', async () => {
    const beside: ZipEntry[] = [
      { name: 'run.json', data: JSON.stringify(RUN) },
      { name: 'artifacts/', stored: true },
      { name: `artifacts/sha256/${'a'.repeat(64)}`, data: 'model', crc: 1 },
      { name: 'report.html', data: '<html>' },
      { name: 'profiles/données.json', data: '{' },
      { name: '.gitignore', data: '*\n' },
    ];
    for (const prefix of ['', '.assay/']) {
      const entries = [
        ...beside,
        GOOD,
        {
          name: 'results/evaluate.linux.json',
          data: JSON.stringify({ ...evaluateResult(), name: 'linux', run: { ...RUN, attempt: 1 } }),
        },
      ];
      const results = await read(
        archive(zip(entries.map((entry) => ({ ...entry, name: `${prefix}${entry.name}` })))),
      );
      expect(results.map(({ result }) => [result.command, result.name])).toEqual([
        ['evaluate', 'linux'],
        ['gate', undefined],
      ]);
    }
  });

  it('leaves out what no report shows, and everything but what is asked for', async () => {
    const comment = { ...gateResult(), command: 'comment', run: RUN, data: {}, text: '' };
    const place = archive(zip([GOOD, { name: 'results/comment.json', data: JSON.stringify(comment) }]));
    expect(await read(place)).toHaveLength(1);
    const strange = archive(zip([GOOD, { name: 'results/deploy.json', data: '{' }]));
    expect(await readReceived(strange, { run: RUN, only: ['gate'] })).toHaveLength(1);
    await refused(strange, /no JSON/);
  });

  it('an empty archive holds no result', async () => {
    expect(await read(archive(zip([])))).toEqual([]);
  });
});

const plain = (name: string | Buffer): ZipEntry => ({ name, data: 'x' });
const NAMES: readonly [string, string | Buffer, RegExp][] = [
  ['the folder above', '../x', /leaves its folder/],
  ['a folder above inside', 'a/../../x', /leaves its folder/],
  ['a folder above at the end', 'a/..', /leaves its folder/],
  ['this folder', './x', /leaves its folder/],
  ['an empty part', 'a//b', /leaves its folder/],
  ['an absolute path', '/etc/passwd', /absolute/],
  ['a drive', 'C:/x', /drive/],
  ['a drive without a slash', 'c:x', /drive/],
  ['a backslash', '..\\x', /backslash/],
  ['a share', '\\\\host\\x', /backslash/],
  ['a stream of Windows', 'ab:c', /not every system/],
  ['a wildcard', 'a*', /not every system/],
  ['a quote', 'a"b', /not every system/],
  ['a pipe', 'a|b', /not every system/],
  ['a redirection', 'a>b', /not every system/],
  ['NUL in it', 'a\0.json', /not shown/],
  ['a line end', 'a\nb', /not shown/],
  ['an escape', '\u001b[31mx', /not shown/],
  ['a mark of direction', 'results/\u202enosj.etag', /not shown/],
  ['an isolate', '\u2066x', /not shown/],
  ['a character without width', 'results/gate\u200b.json', /not shown/],
  ['a joiner', 'ga\u200dte', /not shown/],
  ['a byte-order mark', '\ufeffrun.json', /not shown/],
  ['a soft hyphen', 'a\u00adb', /not shown/],
  ['a filler of Hangul', 'a\u3164', /not shown/],
  ['a tag', 'a\u{e0041}', /not shown/],
  ['a private character', 'a\ue000', /not shown/],
  ['wide letters', 'ｒｅｓｕｌｔｓ/gate.json', /looks like another/],
  ['a wide full stop', '．．/x', /looks like another|leaves/],
  ['a two-dot leader', '‥/x', /looks like another/],
  ['a ligature', 'ﬁle', /looks like another/],
  ['a decomposed letter', 'e\u0301', /looks like another/],
  ['a wide slash', 'a／b', /looks like another/],
  ['a device', 'results/CON', /device/],
  ['a device with an ending', 'aux.json', /device/],
  ['a full stop at the end', 'x.', /full stop/],
  ['a blank at the end', 'x /y', /blank/],
  ['no UTF-8', Buffer.from([0x61, 0xff, 0xfe]), /no UTF-8/],
  ['an overlong slash', Buffer.from([0x2e, 0x2e, 0xc0, 0xaf, 0x78]), /no UTF-8/],
  ['no name', '', /empty/],
  ['a long name', 'a'.repeat(513), /longer than 512/],
  ['many folders', `${'a/'.repeat(8)}b`, /deeper than 8/],
];

const LIES: readonly [string, readonly ZipEntry[], RegExp, (Partial<ReceivedLimits> & ZipOptions)?][] = [
  ['a link', [{ ...plain('x'), mode: 0o120777 }], /link/],
  ['a link in the place of a result', [{ ...GOOD, mode: 0o120777 }], /link/],
  ['a device', [{ ...plain('x'), mode: 0o020666 }], /device/],
  ['a block device', [{ ...plain('x'), mode: 0o060666 }], /device/],
  ['a pipe', [{ ...plain('x'), mode: 0o010666 }], /device/],
  ['a socket', [{ ...plain('x'), mode: 0o140666 }], /device/],
  ['a file that is a folder', [{ ...plain('x'), mode: 0o040755 }], /not what its path says/],
  ['a folder that is a file', [{ name: 'x/', mode: 0o100644 }], /not what its path says/],
  ['a folder with bytes', [{ name: 'x/', data: 'bytes', stored: true }], /has bytes/],
  ['the same path twice', [GOOD, GOOD], /stands twice/],
  ['two paths that differ in case', [GOOD, { ...GOOD, name: 'results/GATE.json' }], /differ in case/],
  ['two folders that differ in case', [plain('a/x'), plain('A/y')], /differ in case/],
  ['letters that fold to the same', [plain('straße'), plain('STRASSE')], /differ in case/],
  ['a file and a folder of one name', [plain('a'), plain('a/b')], /file and a folder/],
  ['a folder and a file of one name', [plain('a/b'), plain('a')], /file and a folder/],
  ['encryption', [{ ...GOOD, flags: 0x801 }], /encrypted/],
  ['strong encryption', [{ ...GOOD, flags: 0x841 }], /encryption/],
  ['a masked directory', [{ ...GOOD, flags: 0x2800 }], /encrypted/],
  ['another method', [{ ...plain('x'), method: 14 }], /method that is not known/],
  ['Zstandard', [{ ...plain('x'), method: 93 }], /method that is not known/],
  ['a wrong checksum', [{ ...GOOD, crc: 1 }], /damaged/],
  ['fewer bytes than there are', [{ ...GOOD, unpacked: 10 }], /damaged|cannot be read/],
  ['more bytes than there are', [{ ...GOOD, unpacked: gate.length + 1 }], /damaged/],
  ['stored, with two sizes', [{ ...GOOD, stored: true, unpacked: 5 }], /two sizes/],
  [
    'no deflated bytes',
    [
      { ...GOOD, data: 'x'.repeat(50), method: 0, flags: 0x800 },
      { name: 'y', data: gate },
    ],
    /no JSON/,
  ],
  ['another name in its own header', [{ ...GOOD, localName: 'results/evil.json' }], /described in two ways/],
  ['bytes that another entry has', [GOOD, { ...plain('b'), offset: 0 }], /shares bytes/],
  ['an offset into another entry', [GOOD, { ...plain('b'), offset: 40 }], /shares bytes/],
  ['an offset behind the end', [{ ...GOOD, offset: 0x7ffffff0 }], /behind the end|cannot be read/],
  ['a length behind the end', [{ ...GOOD, packed: 0x7fffffff }], /longer than the archive/],
  ['more entries than it has', [GOOD], /cannot be read/, { count: 7 }],
  ['very many entries by its word', [GOOD], /entries, more than|cannot be read/, { count: 60_000 }],
  [
    'too many entries',
    Array.from({ length: 21 }, (_, at) => plain(`f${at}`)),
    /21 entries, more than 20/,
    { entries: 20 },
  ],
  ['a bomb', [{ name: 'x', data: Buffer.alloc(4 * 1024 * 1024) }], /grow more than 200 times/],
  [
    'a bomb in a result',
    [{ name: 'results/gate.json', data: Buffer.alloc(4 * 1024 * 1024, ' ') }],
    /grow more than/,
  ],
  [
    'a bomb that lies about its size',
    [{ name: 'results/gate.json', data: Buffer.alloc(80 * 1024 * 1024, ' '), unpacked: 900_000 }],
    /damaged|cannot be read/,
  ],
  [
    'many files that grow',
    Array.from({ length: 30 }, (_, at) => ({ name: `f${at}`, data: Buffer.alloc(1000) })),
    /larger than .* unpacked/,
    { unpacked: 20_000 },
  ],
  ['a result that is too large', [GOOD], /larger than 1 KiB/, { file: 1024 }],
  [
    'results that are too large together',
    [GOOD, { name: 'results/gate.b.json', data: gate }],
    /together/,
    { read: gate.length + 10 },
  ],
  [
    'more results than a matrix has',
    Array.from({ length: 4 }, (_, at) => ({ ...GOOD, name: `results/gate.${at}.json` })),
    /more than 3 results/,
    { files: 3 },
  ],
  [
    'zip64 that promises more',
    [{ ...GOOD, packed: 0xffffffff, unpacked: 0xffffffff, extra: zip64(1n << 50n, 1n << 50n) }],
    /longer than|grow more|larger than/,
  ],
  [
    'zip64 without its field',
    [{ ...GOOD, packed: 0xffffffff, unpacked: 0xffffffff }],
    /cannot be read|longer than/,
  ],
  ['results at two places', [GOOD, { ...GOOD, name: '.assay/results/gate.json' }], /at its top and in/],
];

/** The extra field of an entry whose sizes are larger than four bytes tell. */
function zip64(unpacked: bigint, packed: bigint): Buffer {
  const field = Buffer.alloc(20);
  field.writeUInt16LE(1, 0);
  field.writeUInt16LE(16, 2);
  field.writeBigUInt64LE(unpacked, 4);
  field.writeBigUInt64LE(packed, 12);
  return field;
}

describe('archives', () => {
  it.each(NAMES)('with %s as a path', async (_, name, why) => {
    await refused(archive(zip([GOOD, plain(name)])), why);
  });
  it.each(LIES)('with %s', async (_, entries, why, { count, ...limits } = {}) => {
    await refused(archive(zip(entries, count === undefined ? {} : { count })), why, limits);
  });

  const whole = zip([GOOD, plain('a')]);
  it.each<[string, Buffer]>([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('hello')],
    ['another kind of archive', Buffer.from('\x1f\x8b\x08\x00rest')],
    ['an end alone, cut', whole.subarray(whole.length - 10)],
    ['a directory that was cut off', whole.subarray(0, whole.length - 30)],
    ['a beginning that was cut off', whole.subarray(20)],
    ['a middle that was cut out', Buffer.concat([whole.subarray(0, 50), whole.subarray(90)])],
  ])('that are %s', async (_, bytes) => {
    await refused(archive(bytes), /./);
  });

  it('that are larger than an archive may be', async () => {
    await refused(archive(whole), /the archive has/, { archive: 100 });
  });

  it('with any byte changed are refused, or give what was written', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const changed = Buffer.from(whole);
        changed[at] = (changed[at] ?? 0) ^ by;
        const path = join(folder, 'changed.zip');
        writeFileSync(path, changed);
        try {
          for (const { bytes } of await read(path)) expect(bytes.toString()).toBe(gate);
        } catch (error) {
          expect(error).toBeInstanceOf(ReceivedError);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('folders', () => {
  function filled(write: (root: string) => void): string {
    made += 1;
    const root = join(folder, `folder-${made}`);
    mkdirSync(join(root, 'results'), { recursive: true });
    writeFileSync(join(root, 'results', 'gate.json'), gate);
    write(root);
    return root;
  }
  it.each<[string, (root: string) => void, RegExp]>([
    [
      'a link to a file',
      (root) => symlinkSync('/etc/passwd', join(root, 'results', 'evaluate.json')),
      /link/,
    ],
    ['a link to a folder', (root) => symlinkSync('/etc', join(root, 'more')), /link/],
    ['a link to itself', (root) => symlinkSync('.', join(root, 'self')), /link/],
    [
      'a second name of a file',
      (root) => linkSync(join(root, 'results', 'gate.json'), join(root, 'x')),
      /link/,
    ],
    ['a pipe', (root) => execFileSync('mkfifo', [join(root, 'results', 'train.json')]), /device/],
    ['a hidden character', (root) => writeFileSync(join(root, 'a\u202eb'), ''), /not shown/],
    ['a backslash', (root) => writeFileSync(join(root, 'a\\b'), ''), /backslash/],
    [
      'two spellings',
      (root) => {
        writeFileSync(join(root, 'a'), '');
        writeFileSync(join(root, 'A'), '');
      },
      /differ in case/,
    ],
    ['too many folders', (root) => mkdirSync(join(root, 'a/b/c/d/e/f/g/h/i'), { recursive: true }), /deeper/],
  ])('with %s', async (_, write, why) => {
    await refused(filled(write), why);
  });
  it('with a result that is too large, and one that is right', async () => {
    const root = filled((at) => writeFileSync(join(at, 'results', 'gate.b.json'), 'x'.repeat(5000)));
    await refused(root, /larger than/, { file: 4999 });
    expect(await read(filled(() => undefined))).toHaveLength(1);
    expect(dirname(root)).toBe(folder);
  });
});

const hold = (over: object) => JSON.stringify({ ...gateResult(), run: RUN, ...over });
const JSONS: readonly [string, string | Buffer, RegExp, Partial<ReceivedLimits>?][] = [
  ['nothing', '', /no JSON/],
  ['text', 'pass', /no JSON/],
  ['NaN', hold({ durationMs: 1 }).replace('"durationMs":1', '"durationMs":NaN'), /no JSON/],
  ['Infinity', hold({ durationMs: 1 }).replace('"durationMs":1', '"durationMs":Infinity'), /no JSON/],
  [
    'a number beyond all',
    hold({ durationMs: 1 }).replace('"durationMs":1', '"durationMs":1e999'),
    /not finite/,
  ],
  [
    'a number beyond all in what is free',
    hold({ extra: 1 }).replace('"extra":1', '"extra":-1e999'),
    /not finite/,
  ],
  ['lists in lists', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, /nested deeper/],
  ['objects in objects', '{"a":'.repeat(50_000), /nested deeper/],
  ['many values', `[${'0,'.repeat(2000)}0]`, /more than 1000 values/, { jsonValues: 1000 }],
  ['a huge text', hold({ summary: 'x'.repeat(2_000_000) }), /text of more than/],
  ['__proto__', '{"__proto__": {"verdict": "pass"}}', /__proto__/],
  [
    '__proto__ inside',
    hold({}).replace('"findings":', '"x":{"__proto__":{"polluted":true}},"findings":'),
    /__proto__/,
  ],
  ['no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), /no UTF-8/],
  ['a byte-order mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(hold({}))]), /no JSON/],
  ['UTF-16', Buffer.from(hold({}), 'utf16le'), /no JSON|no UTF-8|nested/],
  ['two values', `${hold({})}{}`, /no JSON/],
  ['an end that is missing', hold({}).slice(0, -1), /no JSON/],
  ['an unknown verdict', hold({ verdict: 'great' }), /no result/],
  ['a verdict in capitals', hold({ verdict: 'PASS' }), /no result/],
  ['a list of verdicts', hold({ verdict: ['pass'] }), /no result/],
  ['no verdict', hold({ verdict: undefined }), /no result/],
  ['an unknown command', hold({ command: 'gates' }), /no result/],
  ['another command than its name', hold({ command: 'constructor' }), /no result/],
  ['a later schema', hold({ schemaVersion: 2 }), /no result/],
  [
    'a commit of a baseline that is an address',
    hold({ baseline: { source: 'x', version: null, digest: null, commit: '../../../evil' } }),
    /no result/,
  ],
  ['another name than its file', hold({ name: 'linux' }), /holds "gate.linux.json"/],
  ['a name that is a path', hold({ name: '../x' }), /holds/],
  ['another run', hold({ run: { ...RUN, id: '556' } }), /another run/],
  ['the number of the run with a blank', hold({ run: { ...RUN, id: '555 ' } }), /another run/],
  ['a later attempt', hold({ run: { ...RUN, attempt: 3 } }), /another run/],
  ['another commit', hold({ run: { ...RUN, commit: 'a'.repeat(40) } }), /another run/],
  ['no commit', hold({ run: { ...RUN, commit: null } }), /another run/],
];

describe('JSON', () => {
  it.each(JSONS)('with %s', async (_, data, why, limits = {}) => {
    await refused(archive(zip([{ name: 'results/gate.json', data, stored: true }])), why, limits);
  });
  it.each([
    ['of another run', { ...RUN, id: '1' }, /another run/],
    ['that is none', { id: 5 }, /no identity/],
  ])('an identity %s', async (_, run, why) => {
    await refused(archive(zip([GOOD, { name: 'run.json', data: JSON.stringify(run) }])), why);
  });
  it('keys that every object inherits change nothing', async () => {
    const data = hold({ constructor: { prototype: { polluted: true } }, toString: 'x', hasOwnProperty: 1 });
    await read(archive(zip([{ name: 'results/gate.json', data }])));
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
  it('of results that are several things at once tells every reason', async () => {
    const place = archive(
      zip([
        { name: 'results/gate.json', data: '{' },
        { name: 'results/evaluate.json', data: '[]' },
      ]),
    );
    await expect(read(place)).rejects.toMatchObject({
      reasons: [expect.stringContaining('evaluate'), expect.stringContaining('gate')],
    });
  });
  it('depth is that of a parser', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const depth = (part: unknown): number =>
          typeof part === 'object' && part !== null ? 1 + Math.max(0, ...Object.values(part).map(depth)) : 0;
        expect(depthOf(JSON.stringify(value))).toBe(depth(value));
      }),
    );
  });
});

describe('names', () => {
  it('that pass are relative, plain, and shown as they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (name) => {
        expect(shownStrange(name)).toMatch(/^"[\x20-\x7e…]*"$/);
        if (nameProblem(name, RECEIVED_LIMITS) !== null) return;
        expect(join('/top', name).startsWith('/top/')).toBe(true);
        expect(name).not.toMatch(/[\p{C}\\:]|^\/|(^|\/)\.\.?(\/|$)/u);
      }),
      { numRuns: 2000 },
    );
  });
});

it('there are more than a hundred of them', () => {
  expect(NAMES.length + LIES.length + JSONS.length).toBeGreaterThan(100);
});
