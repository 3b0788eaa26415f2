import { readFileSync } from "node:fs"
import type { LineRow, RestoreStatus, StatementLine } from "@hundi/operations/restore"
import { parse } from "csv-parse/sync"
import type { RestoreCommand } from "../cli/parse-restore-command.ts"
import { groupRupees } from "../file/print-summary.ts"
import { SetupError } from "../setup/setup-error.ts"
import { allowed } from "./approval-commands.ts"
import { withOperations } from "./with-operations.ts"

/** What is missing after a restore, and what people say about it. Returns the exit code: 1 while sends are frozen. */
export const restore = (command: RestoreCommand): Promise<number> =>
  withOperations(async ({ restore: desk }) => {
    switch (command.act) {
      case "status":
        return show(await desk.status(), command.json)
      case "compare":
        return show(await allowed(() => desk.compare({ from: command.from, to: command.to, lines: readStatement(command.file) })), false)
      case "assign": {
        const { line, payoutId, reference, by, reason } = command
        const order = { line, payoutId, by, reason, ...(reference === undefined ? {} : { reference }) }
        const { assigned } = await allowed(() => desk.assign(order))
        print(
          assigned
            ? `${line} is ${payoutId}'s: the bank is asked about it now, and its answer decides`
            : `${by}'s word is written down. The backup shows another attempt of ${payoutId} as reserved: a second person must say that this payment took its place`
        )
        return 0
      }
      case "dismiss": {
        const { dismissed } = await allowed(() => desk.dismiss(command))
        print(dismissed ? `${command.line} is no payment of this journal` : `${command.by}'s word is written down: a second person must say the same`)
        return 0
      }
      case "lift":
        print((await allowed(() => desk.lift(command.by))).says)
        return 0
    }
  })

const show = (status: RestoreStatus, json: boolean): number => {
  const { frozen, open, missing, since, until } = status
  if (json) print(JSON.stringify(status, (_key, value: unknown) => (typeof value === "bigint" ? value.toString() : value)))
  else if (!frozen) print("nothing is frozen: the journal agrees with the anchors kept beside it")
  else {
    print(`SENDS ARE FROZEN: the journal was restored from a backup. The statement must show ${since ?? ""} to ${until ?? ""} whole.`)
    for (const one of missing) print(`  missing: ${one}`)
    for (const line of open) print(describe(line))
    if (missing.length === 0) print("  nothing is missing. Two people: hundi-worker restore lift --by NAME")
  }
  return frozen ? 1 : 0
}

const describe = ({ line, day, amountPaise, reference, bankNumber, by }: LineRow): string =>
  [
    `\n${line}: Rs ${groupRupees(amountPaise)} debited on ${day}, number ${bankNumber ?? "not shown"}, our reference ${reference ?? "not shown: ask the bank for it"}`,
    `  whose it is: hundi-worker restore assign ${line} --payout ID${reference === null ? " --reference R" : ""} --by NAME --reason TEXT`,
    ...(reference === null ? [`  no payout's${by === null ? "" : `, as ${by} says`}: hundi-worker restore dismiss ${line} --by NAME --reason TEXT`] : [])
  ].join("\n")

/** Names the line of the file that is wrong, and repeats nothing of it. */
const readStatement = (path: string): readonly StatementLine[] => {
  const rows = readRows(path)
  return rows.map(({ day = "", amount = "", narration }, index) => {
    const wrong = (what: string): SetupError => new SetupError(`line ${index + 2} of the statement, column ${what}`)
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(day))) throw wrong("day: a date that exists, YYYY-MM-DD")
    const [, sign, rupees, paise = ""] = /^(-?)(\d{1,13})(?:\.(\d{1,2}))?$/.exec(amount.trim()) ?? []
    if (rupees === undefined) throw wrong("amount: rupees such as -100.50, below zero for a debit")
    if (narration === undefined) throw wrong("narration: it is missing")
    const amountPaise = BigInt(rupees) * 100n + BigInt(paise.padEnd(2, "0"))
    return { day, amountPaise: sign === "-" ? -amountPaise : amountPaise, narration }
  })
}

const readRows = (path: string): readonly Partial<Record<"day" | "amount" | "narration", string>>[] => {
  let content: string
  try {
    content = readFileSync(path, "utf8")
  } catch (error) {
    throw new SetupError(`the statement: the file cannot be read (${(error as NodeJS.ErrnoException).code ?? "failed"})`)
  }
  try {
    return parse(content, { bom: true, columns: true, skip_empty_lines: true, trim: true })
  } catch {
    throw new SetupError("the statement: it must be CSV with the columns day, amount, narration")
  }
}

const print = (text: string): void => void process.stdout.write(`${text}\n`)
