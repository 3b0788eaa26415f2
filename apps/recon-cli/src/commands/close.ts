import { type BalanceProof, maskAccount, type Period, toJson, writeRupees } from "@hundi/recon/books"
import { dateOf, type FlagsOf, needed, personOf } from "../cli/parse-command.ts"
import { writeTable } from "../print/table.ts"
import { ownAccountOf } from "../setup/own-account.ts"
import { stateFolderOf } from "../setup/state-folder.ts"
import { UsageError } from "../setup/usage-error.ts"
import { withBooks } from "../setup/with-books.ts"

/** Locks a period, opens one again, or lists them. Returns the exit code. */
export const close = async (flags: FlagsOf<"close">): Promise<number> => {
  const folder = stateFolderOf(process.env)
  if (flags.list) {
    const periods = withBooks(folder, (books) => books.periods.list(flags.account))
    process.stdout.write(flags.json ? `${toJson({ periods })}\n` : printPeriods(periods))
    return 0
  }
  const order = {
    account: ownAccountOf(flags.account, process.env, folder),
    from: dateOf(needed(flags.from, "from", "the first day"), "from"),
    to: dateOf(needed(flags.to, "to", "the last day"), "to"),
    by: personOf(flags.by, process.env)
  }
  if (flags.reopen) {
    const reason = needed(flags.reason, "reason", "why a closed period must change; it stands in the books")
    const done = withBooks(folder, (books) => books.periods.reopen({ ...order, reason }))
    const words = done === "reopened" ? "Open again." : "Proposed: a second person reopens it with the same command."
    process.stdout.write(flags.json ? `${toJson({ done })}\n` : `${words}\n`)
    return 0
  }
  if (flags.reason !== undefined) throw new UsageError("--reason belongs to --reopen")
  const proof = withBooks(folder, (books) => books.periods.close(order))
  process.stdout.write(flags.json ? `${toJson({ done: "closed", proof })}\n` : printProof(proof))
  return 0
}

const printProof = ({ account, from, to, openingPaise, creditsPaise, debitsPaise, closingPaise, runs }: BalanceProof): string =>
  `Closed: account ${maskAccount(account)}, ${from} to ${to}\n\n`
  + writeTable(
    [
      ["opening balance", writeRupees(openingPaise)],
      ["+ credits", writeRupees(creditsPaise)],
      ["- debits", writeRupees(debitsPaise)],
      ["= closing balance", writeRupees(closingPaise)]
    ],
    [1]
  )
  + `\n  proved by ${runs.length === 1 ? "run" : "runs"} ${runs.map((run) => run.slice(0, 12)).join(", ")}\n`

const printPeriods = (periods: readonly Period[]): string =>
  periods.length === 0
    ? "Nothing is closed yet.\n"
    : writeTable(
        [
          ["account", "from", "to", "closing balance Rs", "closed by", "state"],
          ...periods.map(({ account, from, to, proof, closedBy, state }) => [
            ...[maskAccount(account), from, to, writeRupees(proof.closingPaise), closedBy, state]
          ])
        ],
        [3]
      )
