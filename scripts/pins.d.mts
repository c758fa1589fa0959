/** The pins, for tests: `owner/name[/path]` → `owner/name[/path]@commit # version`. */
export const PINS: Readonly<Record<string, string>>;
