/** Training: seeds and outputs, parameters, cache, accelerators, what the machine was used for. */
import type { TrainResult } from '../../results/index.js';
import { type Block, type Content, code, details, list, table, text } from '../document.js';
import { formatBytes, formatDuration } from '../text.js';
import { artifactTable, datasetTable, NOTHING, plural, shortDigest } from './parts.js';

export function trainBlocks(result: TrainResult): Block[] {
  const outputs = result.seeds.flatMap((seed) =>
    Object.entries(seed.outputs).map(([name, artifact]) => ({
      ...artifact,
      label: result.seeds.length > 1 ? `${name} (seed ${seed.seed})` : name,
    })),
  );
  const params = Object.entries(result.params);
  return [
    details(
      [
        text(`Training: ${plural(result.seeds.length, 'seed')}`),
        text(result.cache.hit ? ', restored from the run cache' : ''),
      ],
      [
        list(factsOf(result), 'spare'),
        table(
          ['seed>', 'exit code>', 'time>'],
          result.seeds.map((seed) => [
            [text(String(seed.seed))],
            seed.exitCode === null ? NOTHING : [text(String(seed.exitCode))],
            [text(formatDuration(seed.durationMs))],
          ]),
          'spare',
        ),
        ...(outputs.length > 0 ? [artifactTable(outputs)] : []),
        ...(params.length > 0
          ? [
              table(
                ['parameter', 'value'],
                params.map(([name, value]) => [[code(name)], [code(valueText(value))]]),
                'spare',
              ),
            ]
          : []),
        ...(result.datasets.length > 0 ? [datasetTable(result.datasets)] : []),
      ],
    ),
  ];
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined');
}

function factsOf(result: TrainResult): Content[] {
  const { cache, accelerators, telemetry, code: source } = result;
  const command = typeof source.command === 'string' ? source.command : source.command.join(' ');
  const devices = accelerators.devices.map((device) => device.name).join(', ');
  const used = [
    telemetry.cpuPercentMax === null ? null : `CPU at most ${Math.round(telemetry.cpuPercentMax)}%`,
    telemetry.memoryBytesMax === null ? null : `memory at most ${formatBytes(telemetry.memoryBytesMax)}`,
    telemetry.gpuUtilizationPercentMean === null
      ? null
      : `GPU ${Math.round(telemetry.gpuUtilizationPercentMean)}% on average`,
    telemetry.gpuMemoryBytesMax === null
      ? null
      : `GPU memory at most ${formatBytes(telemetry.gpuMemoryBytesMax)}`,
  ].filter((part) => part !== null);
  return [
    [text('Command: '), code(command)],
    [
      text('Run cache: '),
      text(cache.hit ? 'restored, nothing changed, key ' : 'trained, key '),
      code(shortDigest(cache.key)),
      text(cache.changed.length > 0 ? `; changed: ${cache.changed.join(', ')}` : ''),
    ],
    [text(`Accelerators: ${devices === '' ? 'none' : devices}`)],
    ...(used.length > 0 ? [[text(`Used: ${used.join(', ')}`)]] : []),
  ];
}
