export function ensureMermaid(): { readonly path: string | null; readonly missing: string };
