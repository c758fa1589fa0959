/** How well one answer matches one reference. */
import { l as rouge } from 'js-rouge';

/** ASCII punctuation, Python's string.punctuation. */
const PUNCTUATION = /[!-/:-@[-`{-~]/g;
const ARTICLES = /(?<![\p{L}\p{N}_])(?:a|an|the)(?![\p{L}\p{N}_])/gu;

/** Lower case, without punctuation and articles, single spaces: `normalize_answer` of SQuAD's evaluate-v2.0.py. */
function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .replace(PUNCTUATION, '')
    .replace(ARTICLES, ' ')
    .split(/\s+/)
    .filter((word) => word !== '');
}

export function exactMatch(answer: string, reference: string): number {
  return wordsOf(answer).join(' ') === wordsOf(reference).join(' ') ? 1 : 0;
}

export function strictMatch(answer: string, reference: string): number {
  return answer === reference ? 1 : 0;
}

/** F1 of the words, each counted as often as both have it. Where one has no words: 1 if both have none, else 0. */
export function tokenF1(answer: string, reference: string): number {
  const [ours, theirs] = [wordsOf(answer), wordsOf(reference)];
  if (ours.length === 0 || theirs.length === 0) return ours.length === theirs.length ? 1 : 0;
  const left = new Map<string, number>();
  for (const word of theirs) left.set(word, (left.get(word) ?? 0) + 1);
  let same = 0;
  for (const word of ours) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    left.set(word, count - 1);
    same++;
  }
  return same === 0 ? 0 : (2 * same) / (ours.length + theirs.length);
}

const runs = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** F1 of the longest common subsequence of words of the whole texts, not sentence by sentence. */
export function rougeL(answer: string, reference: string): number {
  // The library refuses texts without words; rouge_score gives them 0.
  if (runs(answer).length === 0 || runs(reference).length === 0) return 0;
  return rouge(answer, reference, { segmenter: (text) => [text], tokenizer: runs });
}
