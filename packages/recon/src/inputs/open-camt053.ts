import { XMLParser, XMLValidator } from "fast-xml-parser"
import type { OpenedForm, RawEvent, RawLine } from "./events.ts"
import type { Refuse } from "./recon-input-error.ts"
import { readAmount } from "./read-amount.ts"

type Node = Readonly<Record<string, unknown>>

/**
 * ISO 20022 camt.053, any version and prefix. Document types and entities other than the five of XML are refused before parsing. Line
 * numbers are those of the lines on which an entry begins.
 */
export const openCamt053 = (text: string, refuse: Refuse, account: string | undefined): OpenedForm => {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw refuse("RECON_INPUT_FORMAT", 1, "a document type or an entity is declared", "A bank's camt.053 has neither: do not trust this file.")
  const isValid = XMLValidator.validate(text)
  if (isValid !== true) throw refuse("RECON_INPUT_TRUNCATED", isValid.err.line, "the XML ends or breaks off here", "The file is cut or damaged: ask for it again.")
  const parser = new XMLParser({
    removeNSPrefix: true, ignoreAttributes: false, attributeNamePrefix: "@", parseTagValue: false, parseAttributeValue: false,
    processEntities: true, trimValues: true, isArray: (name) => ["Stmt", "Bal", "Ntry", "NtryDtls", "TxDtls", "Ustrd", "AddtlTxInf"].includes(name)
  })
  const document = parser.parse(text) as Node
  const statements = list(at(document, "Document", "BkToCstmrStmt")["Stmt"])
  const lineOf = entryLines(text)
  const events: RawEvent[] = []
  let entries = 0
  let isFound = false
  for (const statement of statements) {
    const found = accountOf(statement)
    const rows = list(statement["Ntry"])
    const isOurs = account === undefined || found === account || !/^\d{6,}$/.test(found)
    isFound ||= isOurs
    if (isOurs) events.push(...readStatementNode(statement, found, (index) => lineOf(entries + index), refuse))
    entries += rows.length
  }
  if (statements.length === 0) throw refuse("RECON_INPUT_FORMAT", 1, "there is no statement (Stmt) in the file", "Ask for the file again.")
  if (!isFound) throw refuse("RECON_INPUT_ACCOUNT", 0, `no statement of the account that ends in ${(account ?? "").slice(-4)} is in the file`, "Give the statement of the right account.")
  return {
    format: "camt053", dateFormat: "yyyy-mm-dd", needsClosing: true,
    events: async function* () {
      yield events
    }
  }
}

const readStatementNode = (statement: Node, account: string, lineOf: (index: number) => number, refuse: Refuse): RawEvent[] => {
  const balances = list(statement["Bal"]).map((node) => ({ node, code: textAt(node, "Tp", "CdOrPrtry", "Cd") }))
  const balance = (kind: "opening" | "closing", ...codes: readonly string[]): RawEvent[] => {
    const node = balances.find(({ code }) => codes.includes(code))?.node
    if (node === undefined) return []
    const { amountPaise, direction } = readMoney(node, lineOf(0), refuse)
    return [{ kind, lineNo: lineOf(0), paise: direction === "debit" ? -amountPaise : amountPaise, date: dayOf(at(node, "Dt")) }]
  }
  const [from, to] = [textAt(statement, "FrToDt", "FrDtTm"), textAt(statement, "FrToDt", "ToDtTm")]
  const opening = balance("opening", "OPBD", "PRCD")
  const opened = opening.flatMap((event) => (event.kind === "opening" && event.date !== undefined && from === "" ? [{ kind: "opened-on", lineNo: event.lineNo, date: event.date } as const] : []))
  if (opening.length === 0) throw refuse("RECON_INPUT_TRUNCATED", lineOf(0), "there is no opening balance (OPBD or PRCD)", "Ask for the file again.")
  const closing = balance("closing", "CLBD")
  const rows = list(statement["Ntry"]).flatMap((node, index): RawEvent[] => (isBooked(node) ? [readEntry(node, lineOf(index), refuse)] : []))
  const period: RawEvent[] = from === "" || to === "" ? [] : [{ kind: "period", lineNo: 1, from: from.slice(0, 10), to: to.slice(0, 10) }]
  return [...(account === "" ? [] : [{ kind: "account", lineNo: 1, account } as const]), ...opening, ...opened, ...period, ...rows, ...closing]
}

const readEntry = (node: Node, lineNo: number, refuse: Refuse): RawLine => {
  const { amountPaise, direction } = readMoney(node, lineNo, refuse)
  if (amountPaise === 0n) throw refuse("RECON_INPUT_AMOUNT", lineNo, "an amount is above zero", "Ask for the file again.")
  const details = list(node["NtryDtls"]).flatMap((one) => list(one["TxDtls"]))
  const valueDate = dayOf(at(node, "ValDt"))
  const booked = dayOf(at(node, "BookgDt")) || valueDate
  const remittance = details.flatMap((one) => texts(at(one, "RmtInf")["Ustrd"]))
  const narration = textAt(node, "AddtlNtryInf") || remittance.join(" ") || details.flatMap((one) => texts(one["AddtlTxInf"])).join(" ")
  const reference = textAt(node, "AcctSvcrRef") || details.map((one) => textAt(one, "Refs", "AcctSvcrRef")).find((one) => one !== "") || textAt(node, "NtryRef")
  return {
    kind: "line", lineNo, date: booked, direction, amountPaise, narration,
    ...(valueDate === "" ? {} : { valueDate }), ...(reference === "" ? {} : { reference })
  }
}

const readMoney = (node: Node, lineNo: number, refuse: Refuse) => {
  const amount = node["Amt"]
  const text = typeof amount === "string" ? amount : textOf((amount as Node | undefined)?.["#text"])
  const currency = typeof amount === "object" && amount !== null ? textOf((amount as Node)["@Ccy"]) : ""
  const read = readAmount(text)
  const mark = textAt(node, "CdtDbtInd")
  if (read === undefined || read.paise < 0n || read.side !== undefined || /,/.test(text)) throw refuse("RECON_INPUT_AMOUNT", lineNo, "Amt is rupees with at most two decimals", "Ask for the file again.")
  if (currency !== "INR") throw refuse("RECON_INPUT_AMOUNT", lineNo, "amounts are in INR", "Give the statement of an account in rupees.")
  if (mark !== "DBIT" && mark !== "CRDT") throw refuse("RECON_INPUT_AMOUNT", lineNo, "CdtDbtInd is DBIT or CRDT", "Ask for the file again.")
  return { amountPaise: read.paise, direction: mark === "DBIT" ? "debit" : "credit" } as const
}

/** Pending and informational entries are not in the balances; before version 4 the status is text, later a code. */
const isBooked = (node: Node): boolean => ["", "BOOK"].includes(textOf(node["Sts"]) || textAt(node, "Sts", "Cd"))

const accountOf = (statement: Node): string => textAt(statement, "Acct", "Id", "Othr", "Id") || textAt(statement, "Acct", "Id", "IBAN")

/** A moment has its time zone with it and is left for the date book; a moment without one is the account's own day. */
const dayOf = (node: Node): string => {
  const moment = textOf(node["DtTm"])
  return textOf(node["Dt"]) || (/(?:Z|[+-]\d\d:\d\d)$/.test(moment) ? moment : moment.slice(0, 10))
}

const entryLines = (text: string): ((index: number) => number) => {
  const lines: number[] = []
  let line = 1
  for (const match of text.matchAll(/\n|<(?:\w+:)?Ntry[\s>]/g)) {
    if (match[0] === "\n") line++
    else lines.push(line)
  }
  return (index) => lines[index] ?? 1
}

const list = (value: unknown): readonly Node[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]).filter(isNode)
const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null
const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value : [value]).map(textOf).filter((text) => text !== "")
const textOf = (value: unknown): string => (typeof value === "string" ? value : "")
const at = (node: Node, ...path: readonly string[]): Node =>
  path.reduce<Node>((current, name) => (isNode(current[name]) ? current[name] : {}), node)
const textAt = (node: Node, ...path: readonly string[]): string => textOf(at(node, ...path.slice(0, -1))[path.at(-1) ?? ""])
