import type { Anchor, Journal } from "@hundi/core"

/** The anchors kept elsewhere that the journal does not have, or has otherwise: it is older than they are, or another one. */
export const contradictions = (kept: readonly Anchor[], journal: readonly Anchor[]): readonly number[] => {
  const known = new Map(journal.map((anchor) => [anchor.no, anchor]))
  return kept.filter(({ no, hash, at }) => known.get(no)?.hash !== hash || known.get(no)?.at !== at).map(({ no }) => no)
}

/** Was this journal restored from a backup? Only anchors that were kept outside of it can tell (L9). */
export const isOlder = async (kept: readonly Anchor[], journal: Pick<Journal, "anchors">): Promise<boolean> =>
  contradictions(kept, await journal.anchors()).length > 0
