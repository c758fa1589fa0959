export const VERSION: string;
export const BINARY: string;
export function minio(): Promise<{ binary: string; missing: string }>;
