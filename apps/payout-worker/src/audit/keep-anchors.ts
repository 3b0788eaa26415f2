import { renameSync } from "node:fs"
import type { Journal } from "@hundi/core"
import { appendAnchors, contradictions, readAnchorFile } from "./anchor-file.ts"

/** How often the heads of the chains are fixed (L9), ms. */
const EVERY_MS = 15 * 60_000

export const railsOfWorker = ["imps", "upi", "neft", "rtgs", "internal"] as const

/** What stands in the way of paying after a restore. */
export const RESTORED =
  "the journal is older than the anchors beside it: was it restored from a backup? Payments of the time between may have been made;"
  + " hundi-worker restore status says what must be compared with the bank's statement before anything is sent"

export interface AnchorKeeping {
  /** Anchors what has grown, now. */
  readonly keep: () => Promise<void>
  readonly stop: () => Promise<void>
}

/**
 * Anchors the journal now and then, and copies each anchor to a file beside it, which whoever audits can take elsewhere. A file
 * that knows more than the journal means that the journal is an older one: every rail is then held, enquiries go on, and the file is
 * put aside as evidence.
 *
 * @param now ms since 1970 (UTC), the bank's time
 * @param freeze what is done about a journal that is older than its anchors; every rail is paused unless given
 */
export const keepAnchors = async (
  journal: Journal,
  path: string,
  now: () => number,
  say: (line: string) => void,
  freeze: (reason: string) => Promise<unknown> = (reason) => pauseAll(journal, reason, now())
): Promise<AnchorKeeping> => {
  const [inFile, inJournal] = [readAnchorFile(path), await journal.anchors()]
  if (contradictions(inFile, inJournal).length > 0) {
    await freeze(RESTORED)
    const aside = `${path}.contradicted-${new Date(now()).toISOString().replaceAll(":", "")}`
    renameSync(path, aside)
    say(`WARNING: ${RESTORED}. All rails are held; the anchors that contradict the journal are in ${aside}`)
    appendAnchors(path, inJournal)
  } else {
    // What a crash kept from the file. By number: two workers may both have written one.
    const written = new Set(inFile.map(({ no }) => no))
    appendAnchors(path, inJournal.filter(({ no }) => !written.has(no)))
  }
  const keep = async (): Promise<void> => {
    const anchor = await journal.anchor(now())
    if (anchor !== undefined) appendAnchors(path, [anchor])
  }
  const timer = setInterval(() => void keep().catch((error: unknown) => say(`anchor: ${error instanceof Error ? error.message : "failed"}`)), EVERY_MS)
  timer.unref()
  return {
    keep,
    stop: async () => {
      clearInterval(timer)
      await keep()
    }
  }
}

const pauseAll = async (journal: Journal, reason: string, at: number): Promise<void> => {
  for (const rail of railsOfWorker) await journal.pause(rail, reason, at)
}
