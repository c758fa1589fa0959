/**
 * Ends this process by SIGKILL at a chosen step of its work on files: before a call (which is after the one
 * before it), or in the middle of a write. The functions of `node:fs/promises` are wrapped, so the code under test has no hooks for it.
 */
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

let step = 0;
let target = Number.POSITIVE_INFINITY;
let wrapped = false;

/** Steps since the last call. */
export function countSteps(): number {
  const count = step;
  step = 0;
  return count;
}

/** From now on: ends the process at the step of that number, from 1; 0 never ends it but counts the steps. */
export function killAtStep(number: number): void {
  wrap();
  step = 0;
  target = number === 0 ? Number.POSITIVE_INFINITY : number;
}

function pass(): void {
  step += 1;
  // A signal to oneself is delivered before the call returns.
  if (step === target) process.kill(process.pid, 'SIGKILL');
}

type Call = (...values: never[]) => Promise<unknown>;

function around<F extends Call>(call: F): F {
  const stepped = async function (this: unknown, ...values: Parameters<F>): Promise<unknown> {
    pass();
    return call.apply(this, values);
  };
  return stepped as F;
}

function wrap(): void {
  if (wrapped) return;
  wrapped = true;
  const open = fs.open;
  let known = false;
  fs.open = around(async (...values: Parameters<typeof open>) => {
    const handle = await open(...values);
    if (!known) {
      known = true;
      wrapHandle(Object.getPrototypeOf(handle));
    }
    return handle;
  });
  fs.link = around(fs.link);
  fs.rename = around(fs.rename);
  fs.mkdir = around(fs.mkdir as Call) as typeof fs.mkdir;
  fs.rm = around(fs.rm);
  syncBuiltinESMExports();
}

function wrapHandle(prototype: fs.FileHandle): void {
  prototype.sync = around(prototype.sync);
  const { writeFile } = prototype;
  // A step, half of the bytes, a step, and then the rest.
  prototype.writeFile = async function (this: fs.FileHandle, data: string | Uint8Array) {
    const bytes = Buffer.from(data as Uint8Array);
    const half = Math.floor(bytes.length / 2);
    pass();
    await writeFile.call(this, bytes.subarray(0, half));
    pass();
    await writeFile.call(this, bytes.subarray(half));
  } as typeof writeFile;
}
