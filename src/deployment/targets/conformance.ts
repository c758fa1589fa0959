/** What every kind of target must do, as one suite. A new kind is a file that passes it. */
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LayoutName } from './layouts.js';
import { NOTHING, type PlacedFile, type Placement, type Target } from './target.js';

export interface TargetUnderTest {
  /** The same place, as another process would open it. */
  open(layout: LayoutName, fetch: (sha256: string, path: string) => Promise<void>): Promise<Target>;
  /** Keys below the target, sorted. */
  keys(): Promise<string[]>;
  /** The text that lies there; past the target. */
  read(key: string): Promise<string>;
  write(key: string, text: string): Promise<void>;
  remove(key: string): Promise<void>;
  close(): Promise<void>;
}

const contents = new Map<string, string>();
function file(name: string, content: string): PlacedFile {
  const sha256 = createHash('sha256').update(content).digest('hex');
  contents.set(sha256, content);
  return { file: name, sha256, size: Buffer.byteLength(content) };
}
const fetched: string[] = [];
async function fetch(sha256: string, path: string): Promise<void> {
  fetched.push(sha256);
  await writeFile(path, contents.get(sha256) ?? '');
}
/** A version of two files: external weights lie beside the model. */
function placement(version: number, more: Partial<Placement> = {}): Placement {
  return {
    model: 'm',
    version,
    digest: `sha256:${String(version).repeat(64).slice(0, 64)}`,
    files: [file('model.onnx', `model ${version}`), file('weights.bin', `weights ${version}`)],
    ...more,
  };
}

export function targetConformance(name: string, make: () => Promise<TargetUnderTest>): void {
  describe.each<[LayoutName, string]>([
    ['triton', 'config.pbtxt'],
    ['plain', 'current.json'],
  ])(`${name} laid out for %s`, (layout, pointer) => {
    let place: TargetUnderTest;
    let target: Target;
    beforeEach(async () => {
      place = await make();
      target = await place.open(layout, fetch);
      fetched.length = 0;
    });
    afterEach(() => place.close());

    const served = async (): Promise<[number, readonly string[]] | null> => {
      const found = await target.current('m');
      return found && [found.version, found.problems];
    };
    const serve = async (version: number): Promise<readonly string[]> => {
      const from = await target.mark('m');
      const strange = await target.stage(placement(version));
      expect(await target.switchTo('m', version, from)).toMatchObject({ done: true });
      return strange;
    };

    it('serves nothing at first, and a version once it was switched to', async () => {
      expect(await served()).toBeNull();
      expect(await target.mark('m')).toBe(NOTHING);
      expect(await serve(1)).toEqual([]);
      expect(await served()).toEqual([1, []]);
      expect(await place.keys()).toEqual(
        ['m/1/assay.json', 'm/1/model.onnx', 'm/1/weights.bin', `m/${pointer}`].sort(),
      );
      const found = await target.current('m');
      expect(found?.files.map(({ file: one, sha256 }) => `${one} ${sha256}`)).toEqual(
        placement(1).files.map(({ file: one, sha256 }) => `${one} ${sha256}`),
      );
      expect(found?.digest).toBe(placement(1).digest);
    });

    it('what is staged is not served, and staging again brings nothing twice', async () => {
      await serve(1);
      const mark = await target.mark('m');
      await target.stage(placement(2));
      expect(await served()).toEqual([1, []]);
      expect(await target.mark('m')).toBe(mark);
      fetched.length = 0;
      const again = await place.open(layout, fetch);
      expect(await again.stage(placement(2))).toEqual([]);
      expect(fetched).toEqual([]);
    });

    it('does not switch to what is not there', async () => {
      await serve(1);
      await expect(target.switchTo('m', 2, await target.mark('m'))).rejects.toThrow(/version 2 of m is not/);
      expect(await served()).toEqual([1, []]);
    });

    it.each([
      ['changed', 'm/1/weights.bin', 'weights x'],
      ['missing', 'm/1/model.onnx', null],
      ['damaged', 'm/1/assay.json', '{}'],
    ])('finds and mends what is %s, and says so', async (_, key, text) => {
      await serve(1);
      if (text === null) await place.remove(key);
      else await place.write(key, text);
      expect((await served())?.[1]).toHaveLength(1);
      const strange = await (await place.open(layout, fetch)).stage(placement(1));
      expect(strange.join()).toContain(key.slice(2).split('/')[1]);
      expect((await (await place.open(layout, fetch)).current('m'))?.problems).toEqual([]);
    });

    it('finds a pointer that says nothing, and serves again', async () => {
      await serve(1);
      const text = await place.read(`m/${pointer}`);
      await place.write(`m/${pointer}`, 'half');
      expect((await served())?.[1].join()).toContain('does not say which version is served');
      expect(await serve(1)).toEqual([]);
      expect(await served()).toEqual([1, []]);
      await place.write(`m/${pointer}`, text.replaceAll(/[0-9a-f]{64}/g, 'f'.repeat(64)));
      expect((await served())?.[1].join()).toContain('is of m version 1');
      await place.remove(`m/${pointer}`);
      expect(await served()).toBeNull();
      await serve(1);
      expect(await served()).toEqual([1, []]);
    });

    it('serves nothing after it was cleared, and another version then', async () => {
      await serve(1);
      await target.clear('m', await target.mark('m'));
      expect(await served()).toBeNull();
      expect(await target.mark('m')).toBe(NOTHING);
      await serve(2);
      expect(await served()).toEqual([2, []]);
    });

    it('never removes what is served or kept', async () => {
      for (const version of [1, 2, 3, 4]) await serve(version);
      await target.prune('m', [3]);
      const versions = new Set((await place.keys()).map((key) => key.split('/')[1]));
      expect(versions).toContain('3');
      expect(versions).toContain('4');
      if (layout === 'triton') expect([...versions].sort()).toEqual(['3', '4', pointer]);
      expect(await served()).toEqual([4, []]);
      await place.write(`m/${pointer}`, 'half');
      await target.prune('m', []);
      expect(new Set((await place.keys()).map((key) => key.split('/')[1]))).toEqual(versions);
    });

    it('keeps signatures beside the model, also those that come later', async () => {
      await serve(1);
      expect((await target.current('m'))?.signatures).toEqual([]);
      await target.stage(placement(1, { signatures: ['one', 'two'] }));
      expect((await target.current('m'))?.signatures).toEqual(['one', 'two']);
      await target.stage(placement(1));
      expect((await target.current('m'))?.signatures).toEqual(['one', 'two']);
    });

    it('opens a version as files of this machine, the model beside its weights', async () => {
      await serve(1);
      const found = await target.current('m');
      if (found === null) throw new Error('nothing is served');
      const { readFile } = await import('node:fs/promises');
      const { dirname, join } = await import('node:path');
      const read = await target.opened(found, async (path) => [
        await readFile(path, 'utf8'),
        await readFile(join(dirname(path), 'weights.bin'), 'utf8'),
      ]);
      expect(read).toEqual(['model 1', 'weights 1']);
    });

    it('refuses names that leave the version', async () => {
      const wrong = { files: [file('model.onnx', 'x'), file('../evil', 'y')] } as const;
      await expect(target.stage(placement(1, wrong))).rejects.toThrow(/plain file names/);
      await expect(target.mark('../m').then(() => target.current('../m'))).rejects.toThrow(
        /cannot be the name/,
      );
      expect(await place.keys()).toEqual([]);
    });
  });
}
