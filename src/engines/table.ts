/**
 * What is known of each engine and each platform: data only. Versions and digests are in locked.ts, which is
 * made from the lock file.
 */
import { type AssayError, environmentError } from '../base/index.js';
import { LOCKED } from './locked.js';
import type { EngineName } from './types.js';

export const PLATFORMS = ['linux-x64', 'linux-arm64', 'darwin-arm64', 'win32-x64'] as const;
export type Platform = (typeof PLATFORMS)[number];

const PLATFORM_NAMES: Readonly<Record<Platform, string>> = {
  'linux-x64': 'Linux x64 (glibc)',
  'linux-arm64': 'Linux arm64 (glibc)',
  'darwin-arm64': 'macOS arm64',
  'win32-x64': 'Windows x64',
};

export interface LockedPackage {
  readonly name: string;
  readonly version: string;
  /** `sha512-<base64>` of the tarball, as in the lock file. */
  readonly integrity: string;
  /** Absent: for every platform. */
  readonly platforms?: readonly Platform[];
}

export interface LockedEngine {
  /** The package that is loaded. */
  readonly module: string;
  readonly version: string;
  readonly packages: readonly LockedPackage[];
}

export interface EngineFacts {
  readonly title: string;
  /**
   * What must resolve, each from where the one before it lies, before the engine can load: it ends at the
   * binary of the platform, which a node_modules made on another machine does not have.
   */
  readonly probe: (platform: Platform) => readonly string[];
  /** Which files of a tarball are unpacked; the path is inside the package. */
  readonly keep: (path: string, platform: Platform) => boolean;
}

/** Code for Node and binaries; no types, maps, sources or modules for browsers. */
const CODE =
  /^(package\.json|LICENSE[^/]*|[^/]+\.(js|node|so[.\d]*|dylib|dll)|lib\/.+\.js|dist\/(?!esm\/).+\.js(on)?)$/;

export const ENGINES: Readonly<Record<EngineName, EngineFacts>> = {
  duckdb: {
    title: 'DuckDB',
    probe: (platform) => [
      '@duckdb/node-api',
      '@duckdb/node-bindings',
      `@duckdb/node-bindings-${platform}/duckdb.node`,
    ],
    keep: (path) => CODE.test(path),
  },
  onnxruntime: {
    title: 'ONNX Runtime',
    probe: (platform) => [
      'onnxruntime-node/package.json',
      `./bin/napi-v6/${platform.replace('-', '/')}/onnxruntime_binding.node`,
      'onnxruntime-common',
    ],
    keep: (path, platform) => {
      const binary = /^bin\/napi-v\d+\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(path);
      if (binary === null) return CODE.test(path) && !path.startsWith('lib/');
      // Providers for CUDA and TensorRT weigh hundreds of megabytes, and evaluation runs on the CPU.
      return `${binary[1]}-${binary[2]}` === platform && !/providers_(cuda|tensorrt)/.test(binary[3] ?? '');
    },
  },
};

export const ENGINE_NAMES = Object.keys(ENGINES) as readonly EngineName[];

/** Packages of an engine that a platform needs. */
export function packagesFor(engine: EngineName, platform: Platform): readonly LockedPackage[] {
  return LOCKED[engine].packages.filter((each) => each.platforms?.includes(platform) ?? true);
}

/** Name of the folder of an engine in a cache: another version or platform is another folder. */
export function folderName(engine: EngineName, platform: Platform): string {
  return `${engine}-${LOCKED[engine].version}-${platform}`;
}

export interface Machine {
  readonly platform: string;
  readonly arch: string;
  /** False on Linux with musl (Alpine), for which there are no binaries here. */
  readonly glibc: () => boolean;
}

export const thisMachine: Machine = {
  platform: process.platform,
  arch: process.arch,
  glibc: () => {
    // Without this the report looks up the name of every open connection.
    Object.assign(process.report, { excludeNetwork: true });
    const report: unknown = process.report.getReport();
    const header = typeof report === 'object' && report !== null && 'header' in report ? report.header : null;
    return typeof header === 'object' && header !== null && 'glibcVersionRuntime' in header;
  },
};

/** The row of the platform table for a machine. An environment error that lists the table where there is none. */
export function platformOf(machine: Machine = thisMachine): Platform {
  const wanted = `${machine.platform}-${machine.arch}`;
  const platform = PLATFORMS.find((each) => each === wanted);
  if (platform === undefined) throw unsupported(wanted);
  return platform;
}

/**
 * Refuses Linux with musl, for which the table has no binaries. Apart from `platformOf` since it takes some
 * milliseconds, and matters only where engines are installed: what npm has installed there, npm has chosen.
 */
export function requireGlibc(platform: Platform, machine: Machine = thisMachine): void {
  if (platform.startsWith('linux-') && machine.platform === 'linux' && !machine.glibc()) {
    throw unsupported(`${platform} with musl instead of glibc`);
  }
}

function unsupported(machine: string): AssayError {
  return environmentError({
    message: `there are no engines for ${machine}`,
    expected: PLATFORMS.map((each) => PLATFORM_NAMES[each]).join(', '),
    fix: 'run this step on one of these; for Alpine take an image of Debian or Ubuntu',
  });
}
