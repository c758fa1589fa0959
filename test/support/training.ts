/** Stand-ins for tests of training: a recorded `nvidia-smi`, ONNX files made by hand. Nothing else imports it. */
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Recording {
  /** What the query for devices prints, line by line. */
  readonly devices: readonly string[];
  readonly exit?: number;
  /** What the query for utilisation prints; each is `utilisation, used MiB`. */
  readonly usage?: readonly string[];
  /** After this file is there, the devices are gone. */
  readonly lostWhen?: string;
}

/** Writes a program with the interface of `nvidia-smi` as its driver prints it, and gives its folder for the PATH. */
export function recordedNvidiaSmi(folder: string, recording: Recording): string {
  const bin = mkdtempSync(join(folder, 'smi-'));
  const print = (lines: readonly string[]) => lines.map((line) => `echo ${JSON.stringify(line)}`).join('\n');
  const lost = recording.lostWhen
    ? `if [ -e ${JSON.stringify(recording.lostWhen)} ]; then echo "Unable to determine the device handle for GPU0000:3B:00.0: GPU is lost.  Reboot the system to recover this GPU"; exit 15; fi`
    : '';
  writeFileSync(
    join(bin, 'nvidia-smi'),
    `#!/bin/bash
[ "$2" = "--format=csv,noheader,nounits" ] || { echo "Invalid combination of input arguments."; exit 2; }
${lost}
case "$1" in
  --query-gpu=index,name,memory.total,driver_version) ${print(recording.devices) || ':'}
  exit ${recording.exit ?? 0};;
  --query-gpu=utilization.gpu,memory.used) ${print(recording.usage ?? []) || ':'}
  ;;
  *) echo "Field \\"$1\\" is not a valid field to query."; exit 2;;
esac
`,
  );
  chmodSync(join(bin, 'nvidia-smi'), 0o755);
  return bin;
}

type Field = readonly [number: number, value: number | string | Uint8Array | readonly Field[]];

/** Encodes a protobuf message: numbers as varints, texts, bytes and messages with their length. */
export function protobuf(fields: readonly Field[]): Buffer {
  return Buffer.concat(
    fields.flatMap(([number, value]) => {
      if (typeof value === 'number') return [varint(number * 8), varint(value)];
      const bytes =
        typeof value === 'string'
          ? Buffer.from(value)
          : value instanceof Uint8Array
            ? Buffer.from(value)
            : protobuf(value);
      return [varint(number * 8 + 2), varint(bytes.length), bytes];
    }),
  );
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return Buffer.from([...bytes, rest]);
}

/** A model that ONNX Runtime loads: y = Identity(x) on one float. */
export function identityModel(): Buffer {
  const value = (name: string): Field[] => [
    [1, name],
    [
      2,
      [
        [
          1,
          [
            [1, 1],
            [2, [[1, [[1, 1]]]]],
          ],
        ],
      ],
    ],
  ];
  return protobuf([
    [1, 8],
    [
      7,
      [
        [
          1,
          [
            [1, 'x'],
            [2, 'y'],
            [4, 'Identity'],
          ],
        ],
        [2, 'g'],
        [11, value('x')],
        [12, value('y')],
      ],
    ],
    [8, [[2, 17]]],
  ]);
}

/** A tensor whose data lies in another file. */
export function externalTensor(location: string): Field[] {
  return [
    [1, 1],
    [2, 1],
    [8, 'w'],
    [
      13,
      [
        [1, 'location'],
        [2, location],
      ],
    ],
    [14, 1],
  ];
}
