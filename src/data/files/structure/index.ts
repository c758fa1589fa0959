/** Which walk looks at which media type. A new format is a row here. */
import { gif } from './gif.js';
import { jpeg } from './jpeg.js';
import { bmp, boxes, ogg, pdf, text, zip } from './others.js';
import { png } from './png.js';
import { riff } from './riff.js';
import type { Walk } from './walk.js';

export type { Structure, Walk } from './walk.js';

const WALKS: readonly [RegExp, Walk][] = [
  [/^image\/(png|apng)$/, png],
  [/^image\/jpeg$/, jpeg],
  [/^image\/gif$/, gif],
  [/^(image\/webp|audio\/wav|audio\/x-wav|audio\/vnd\.wave|video\/vnd\.avi|video\/x-msvideo)$/, riff],
  [/^image\/bmp$/, bmp],
  [/^application\/pdf$/, pdf],
  [/^application\/(zip|epub\+zip|java-archive|vnd\.(openxmlformats|oasis)[\w.-]*)/, zip],
  [/^(video|audio)\/(mp4|quicktime|x-m4a|x-m4v|3gpp2?)$|^image\/(avif|heic|heif)$/, boxes],
  [/^(audio|video|application)\/ogg|^audio\/(opus|vorbis)/, ogg],
  [/^text\//, text],
];

/** Null where nothing is known of the format's structure. */
export function walkOf(media: string): Walk | null {
  return WALKS.find(([pattern]) => pattern.test(media))?.[1] ?? null;
}
