import { appendFileSync, existsSync, readFileSync, renameSync } from "node:fs"
import type { Journal } from "@hundi/core"
import type { Controls, LogHead } from "@hundi/operations/controls"
import { railsOfWorker } from "./keep-anchors.ts"

/** How often the end of the log of people's words is copied, ms. */
const EVERY_MS = 15 * 60_000

/** What was found altered, and told: numbers of lines, and names of files. */
type Told = readonly (number | string)[]

/** One line of the file: the log's end. */
interface KeptHead extends LogHead {
  readonly at: number
  readonly told?: Told
}

/** What stands in the way of paying when the log is not what it was. */
export const LOG_ALTERED =
  "the log of approvals is not what it was: lines were changed or are missing, or it is of a backup. Find out who can write to the journal,"
  + " compare with the bank's statement, then resume"

/** Copying under way. */
export interface HeadKeeping {
  /** Copies the end now, if it has grown. */
  readonly keep: () => void
  readonly stop: () => void
}

interface Parts {
  readonly controls: Pick<Controls, "head" | "verify">
  readonly journal: Pick<Journal, "pause">
  readonly path: string
  readonly now: () => number
  readonly say: (line: string) => void
}

/**
 * Copies the end of the log of people's words to a file beside the anchors, now and then. A log that contradicts the file, or itself,
 * holds every rail, once: the file is then put aside as evidence.
 */
export const keepHeads = async ({ controls, journal, path, now, say }: Parts): Promise<HeadKeeping> => {
  const last = readHeads(path).at(-1)
  const { lines, files } = controls.verify()
  const found: Told = [...lines, ...files]
  const cut = last === undefined ? [] : controls.verify({ seq: last.seq, hash: last.hash }).lines.filter((seq) => !lines.includes(seq))
  const isNews = cut.length > 0 || found.some((one) => !(last?.told ?? []).includes(one))
  if (isNews) {
    for (const rail of railsOfWorker) await journal.pause(rail, LOG_ALTERED, now())
    const aside = `${path}.contradicted-${new Date(now()).toISOString().replaceAll(":", "")}`
    if (existsSync(path)) renameSync(path, aside)
    say(`WARNING: ${LOG_ALTERED}. Found: ${[...found, ...cut].join(", ")}. All rails are held; what was kept before is in ${aside}`)
  }
  let kept = isNews ? undefined : last?.hash
  const keep = (): void => {
    const head = controls.head()
    if (head.seq === 0 || head.hash === kept) return
    const line: KeptHead = { at: now(), ...head, ...(found.length === 0 ? {} : { told: found }) }
    // A torn line before it is ended first.
    const start = existsSync(path) && !readFileSync(path, "utf8").endsWith("\n") ? "\n" : ""
    appendFileSync(path, `${start}${JSON.stringify(line)}\n`, { mode: 0o600, flush: true })
    kept = head.hash
  }
  keep()
  const timer = setInterval(() => {
    try {
      keep()
    } catch (error) {
      say(`the end of the approvals' log could not be kept: ${error instanceof Error ? error.message : "failed"}`)
    }
  }, EVERY_MS)
  timer.unref()
  return {
    keep,
    stop: () => {
      clearInterval(timer)
      keep()
    }
  }
}

/** The heads of a file, in order. A last line that a crash has torn is left out. */
export const readHeads = (path: string): readonly KeptHead[] => {
  if (!existsSync(path)) return []
  return readFileSync(path, "utf8").split("\n").flatMap((line) => {
    try {
      return line === "" ? [] : [JSON.parse(line) as KeptHead]
    } catch {
      return []
    }
  })
}
