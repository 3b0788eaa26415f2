import { SetupError } from "../setup/setup-error.ts"
import { person } from "./parse-beneficiary-command.ts"
import { flag, needed, readFlags as read, text } from "./read-flags.ts"

/** The way back after a journal was restored from a backup. */
export type RestoreCommand =
  | { readonly name: "restore"; readonly act: "status"; readonly json: boolean }
  | { readonly name: "restore"; readonly act: "compare"; readonly file: string; readonly from: string; readonly to: string }
  | { readonly name: "restore"; readonly act: "assign"; readonly line: string; readonly payoutId: string; readonly reference: string | undefined; readonly by: string; readonly reason: string }
  | { readonly name: "restore"; readonly act: "dismiss"; readonly line: string; readonly by: string; readonly reason: string }
  | { readonly name: "restore"; readonly act: "lift"; readonly by: string }

/** @throws SetupError */
export const readRestoreCommand = (args: readonly string[]): RestoreCommand => {
  const [act = "", ...rest] = args
  const name = "restore"
  if (act === "status") return { name, act, json: read(name, rest, { json: flag }, 0).values.json }
  if (act === "compare") {
    const { values, positionals } = read(name, rest, { from: text, to: text }, 1)
    return { name, act, file: positionals[0] ?? "", from: day(values.from, "from", "the statement's first day"), to: day(values.to, "to", "its last day") }
  }
  if (act === "assign") {
    const { values, positionals } = read(name, rest, { payout: text, reference: text, by: text, reason: text }, 1)
    const payoutId = needed(values.payout, "payout", "whose debit it is")
    return { name, act, line: positionals[0] ?? "", payoutId, reference: values.reference, by: person(values.by), reason: reasonOf(values.reason) }
  }
  if (act === "dismiss") {
    const { values, positionals } = read(name, rest, { by: text, reason: text }, 1)
    return { name, act, line: positionals[0] ?? "", by: person(values.by), reason: reasonOf(values.reason) }
  }
  if (act !== "lift") throw new SetupError("hundi-worker restore knows status, compare, assign, dismiss, lift")
  return { name, act, by: person(read(name, rest, { by: text }, 0).values.by) }
}

const reasonOf = (reason: string | undefined): string => needed(reason, "reason", "it stands in the history for good")

const day = (value: string | undefined, name: string, use: string): string => {
  const given = needed(value, name, `${use}, YYYY-MM-DD`)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(given) || Number.isNaN(Date.parse(given))) throw new SetupError(`--${name} must be a date that exists, YYYY-MM-DD`)
  return given
}
