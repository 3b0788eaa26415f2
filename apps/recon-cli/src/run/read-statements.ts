import { statSync } from "node:fs"
import { basename, resolve } from "node:path"
import { mergeStatements, readStatement, type ReadStatement, type ReadStatementOptions } from "@hundi/recon/inputs"
import { dateOf, type FlagsOf } from "../cli/parse-command.ts"
import type { Progress } from "../print/progress.ts"
import { readJsonFile } from "../setup/read-json-file.ts"
import { UsageError } from "../setup/usage-error.ts"

type Flags = FlagsOf<"run">

/** Reads and checks every statement whole; lines that two files share count once. @throws ReconInputError naming file, line and rule */
export const readStatements = async (flags: Flags, account: string, progress: Progress): Promise<readonly ReadStatement[]> => {
  const options = statementOptions(flags, account)
  const statements: ReadStatement[] = []
  for (const path of flags.statement) {
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) throw new UsageError(`--statement: there is no file ${path}`)
    progress.step(`Checking ${basename(path)}`)
    statements.push(await readStatement(resolve(path), options))
  }
  const merged = await mergeStatements(statements)
  for (const file of merged.dropped) process.stderr.write(`${file}: every line of it is in another file: it counts once\n`)
  for (const { after, before } of merged.gaps) process.stderr.write(`WARNING: ${before} does not open with the balance that ${after} closed with: a statement in between is missing\n`)
  return merged.statements
}

const orders = { dmy: "dmy", mdy: "mdy" } as const

const statementOptions = (flags: Flags, account: string): ReadStatementOptions => {
  const order = flags["date-order"]
  if (order !== undefined && !(order in orders)) throw new UsageError("--date-order is dmy (31/12/2026) or mdy (12/31/2026)")
  const { from, to, opening, closing, layout } = flags
  if ((from === undefined) !== (to === undefined)) throw new UsageError("--from and --to belong together")
  return {
    account,
    ...(order === undefined ? {} : { dateOrder: order as keyof typeof orders }),
    ...(from === undefined || to === undefined ? {} : { period: { from: dateOf(from, "from"), to: dateOf(to, "to") } }),
    ...(opening === undefined ? {} : { openingPaise: paiseOf(opening, "opening") }),
    ...(closing === undefined ? {} : { closingPaise: paiseOf(closing, "closing") }),
    ...(layout === undefined ? {} : { mapping: readJsonFile(layout, "--layout") as NonNullable<ReadStatementOptions["mapping"]> })
  }
}

const paiseOf = (text: string, name: string): bigint => {
  const [, sign = "", whole = "", cents = ""] = /^(-?)([\d,]+)(?:\.(\d{1,2}))?$/.exec(text.trim()) ?? []
  if (whole === "") throw new UsageError(`--${name} is in rupees, such as 1234567.50`)
  const paise = BigInt(whole.replaceAll(",", "")) * 100n + BigInt(cents.padEnd(2, "0"))
  return sign === "-" ? -paise : paise
}

