import { type Books, maskAccount, maskNarration, outcomeWords, type ReconException, toJson, type Word, writeRupees } from "@hundi/recon/books"
import { dateOf, type FlagsOf, needed, personOf } from "../cli/parse-command.ts"
import { counted, writeTable } from "../print/table.ts"
import { stateFolderOf } from "../setup/state-folder.ts"
import { istToday } from "../setup/today.ts"
import { UsageError } from "../setup/usage-error.ts"
import { withBooks } from "../setup/with-books.ts"

type Flags = FlagsOf<"exceptions">

/** Lists the queue, or writes one person's word into it. Returns the exit code. */
export const exceptions = async ([act = "", id = ""]: readonly string[], flags: Flags): Promise<number> => {
  const action = acts[act]
  if (action === undefined) throw new UsageError(`hundi-recon exceptions knows ${Object.keys(acts).join(", ")}. See hundi-recon exceptions --help`)
  if ((id === "") !== (act === "list")) throw new UsageError(act === "list" ? "hundi-recon exceptions list takes no id" : `hundi-recon exceptions ${act} takes the id of an exception, or its first six characters`)
  const asOf = dateOf(flags["as-of"] ?? istToday(), "as-of")
  const { json, text } = withBooks(stateFolderOf(process.env), (books) => action(books, id, flags, asOf))
  process.stdout.write(flags.json ? `${toJson(json)}\n` : text)
  return 0
}

interface Answer {
  readonly json: unknown
  readonly text: string
}

type Act = (books: Books, id: string, flags: Flags, asOf: string) => Answer

const statuses = ["open", "proposed", "closed", "cleared", "all"] as const

const acts: Readonly<Record<string, Act>> = {
  list: (books, _, { status, account, assignee }, asOf) => {
    const wanted = statuses.find((one) => one === status)
    if (status !== undefined && wanted === undefined) throw new UsageError(`--status is one of ${statuses.join(", ")}`)
    const found = books.exceptions.list({
      asOf,
      ...(wanted === undefined ? {} : { status: wanted }),
      ...(account === undefined ? {} : { account }),
      ...(assignee === undefined ? {} : { assignee })
    })
    return { json: { asOf, exceptions: found }, text: printList(found) }
  },
  show: (books, id, _, asOf) => {
    const found = books.exceptions.get(id, asOf)
    return { json: found, text: printOne(found) }
  },
  assign: (books, id, flags, asOf) => {
    const [to, by] = [needed(flags.to, "to", "who takes it on"), personOf(flags.by, process.env)]
    books.exceptions.assign({ id, by, to })
    return shown(books, id, asOf, `Assigned to ${to}.`)
  },
  note: (books, id, flags, asOf) => {
    const [text, by] = [needed(flags.text, "text", "what to write down"), personOf(flags.by, process.env)]
    books.exceptions.note({ id, by, text })
    return shown(books, id, asOf, "Noted.")
  },
  close: (books, id, flags, asOf) => {
    const [reason, by] = [needed(flags.reason, "reason", "what explains it; it stands in the books"), personOf(flags.by, process.env)]
    const done = books.exceptions.close({ id, by, reason })
    return shown(books, id, asOf, done === "closed" ? "Closed." : "Proposed: a second person closes it with the same command.")
  }
}

const shown = (books: Books, id: string, asOf: string, text: string): Answer => ({ json: books.exceptions.get(id, asOf), text: `${text}\n` })

const printList = (found: readonly ReconException[]): string => {
  if (found.length === 0) return "Nothing waits for people.\n"
  const rows = found.map(({ id, on, ageDays, outcome, journalPaise, statementPaise, status, assignee, proposedBy, payoutIds }) => [
    ...[id.slice(0, 12), on, `${ageDays} d`, outcomeWords[outcome].title, writeRupees(journalPaise - statementPaise)],
    ...[status === "proposed" ? `proposed by ${proposedBy ?? ""}` : status, assignee ?? "nobody yet", payoutIds.slice(0, 3).join(" ")]
  ])
  const head = ["id", "date", "age", "what", "difference Rs", "status", "assigned to", "payments"]
  const totalPaise = found.reduce((sum, { journalPaise, statementPaise }) => sum + magnitude(journalPaise - statementPaise), 0n)
  return `${writeTable([head, ...rows], [2, 4])}\n  ${counted(found.length, "exception")}, Rs ${writeRupees(totalPaise)}\n`
}

const magnitude = (paise: bigint): bigint => (paise < 0n ? -paise : paise)

const printOne = (one: ReconException & { readonly words: readonly Word[] }): string => {
  const { title, meaning, todo } = outcomeWords[one.outcome]
  const facts = [
    ["date", `${one.on} (${counted(one.ageDays, "day")} ago)`],
    ["account", maskAccount(one.account)],
    ["what", `${title}: ${meaning}`],
    ["why", maskNarration(one.why)],
    ["we sent", `Rs ${writeRupees(one.journalPaise)}`],
    ["statement", `Rs ${writeRupees(one.statementPaise)}`],
    ["payments", one.payoutIds.join(", ") || "none"],
    ...one.lines.map(({ file, lineNo, narration }) => ["line", `${file}:${lineNo} ${maskNarration(narration)}`]),
    ["status", one.status],
    ["assigned to", one.assignee ?? "nobody yet"],
    ["to do", todo]
  ]
  const words = one.words.map(({ at, kind, by, text }) => [istTime(at), kind, by, text])
  return `\n  ${one.id}\n${writeTable(facts)}\n${writeTable(words)}`
}

const istTime = (at: number): string => new Date(at + 19_800_000).toISOString().slice(0, 16).replace("T", " ")
