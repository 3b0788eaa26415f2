import { existsSync } from "node:fs"
import type { Outcome } from "@hundi/core"
import { toJson, writeRupees } from "@hundi/recon/books"
import { planQuestions, type Question } from "../bank/plan-questions.ts"
import { readLink, readOffsetMs } from "../bank/read-link.ts"
import { type FlagsOf, personOf } from "../cli/parse-command.ts"
import { openJournalFile } from "../journal/open-journal-file.ts"
import { type OpenPayment, readOpenPayments } from "../journal/open-questions.ts"
import { counted, writeTable } from "../print/table.ts"
import { type StateFolder, stateFolderOf } from "../setup/state-folder.ts"
import { UsageError } from "../setup/usage-error.ts"

type Flags = FlagsOf<"resolve">

/** Asks the bank about payments that are not proved either way; without `--apply`, says what it would ask. Returns the exit code. */
export const resolve = async (flags: Flags): Promise<number> => {
  const by = flags.apply ? personOf(flags.by, process.env) : ""
  const folder = stateFolderOf(process.env)
  const open = readOpen(folder, flags.only)
  if (!flags.apply) {
    const questions = planQuestions(open, await nowOf(folder))
    process.stdout.write(flags.json ? `${toJson({ wouldAsk: questions.map(toPlan) })}\n` : printPlan(questions))
    return open.length === 0 ? 0 : 2
  }
  const link = await readLink(process.env, folder)
  const now = Date.now() + (await readOffsetMs(link))
  const questions = planQuestions(open, now)
  const { askBank } = await import("../bank/ask-bank.ts")
  const ids = questions.filter(({ notNow }) => notNow === null).map(({ payment }) => payment.id)
  const asked = await askBank({ link, folder, ids, by, withDue: flags.only.length === 0 })
  const after = readOpen(folder, flags.only)
  const results = asked.results.map(({ id, before, after: status, outcome }) => ({ payout: id, before, after: status, answer: outcome === undefined ? "none" : wordsOf(outcome) }))
  const left = after.map(({ payoutId, status, reference }) => ({ payout: payoutId, status, reference }))
  process.stdout.write(flags.json ? `${toJson({ asked: results, held: asked.held, left })}\n` : printResults(results, asked.held, after, questions))
  return left.length === 0 ? 0 : 2
}

const readOpen = ({ journal }: StateFolder, only: readonly string[]): readonly OpenPayment[] => {
  const database = openJournalFile(journal)
  try {
    const all = readOpenPayments(database)
    if (only.length === 0) return all
    return all.filter(({ payoutId, id, reference }) => [payoutId, id, reference].some((name) => only.includes(name)))
  } finally {
    database.close()
  }
}

/** The bank's time, where a simulator is set; the real one otherwise. A plan needs no bank. */
const nowOf = async (folder: StateFolder): Promise<number> => {
  if (!process.env["HUNDI_BANK_URL"] || !existsSync(folder.partner)) return Date.now()
  try {
    return Date.now() + (await readOffsetMs(await readLink(process.env, folder)))
  } catch (error) {
    if (error instanceof UsageError) throw error
    return Date.now()
  }
}

const wordsOf = (outcome: Outcome): string => {
  switch (outcome.kind) {
    case "Settled":
      return "paid"
    case "Accepted":
      return "debited; the credit is still to come"
    case "Rejected":
      return `not paid: ${[...new Set([outcome.code, outcome.meaning])].join(" ")}`
    case "Reversed":
      return outcome.proved ? "returned in full" : "returned, says the bank; look for the credit on the statement"
    case "Pending":
      return `under way at the bank (${outcome.on})`
    case "Unknown":
      return `still not known (${outcome.reason})`
    case "NotSent":
      return "the bank could not be reached"
  }
}

const toPlan = ({ payment: { payoutId, reference, status, rail, amountPaise, businessDate }, asks, notNow }: Question) => ({
  ...{ payout: payoutId, reference, status, rail, amountPaise, businessDate, asks },
  ...(notNow === null ? {} : { notNow })
})

const printPlan = (questions: readonly Question[]): string => {
  if (questions.length === 0) return "Nothing is unknown: every payment is proved either way.\n"
  const rows = questions.map(({ payment, asks, notNow }) => [
    ...[payment.payoutId, payment.reference, payment.businessDate, `Rs ${writeRupees(payment.amountPaise)}`],
    ...[payment.status, notNow ?? asks.join(", then ")]
  ])
  const now = questions.filter(({ notNow }) => notNow === null).length
  return `${writeTable([["payment", "reference", "date", "amount", "stands at", "would ask"], ...rows], [3])}\n  ${counted(now, "payment")} would be asked about. To ask: hundi-recon resolve --apply --by NAME\n`
}

const printResults = (
  results: readonly Readonly<Record<"payout" | "before" | "after" | "answer", string>>[],
  held: readonly string[],
  left: readonly OpenPayment[],
  questions: readonly Question[]
): string => {
  const rows = results.map(({ payout, before, after, answer }) => [payout, answer, before === after ? before : `${before} -> ${after}`])
  const waits = questions.flatMap(({ payment, notNow }) => (notNow === null ? [] : [`  ${payment.payoutId}: ${notNow}\n`]))
  const parts = [
    rows.length === 0 ? "Nothing was asked.\n" : writeTable([["payment", "the bank says", "journal"], ...rows]),
    waits.join(""),
    held.length === 0 ? "" : `  ${counted(held.length, "payment is", "payments are")} being worked on by a worker.\n`,
    left.length === 0 ? "\nNothing is left unknown.\n" : `\n${counted(left.length, "payment is", "payments are")} still not proved either way.\n`
  ]
  return parts.join("")
}
