import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { AssayError } from './errors.js';
import { commandText, runProcess, userEnvironment } from './process.js';
import { familyOf, parseStat, processTable, residentBytes } from './process-table.js';

const folder = mkdtempSync(join(tmpdir(), 'process-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const env = { PATH: process.env['PATH'] };
const base = { cwd: folder, env };
const alive = (pid: number): boolean => {
  const entry = processTable()?.find((one) => one.pid === pid);
  return entry !== undefined && entry.state !== 'Z';
};
/** Aborts once the program has said `word`. */
function abortAt(word: string): { signal: AbortSignal; onLine: (line: string) => void; lines: string[] } {
  const controller = new AbortController();
  const lines: string[] = [];
  return {
    lines,
    signal: controller.signal,
    onLine: (line) => {
      lines.push(line);
      if (line === word) controller.abort();
    },
  };
}

describe('running a program', () => {
  it('gives both streams line by line, the exit code and the tail', async () => {
    const seen: string[] = [];
    const result = await runProcess({
      ...base,
      command: 'echo out; echo err >&2; printf "no end"; exit 3',
      onLine: (line, stream) => seen.push(`${stream}: ${line}`),
    });
    expect(seen.sort()).toEqual(['stderr: err', 'stdout: no end', 'stdout: out']);
    expect(result).toMatchObject({
      exitCode: 3,
      signal: null,
      timedOut: false,
      cancelled: false,
      killed: false,
    });
    expect([...result.tail].sort()).toEqual(['err', 'no end', 'out']);
  });

  it('runs a string in bash, where a failing part of a pipe and a failing line end it', async () => {
    expect((await runProcess({ ...base, command: 'false | cat' })).exitCode).toBe(1);
    const stopped = await runProcess({ ...base, command: 'false\necho never' });
    expect(stopped).toMatchObject({ exitCode: 1, tail: [] });
  });

  it('runs a list without a shell', async () => {
    const result = await runProcess({ ...base, command: ['printf', '%s\\n', '$HOME; *', 'é'] });
    expect(result.tail).toEqual(['$HOME; *', 'é']);
  });

  it('gives the program no environment but the one named', async () => {
    const result = await runProcess({ ...base, env: { ...env, A: '1' }, command: ['env'] });
    const names = result.tail
      .map((line) => line.split('=')[0])
      .filter((name) => name !== 'ASSAY_PROCESS_MARK');
    expect(names.sort()).toEqual(['A', 'PATH']);
  });

  it('keeps only the last lines', async () => {
    const result = await runProcess({ ...base, command: 'seq 500', tailLines: 3 });
    expect(result.tail).toEqual(['498', '499', '500']);
  });

  it('says which program could not be started, as a failure of the environment', async () => {
    const failed = runProcess({ ...base, command: ['no-such-program-here'] });
    await expect(failed).rejects.toThrow(/no-such-program-here could not be started .* no such program/s);
    await expect(failed).rejects.toSatisfy((e) => e instanceof AssayError && e.kind === 'environment');
    await expect(runProcess({ ...base, command: [] })).rejects.toThrow('empty');
  });

  it('tells of a signal that ended the program', async () => {
    const result = await runProcess({ ...base, command: ['bash', '-c', 'kill -KILL $$'] });
    expect(result).toMatchObject({ exitCode: null, signal: 'SIGKILL', killed: false });
  });
});

describe('ending a program', () => {
  it('lets it write a checkpoint after SIGTERM', async () => {
    const { signal, onLine, lines } = abortAt('ready');
    const result = await runProcess({
      ...base,
      command: `trap 'sleep 0.2; echo saved > checkpoint; echo saved; exit 0' TERM
                echo ready
                while true; do sleep 0.05 || true; done`,
      signal,
      onLine,
    });
    expect(result).toMatchObject({ cancelled: true, timedOut: false, killed: false, exitCode: 0 });
    expect(readFileSync(join(folder, 'checkpoint'), 'utf8')).toBe('saved\n');
    expect(lines.at(-1)).toBe('saved');
  });

  it('waits for the children after the shell itself has gone', async () => {
    // bash ends at SIGTERM; its child needs longer, and has the grace period for it.
    const { signal, onLine } = abortAt('ready');
    const child = `trap 'sleep 0.4; echo saved > child-checkpoint; exit 0' TERM; echo ready; while true; do sleep 0.05; done`;
    const result = await runProcess({ ...base, command: `bash -c "${child}"; echo after`, signal, onLine });
    expect(result).toMatchObject({ cancelled: true, killed: false, signal: 'SIGTERM' });
    expect(existsSync(join(folder, 'child-checkpoint'))).toBe(true);
  });

  it('kills what ignores SIGTERM after the grace period, children included', async () => {
    const result = await runProcess({
      ...base,
      command: `trap '' TERM; (trap '' TERM; echo child $BASHPID; while true; do sleep 0.05; done) & echo leader $$; wait`,
      timeoutMs: 400,
      graceMs: 200,
    });
    expect(result).toMatchObject({ timedOut: true, cancelled: false, killed: true, signal: 'SIGKILL' });
    const pids = result.tail.map((line) => Number(line.split(' ')[1]));
    expect(pids).toHaveLength(2);
    expect(pids.filter(alive)).toEqual([]);
  });

  it.runIf(process.platform === 'linux')(
    'reaches children that left the group, also orphaned ones',
    async () => {
      const { signal, onLine, lines } = abortAt('ready');
      const stray = `setsid bash -c 'echo pid $$; exec sleep 60'`;
      const result = await runProcess({
        ...base,
        command: `${stray} & (${stray} &) ; sleep 0.3; echo ready; sleep 60`,
        signal,
        onLine,
        graceMs: 3000,
      });
      expect(result).toMatchObject({ cancelled: true, killed: false });
      const pids = lines.filter((line) => line.startsWith('pid ')).map((line) => Number(line.slice(4)));
      expect(pids).toHaveLength(2);
      expect(pids.filter(alive)).toEqual([]);
    },
  );

  it('sends SIGTERM once', async () => {
    const { signal, onLine, lines } = abortAt('ready');
    // Many members of the group, so that two rounds of signals would reach the leader apart from each other.
    const program = `
      const { spawn } = require('node:child_process');
      process.on('SIGTERM', () => console.log('term'));
      for (let i = 0; i < 100; i += 1) spawn('sleep', ['60']);
      setTimeout(() => console.log('ready'), 300);
      setTimeout(() => process.exit(), 1500);`;
    const result = await runProcess({ ...base, command: [process.execPath, '-e', program], signal, onLine });
    expect(result).toMatchObject({ cancelled: true, killed: false });
    expect(lines).toEqual(['ready', 'term']);
  });

  it('leaves no child of the group behind after a normal end, and does not wait for it long', async () => {
    const result = await runProcess({ ...base, command: 'sleep 60 & echo $!; exit 0', graceMs: 1000 });
    expect(result).toMatchObject({ exitCode: 0, killed: false });
    expect(alive(Number(result.tail[0]))).toBe(false);
  });

  it('starts nothing where it is cancelled already', async () => {
    const command = `touch ${join(folder, 'started')}`;
    const result = await runProcess({ ...base, command, signal: AbortSignal.abort() });
    expect(result).toMatchObject({ exitCode: null, cancelled: true });
    expect(existsSync(join(folder, 'started'))).toBe(false);
  });
});

describe('the table of processes', () => {
  it('reads a line of stat with brackets and spaces in the name', () => {
    const line =
      '42 (a ) b (c) S 7 41 40 0 -1 4194304 1 0 0 0 25 17 0 0 20 0 1 0 100 1000 200 18446744073709551615';
    expect(parseStat(line)).toEqual({ pid: 42, state: 'S', parent: 7, group: 41, cpuTicks: 42 });
    expect(parseStat('')).toBeNull();
    expect(parseStat('42 (x) S')).toBeNull();
  });

  it('follows children out of the group', () => {
    const entry = (pid: number, parent: number, group: number) => ({
      pid,
      parent,
      group,
      state: 'S',
      cpuTicks: 0,
    });
    const table = [entry(5, 4, 5), entry(4, 3, 4), entry(3, 2, 2), entry(2, 1, 2), entry(9, 1, 9)];
    expect(familyOf(2, table).map((one) => one.pid)).toEqual([5, 4, 3, 2]);
  });

  it.runIf(process.platform === 'linux')('sees this process and its memory', () => {
    expect(processTable()?.some((entry) => entry.pid === process.pid)).toBe(true);
    expect(residentBytes(process.pid)).toBeGreaterThan(1e6);
    expect(residentBytes(2 ** 30)).toBeNull();
  });
});

it('hides the inputs of the action from a user program', () => {
  expect(
    userEnvironment({ A: '1', ASSAY_INPUTS: '{}', INPUT_TOKEN: 'x', 'input_a b': 'y', INPUTS: 'z' }),
  ).toEqual({
    A: '1',
    INPUTS: 'z',
  });
});

it('shows a command as one would type it', () => {
  expect(commandText(' python train.py\n')).toBe('python train.py');
  expect(commandText(['python', 'a b.py', '--x=1'])).toBe('python "a b.py" --x=1');
});
