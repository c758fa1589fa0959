export function findChromium(): string | null;
export function ensureChromium(): { readonly path: string | null; readonly missing: string };
