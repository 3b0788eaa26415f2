import { existsSync, statfsSync, statSync } from "node:fs"
import type { StateFolder } from "../setup/state-folder.ts"
import { fail, type Finding, ok, warn } from "./finding.ts"

const MIB = 1024 * 1024
/** A payout takes some 3 KB with its history: this is room for a hundred thousand. */
const LOW_BYTES = 1024 * MIB
const FULL_BYTES = 100 * MIB
/** SQLite folds the log in at 4 MB, unless somebody reads without end. */
const LONG_LOG_BYTES = 64 * MIB

/** Free disk, and the length of the journal's write-ahead log. On a full disk nothing is taken on and nothing is sent. */
export const checkSpace = ({ root, journal }: StateFolder): readonly Finding[] => {
  if (!existsSync(root)) return []
  const { bavail, bsize } = statfsSync(root)
  return [judgeFree(bavail * bsize), ...judgeLog(existsSync(`${journal}-wal`) ? statSync(`${journal}-wal`).size : undefined)]
}

/** @param freeBytes - what an ordinary user may still write */
export const judgeFree = (freeBytes: number): Finding => {
  const text = `${show(freeBytes)} free where the journal lies`
  const todo = "free some disk, or move HUNDI_STATE while no worker runs: a full disk stops the payments, it loses none"
  if (freeBytes < FULL_BYTES) return fail("disk", text, todo)
  return freeBytes < LOW_BYTES ? warn("disk", text, todo) : ok("disk", text)
}

/** @param logBytes - undefined: there is no log, which is well too */
export const judgeLog = (logBytes: number | undefined): readonly Finding[] => {
  if (logBytes === undefined) return []
  const text = `the write-ahead log has ${show(logBytes)}`
  return logBytes < LONG_LOG_BYTES
    ? [ok("journal log", text)]
    : [warn("journal log", text, "something keeps reading the journal (a backup, an open SQLite shell): end it, and the log is folded in")]
}

const show = (bytes: number): string => (bytes >= 1024 * MIB ? `${(bytes / (1024 * MIB)).toFixed(1)} GB` : bytes >= MIB ? `${Math.round(bytes / MIB)} MB` : `${Math.round(bytes / 1024)} KB`)
