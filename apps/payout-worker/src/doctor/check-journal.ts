import { existsSync } from "node:fs"
import { showTime } from "@hundi/operations/http"
import { contradictions, readAnchorFile } from "../audit/anchor-file.ts"
import type { StateFolder } from "../setup/state-folder.ts"
import { fail, type Finding, note, ok, warn } from "./finding.ts"
import { openJournal } from "../worker/open-journal.ts"
import { type FileFacts, readJournalFile } from "./read-journal-file.ts"
import { type JournalFacts, OVERDUE_MS, readJournal } from "./read-journal.ts"

const HOUR_MS = 3_600_000
/** IMPS unknowns are asked about until T+2; one that is older than a day is worth a person's look. */
const OLD_UNKNOWN_MS = 24 * HOUR_MS
const NAMED = 5

/** The journal's health: its file, its histories, its anchors, and what waits in it for whom. Changes nothing. */
export const checkJournal = async (folder: StateFolder, now: number): Promise<readonly Finding[]> => {
  if (!existsSync(folder.journal)) return [note("journal", "none yet; the first start makes it")]
  const file = await readJournalFile(folder.journal)
  const about = [judgeFile(file), judgeMigration(file)]
  // Opening tables that are behind would bring them up to date, and that is not for a doctor to do.
  if (file.damage.length > 0 || file.migration !== file.newestMigration) return about
  const journal = openJournal(folder)
  try {
    const facts = await readJournal(journal, now)
    const histories = [judgeHistories(facts), judgeAnchors(facts, folder)]
    return [...about, ...histories, judgeUnknown(facts, now), judgeReview(facts), judgeOverdue(facts), ...judgePauses(facts)]
  } finally {
    await journal.close()
  }
}

const judgeFile = ({ damage }: FileFacts): Finding =>
  damage.length === 0
    ? ok("journal", "SQLite finds the file whole")
    : fail("journal", `SQLite finds the file damaged (${damage.length} faults)`, "stop the worker, keep this file as evidence, restore the last backup, and compare with the bank's statement before you pay again")

const judgeMigration = ({ migration, newestMigration: newest }: FileFacts): Finding => {
  if (migration > newest) return fail("journal tables", `at number ${migration}, and this program knows ${newest}: a newer one has written here`, "run the newer program; going back needs the backup from before")
  return migration === newest
    ? ok("journal tables", `at number ${migration}, the newest`)
    : warn("journal tables", `at number ${migration}, and this program works with ${newest}; what is in them was not looked at`, "take a backup, run hundi-worker migrate, then doctor again")
}

const judgeHistories = ({ altered, verified }: JournalFacts): Finding =>
  altered.length === 0
    ? ok("histories", `the newest ${verified} are whole; hundi-worker verify-audit looks at all`)
    : fail("histories", `ALTERED: ${altered.slice(0, NAMED).join(", ")}${altered.length > NAMED ? ` and ${altered.length - NAMED} more` : ""}`, "somebody has changed the journal: pause the rails, keep the file, run hundi-worker verify-audit, and compare with the bank's statement")

const judgeAnchors = ({ anchors }: JournalFacts, folder: StateFolder): Finding => {
  const contradicted = contradictions(readAnchorFile(folder.anchors), anchors)
  if (contradicted.length > 0) {
    return fail("anchors", `the file beside the journal knows ${contradicted.length} anchors that the journal does not: it is older than it should be, or another one`, "was it restored from a backup? Compare with the bank's statement before you pay; hundi-worker verify-audit tells more")
  }
  const last = anchors.at(-1)
  return last === undefined ? note("anchors", "none yet; a running worker writes one every quarter of an hour") : ok("anchors", `${anchors.length}, the last of ${showTime(last.at)}`)
}

const judgeUnknown = ({ oldestUnknownSince: since, waiting }: JournalFacts, now: number): Finding => {
  if (since === null) return ok("unknown", "no payout's outcome is unknown")
  const text = `${waiting.unknown ?? 0} payouts are unknown and being asked about; the oldest attempt for ${showAge(now - since)}`
  return now - since > OLD_UNKNOWN_MS
    ? warn("unknown", text, "look for its reference at the start of the remark on the bank's statement; do not pay it again meanwhile")
    : note("unknown", text)
}

const judgeReview = ({ waiting }: JournalFacts): Finding => {
  const count = waiting.review ?? 0
  return count === 0
    ? ok("review", "nothing waits for people")
    : warn("review", `${count} payouts wait for people: no program can decide them`, "open the page, or GET /v1/review, and decide each with the bank's statement at hand; it takes two people")
}

const judgeOverdue = ({ overdue }: JournalFacts): Finding =>
  overdue === 0
    ? ok("overdue", "nothing is overdue")
    : warn("overdue", `${overdue} payouts were due more than ${OVERDUE_MS / 60_000} minutes ago and nobody took them`, "no worker runs on this journal, or it is stuck: start hundi-worker serve, or run pay again; nothing is paid twice by that")

const judgePauses = ({ pauses }: JournalFacts): readonly Finding[] =>
  pauses.length === 0
    ? [ok("rails", "none is paused")]
    : pauses.map(({ rail, reason, at }) => warn("rails", `${rail} is PAUSED since ${showTime(at)} and sends nothing: ${reason}`, `mend the cause, then: hundi-worker resume ${rail}`))

const showAge = (ms: number): string => (ms < HOUR_MS ? `${Math.max(0, Math.round(ms / 60_000))} min` : ms < 48 * HOUR_MS ? `${Math.round(ms / HOUR_MS)} h` : `${Math.round(ms / (24 * HOUR_MS))} days`)
