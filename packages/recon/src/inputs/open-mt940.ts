import type { OpenedForm, RawEvent, RawLine } from "./events.ts"
import type { Refuse } from "./recon-input-error.ts"

/**
 * SWIFT MT940, with or without its outer blocks, one message or several (pages of one statement). Field 61 has the money, field 86 after
 * it the narration, whose lines are joined. Amounts have a comma; both balances are compulsory in the standard.
 */
export const openMt940 = (text: () => AsyncIterable<string>, refuse: Refuse, account: string | undefined): OpenedForm => ({
  format: "mt940", dateFormat: "yyyy-mm-dd", needsClosing: true,
  events: async function* () {
    const reader = createReader(refuse, account)
    let field: Field | undefined
    for await (const lines of linesOf(text())) {
      const events: RawEvent[] = []
      for (const [lineNo, line] of lines) {
        const tag = TAG.exec(line)
        if (tag !== null || line === "-" || line.startsWith("-}")) {
          if (field !== undefined) events.push(...reader.read(field))
          field = tag === null ? undefined : { tag: tag[1] ?? "", lineNo, lines: [line.slice(tag[0].length)] }
        } else if (field !== undefined) field.lines.push(line)
      }
      yield events
    }
    yield [...(field === undefined ? [] : reader.read(field)), ...reader.end()]
  }
})

interface Field {
  readonly tag: string
  readonly lineNo: number
  readonly lines: string[]
}

const TAG = /^(?:\{.*\{4:)?:(\d{2}[A-Z]?):/
const BALANCE = /^([CD])(\d{6})([A-Z]{3})(\d{1,15},\d{0,2})$/
/** Value date, entry date, (reversal of) debit or credit, third letter of the currency, amount, type, our reference, the bank's. */
const ENTRY = /^(\d{6})(\d{4})?(R?[CD])([A-Z])?(\d{1,15},\d{0,2})([NFS][A-Z0-9]{3})([^/]*(?:\/[^/]+)*?)(?:\/\/(.*))?$/

const createReader = (refuse: Refuse, wanted: string | undefined) => {
  const books = createBooks(refuse)
  let pending: RawLine | undefined
  let account: string | undefined
  let isOurs = true
  let lastLine = 0
  const flush = (): RawEvent[] => {
    const line = pending
    pending = undefined
    return line === undefined ? [] : [line]
  }
  const seeAccount = ({ lineNo, lines }: Field): RawEvent[] => {
    const found = (lines[0] ?? "").trim().replace(/^.*\//, "").replace(/\s*INR$/, "")
    // A file may hold several accounts: only the one that is wanted is read.
    isOurs = wanted === undefined || found === wanted || !/^\d{6,}$/.test(found)
    if (!isOurs) return []
    account ??= found
    if (found !== account) throw refuse("RECON_INPUT_ACCOUNT", lineNo, "the file is of more than one account", "Say which one: account.")
    return [{ kind: "account", lineNo, account: found }]
  }
  return {
    read: (field: Field): RawEvent[] => {
      lastLine = field.lineNo
      if (field.tag === "86" && pending !== undefined) pending = { ...pending, narration: joinNarration(pending.narration, field.lines) }
      const before = flush()
      if (field.tag === "25") return [...before, ...seeAccount(field)]
      if (!isOurs) return before
      if (field.tag === "61") pending = books.seeEntry(field)
      if (field.tag === "60F" || field.tag === "60M") return [...before, ...books.seeOpening(field)]
      if (field.tag === "62F" || field.tag === "62M") return [...before, ...books.seeClosing(field)]
      return before
    },
    end: (): RawEvent[] => {
      if (!books.hasOpening() && wanted !== undefined) {
        const rule = `no statement of the account that ends in ${wanted.slice(-4)} is in the file`
        throw refuse("RECON_INPUT_ACCOUNT", 0, rule, "Give the statement of the right account.")
      }
      if (books.isOpen() || !books.hasOpening()) throw cut(refuse, lastLine)
      return flush()
    }
  }
}

/** Balances and entries of one statement, which may come as several messages. */
const createBooks = (refuse: Refuse) => {
  let hasOpening = false
  let isOpen = false
  let balancePaise = 0n
  const fault = (lineNo: number, tag: string) =>
    refuse("RECON_INPUT_FORMAT", lineNo, `field :${tag}: is not as MT940 has it, in INR`, "Ask for the file again, or for another form.")
  const balanceOf = ({ tag, lineNo, lines }: Field) => {
    const balance = readBalanceField(lines[0] ?? "")
    if (balance === undefined) throw fault(lineNo, tag)
    return balance
  }
  return {
    hasOpening: () => hasOpening,
    isOpen: () => isOpen,
    seeEntry: ({ lineNo, lines }: Field): RawLine => {
      if (!isOpen) throw refuse("RECON_INPUT_TRUNCATED", lineNo, "an entry stands outside of opening and closing balance", AGAIN)
      const line = readEntry(lines, lineNo)
      if (line === undefined) throw fault(lineNo, "61")
      if (line.amountPaise === 0n) throw refuse("RECON_INPUT_AMOUNT", lineNo, "an amount is above zero", AGAIN)
      balancePaise += line.direction === "debit" ? -line.amountPaise : line.amountPaise
      return line
    },
    seeOpening: (field: Field): RawEvent[] => {
      const { lineNo } = field
      const { paise, date } = balanceOf(field)
      if (isOpen) throw cut(refuse, lineNo)
      if (hasOpening && paise !== balancePaise) {
        const rule = "a page does not begin with the balance at which the one before it ends"
        throw refuse("RECON_INPUT_BALANCE", lineNo, rule, "A page is missing or doubled: ask for the file again.")
      }
      const isFirst = !hasOpening
      hasOpening = true
      isOpen = true
      balancePaise = paise
      return isFirst ? [{ kind: "opening", lineNo, paise, date }, { kind: "opened-on", lineNo, date }] : []
    },
    seeClosing: (field: Field): RawEvent[] => {
      const { lineNo } = field
      const { paise, date } = balanceOf(field)
      if (!isOpen || paise !== balancePaise) {
        const rule = "opening balance and lines do not give this closing balance"
        throw refuse("RECON_INPUT_TRUNCATED", lineNo, rule, "Lines are missing, doubled or changed: ask for the file again.")
      }
      isOpen = false
      return [{ kind: "closing", lineNo, paise, date }]
    }
  }
}

const AGAIN = "Ask for the file again."

const readEntry = (lines: readonly string[], lineNo: number): RawLine | undefined => {
  const [first = ""] = lines
  // The standard has 65 characters; without a limit a crafted line could keep the pattern busy.
  const match = first.length > 200 ? null : ENTRY.exec(first)
  if (match === null) return undefined
  const [, value = "", entry, mark = "", , amount = "", , ours = "", theirs = ""] = match
  const valueDate = isoOf(value)
  const reference = theirs.trim() || (ours.trim() === "NONREF" ? "" : ours.trim())
  return {
    kind: "line", lineNo, date: entry === undefined ? valueDate : nearYear(entry, valueDate), valueDate,
    direction: mark === "D" || mark === "RC" ? "debit" : "credit", amountPaise: toPaise(amount),
    narration: lines.slice(1).join(" ").trim(), ...(reference === "" ? {} : { reference })
  }
}

const cut = (refuse: Refuse, line: number) =>
  refuse("RECON_INPUT_TRUNCATED", line, "the statement ends here, without its closing balance (:62F:)", "The file is cut: ask for it again.")

/** Lines of 65 characters cut words: a line that is full goes on without a space. */
const joinNarration = (supplement: string, lines: readonly string[]): string => {
  const joined = lines.reduce((text, line, index) => text + (index > 0 && (lines[index - 1] ?? "").length < 65 ? " " : "") + line, "")
  return joined.trim() || supplement
}

const readBalanceField = (text: string): { readonly paise: bigint, readonly date: string } | undefined => {
  const [, mark, day = "", currency, amount = ""] = BALANCE.exec(text.trim()) ?? []
  if (mark === undefined || currency !== "INR") return undefined
  return { paise: mark === "D" ? -toPaise(amount) : toPaise(amount), date: isoOf(day) }
}

const toPaise = (text: string): bigint => {
  const [whole = "", decimals = ""] = text.split(",")
  return BigInt(whole + decimals.padEnd(2, "0"))
}

const isoOf = (day: string): string => `20${day.slice(0, 2)}-${day.slice(2, 4)}-${day.slice(4, 6)}`

/** An entry date has no year: it is the one that lies nearest to the value date. */
const nearYear = (entry: string, valueDate: string): string => {
  const [month, valueMonth] = [Number(entry.slice(0, 2)), Number(valueDate.slice(5, 7))]
  const year = Number(valueDate.slice(0, 4)) + (month - valueMonth > 6 ? -1 : valueMonth - month > 6 ? 1 : 0)
  return `${year}-${entry.slice(0, 2)}-${entry.slice(2, 4)}`
}

const linesOf = async function* (text: AsyncIterable<string>): AsyncGenerator<readonly (readonly [number, string])[]> {
  let carry = ""
  let lineNo = 0
  for await (const piece of text) {
    const parts = (carry + piece).split("\n")
    carry = parts.pop() ?? ""
    yield parts.map((line) => [++lineNo, line.endsWith("\r") ? line.slice(0, -1) : line] as const)
  }
  if (carry !== "") yield [[lineNo + 1, carry.endsWith("\r") ? carry.slice(0, -1) : carry]]
}
