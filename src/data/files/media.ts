/** The media type of a file by its content, and whether its name says the same. */
import { extname } from 'node:path';
import type { Reader } from './reader.js';

const TEXT: Readonly<Record<string, string>> = {
  '.txt': 'text/plain',
  '.md': 'text/markdown',
  '.csv': 'text/csv',
  '.tsv': 'text/tab-separated-values',
  '.json': 'text/json',
  '.jsonl': 'text/json',
  '.xml': 'text/xml',
  '.svg': 'text/svg+xml',
  '.html': 'text/html',
  '.htm': 'text/html',
};

/** What a name promises. Only endings that mean one thing. */
const NAMED: Readonly<Record<string, RegExp>> = {
  '.jpg': /^image\/jpeg$/,
  '.jpeg': /^image\/jpeg$/,
  '.png': /^image\/a?png$/,
  '.gif': /^image\/gif$/,
  '.webp': /^image\/webp$/,
  '.bmp': /^image\/bmp$/,
  '.tif': /^image\/tiff$/,
  '.tiff': /^image\/tiff$/,
  '.avif': /^image\/avif$/,
  '.heic': /^image\/hei[cf]$/,
  '.wav': /^audio\/(wav|x-wav|vnd\.wave)$/,
  '.mp3': /^audio\/mpeg$/,
  '.flac': /^audio\/(x-)?flac$/,
  '.ogg': /ogg|opus/,
  '.mp4': /^(video|audio)\/mp4$/,
  '.mov': /^video\/quicktime$/,
  '.avi': /^video\//,
  '.pdf': /^application\/pdf$/,
  '.zip': /^application\/zip$/,
  '.docx': /wordprocessingml/,
  '.xlsx': /spreadsheetml/,
  '.gz': /^application\/gzip$/,
};

/** `application/octet-stream` where nothing is recognised. Text is what holds UTF-8 and no NUL at its beginning. */
export async function mediaOf(reader: Reader, path: string): Promise<string> {
  const { fileTypeFromBuffer } = await import('file-type');
  // Office documents are told from other archives by entries that may lie further in.
  const head = await reader.read(0, 1 << 18);
  const found = await fileTypeFromBuffer(head);
  const ending = extname(path).toLowerCase();
  if (found !== undefined) return found.mime.startsWith('application/xml') ? 'text/xml' : found.mime;
  const named = TEXT[ending];
  if (named !== undefined || looksLikeText(head.subarray(0, 4096))) return named ?? 'text/plain';
  return 'application/octet-stream';
}

/** False where the ending of the name promises another type than the content has. */
export function nameFits(path: string, media: string): boolean {
  return NAMED[extname(path).toLowerCase()]?.test(media) ?? true;
}

/** `image/*` takes every image. */
export function mediaMatches(media: string, pattern: string): boolean {
  return pattern.endsWith('/*') ? media.startsWith(pattern.slice(0, -1)) : media === pattern;
}

function looksLikeText(head: Buffer): boolean {
  if (head.includes(0)) return false;
  // The end of the piece may cut a character in two.
  const text = new TextDecoder('utf-8').decode(head, { stream: true });
  return !text.includes('�');
}
