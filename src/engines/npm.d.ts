/** The parts that we use of npm's own libraries, which come without types. */
declare module '@npmcli/config' {
  interface Options {
    npmPath: string;
    definitions: unknown;
    shorthands: unknown;
    flatten: unknown;
    nerfDarts?: unknown;
    argv: readonly string[];
    env: Record<string, string | undefined>;
    cwd: string;
    warn?: boolean;
  }
  export default class Config {
    constructor(options: Options);
    load(): Promise<void>;
    /** Options in the form that npm-registry-fetch takes. */
    readonly flat: Record<string, unknown>;
  }
}

declare module '@npmcli/config/lib/definitions/index.js' {
  const parts: { definitions: unknown; shorthands: unknown; flatten: unknown; nerfDarts: unknown };
  export default parts;
}

declare module 'npm-registry-fetch' {
  interface Response {
    readonly status: number;
    readonly headers: { get(name: string): string | null };
    readonly body: AsyncIterable<Uint8Array>;
  }
  interface Fetch {
    (url: string, options: Record<string, unknown>): Promise<Response>;
    json(url: string, options: Record<string, unknown>): Promise<unknown>;
    pickRegistry(spec: string, options: Record<string, unknown>): string;
  }
  const fetch: Fetch;
  export default fetch;
}
