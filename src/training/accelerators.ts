/** Accelerators of this machine, asked through `nvidia-smi`, which comes with every NVIDIA driver. */
import { type Context, codeOf, messageOf, runProcess } from '../base/index.js';
import type { Accelerators } from '../results/index.js';

export type Device = Accelerators['devices'][number];

/**
 * - `absent`: there is no `nvidia-smi`, so no driver;
 * - `failed`: it is there, and found no device or ended with an error; `detail` has its words;
 * - `present`: at least one device.
 */
export interface DeviceQuery {
  readonly state: 'absent' | 'failed' | 'present';
  readonly devices: readonly Device[];
  readonly detail: string;
}

const QUERY = [
  '--query-gpu=index,name,memory.total,driver_version',
  '--format=csv,noheader,nounits',
] as const;
/** A driver that has lost a device can leave nvidia-smi hanging. */
const TIMEOUT_MS = 30_000;
const MIB = 2 ** 20;

/** Asks for the devices that a program started with this environment would see. Never throws for their lack. */
export async function queryDevices(ctx: Pick<Context, 'cwd' | 'env' | 'signal'>): Promise<DeviceQuery> {
  const answer = await nvidiaSmi(ctx, QUERY, TIMEOUT_MS);
  if (answer === null) return { state: 'absent', devices: [], detail: 'there is no nvidia-smi on the PATH' };
  const text = answer.lines.join('\n').trim();
  if (answer.failure !== null) return { state: 'failed', devices: [], detail: `${answer.failure}: ${text}` };
  const devices = answer.lines.map(parseDevice).filter((device) => device !== null);
  const visible = visibleDevices(devices, ctx.env['CUDA_VISIBLE_DEVICES']);
  if (visible.length > 0) return { state: 'present', devices: visible, detail: text };
  const hidden = devices.length > 0 ? ` (CUDA_VISIBLE_DEVICES hides ${devices.length})` : '';
  return { state: 'failed', devices: [], detail: `${text || 'nvidia-smi named no device'}${hidden}` };
}

/**
 * Runs `nvidia-smi` and gives its lines; `failure` says how it ended where not well. Null where there is none.
 */
export async function nvidiaSmi(
  ctx: Pick<Context, 'cwd' | 'env' | 'signal'>,
  args: readonly string[],
  timeoutMs: number,
): Promise<{ lines: readonly string[]; failure: string | null } | null> {
  try {
    const result = await runProcess({
      command: ['nvidia-smi', ...args],
      cwd: ctx.cwd,
      env: ctx.env,
      signal: ctx.signal,
      timeoutMs,
      graceMs: 1000,
    });
    const failure = result.timedOut
      ? `nvidia-smi did not answer within ${timeoutMs / 1000} s`
      : result.cancelled
        ? 'nvidia-smi was interrupted'
        : result.exitCode !== 0
          ? `nvidia-smi ended with ${result.signal ?? result.exitCode}`
          : null;
    return { lines: result.tail, failure };
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    if (codeOf(cause) === 'ENOENT') return null;
    return { lines: [messageOf(error)], failure: 'nvidia-smi could not be started' };
  }
}

/** One line of the query above, or null where it is none (`No devices were found`). A name may hold commas. */
export function parseDevice(line: string): Device | null {
  const fields = line.split(',').map((field) => field.trim());
  if (fields.length < 4 || !/^\d+$/.test(fields[0] ?? '')) return null;
  const memory = fields.at(-2) ?? '';
  const driver = fields.at(-1) ?? '';
  return {
    index: Number(fields[0]),
    name: fields.slice(1, -2).join(', '),
    // `[N/A]` on devices that share the memory of the processor.
    memoryBytes: /^\d+(\.\d+)?$/.test(memory) ? Number(memory) * MIB : null,
    driver: /^\d/.test(driver) ? driver : null,
  };
}

/**
 * What CUDA makes of CUDA_VISIBLE_DEVICES: indexes up to the first that does not exist; empty or `-1` hides all.
 * Names (`GPU-…`, `MIG-…`) cannot be told apart by index; as many devices are taken as are named.
 */
export function visibleDevices(devices: readonly Device[], variable: string | undefined): readonly Device[] {
  if (variable === undefined) return devices;
  const named = variable
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const visible: Device[] = [];
  for (const [position, name] of named.entries()) {
    const device = /^-?\d+$/.test(name)
      ? devices.find((one) => one.index === Number(name))
      : devices[Math.min(position, devices.length - 1)];
    if (!device) break;
    visible.push(device);
  }
  return visible;
}

/** What a query says, in the form of a result. */
export function acceleratorsOf(query: DeviceQuery): Accelerators {
  return { kind: query.devices.length > 0 ? 'cuda' : 'none', devices: [...query.devices] };
}
