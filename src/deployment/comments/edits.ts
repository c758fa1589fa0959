/**
 * Changes that others made to the text that an approver reads. Put back, it looks as it was; who read it in between saw
 * something else.
 */

export interface TextEdit {
  /** ISO time. */
  readonly at: string;
  readonly by: string;
  /** True where it was our own. */
  readonly own: boolean;
}

/** The last change that was not ours; null where there was none. `edits` are oldest first. */
export function lastChange(edits: readonly TextEdit[]): TextEdit | null {
  return edits.findLast(({ own }) => !own) ?? null;
}

/**
 * Why a comment of `createdAt` may rest on what somebody else wrote; false where it cannot: nobody changed the text, or
 * the comment is later than our writing it anew, which says that it was changed.
 */
export function unreadChange(edits: readonly TextEdit[], createdAt: string): string | false {
  const change = lastChange(edits);
  if (change === null) return false;
  const anew = edits[edits.lastIndexOf(change) + 1];
  // Written so that times which cannot be read refuse.
  if (anew !== undefined && Date.parse(createdAt) > Date.parse(anew.at)) return false;
  const { at, by } = change;
  return `the text of this issue was changed by ${by || 'a deleted account'} at ${at}, and this comment may rest on that`;
}
