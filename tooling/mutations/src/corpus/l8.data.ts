import type { Mutation } from "../mutation.ts"

const rupees = "packages/catalog/src/schema/rupees.ts"

/** L8, integer paise, and business dates that are fixed once, in IST. */
export const l8: readonly Mutation[] = [
  {
    id: "l8-paise-cut",
    law: "L8",
    what: "the paise are lost on the way to the bank: 100.50 goes out as 100.00",
    file: rupees,
    find: "return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`",
    replace: "return `${sign}${digits.slice(0, -2)}.00`"
  },
  {
    id: "l8-one-decimal",
    law: "L8",
    what: "100.5 is read as 100.05, and the payment's own proof as another amount",
    file: rupees,
    find: `(match[2] ?? "").padEnd(2, "0")`,
    replace: `(match[2] ?? "").padStart(2, "0")`
  },
  {
    id: "l8-float",
    law: "L8",
    what: "amounts go through floating point: some of them come out a paisa short",
    file: rupees,
    find: `return BigInt(match[1] ?? "") * 100n + BigInt((match[2] ?? "").padEnd(2, "0"))`,
    replace: "return BigInt(Math.trunc(Number(text) * 100))"
  },
  {
    id: "l8-stored-rounded",
    law: "L8",
    what: "the journal keeps amounts rounded to the rupee, and pays what it kept",
    file: "packages/journal/src/sqlite/accept.ts",
    find: "=> Number(amountPaise)",
    replace: "=> Math.floor(Number(amountPaise) / 100) * 100"
  },
  {
    id: "l8-number-taken",
    law: "L8",
    what: "an amount that is no integer of paise is taken on",
    file: "packages/core/src/payout-input.ts",
    find: `if (typeof amountPaise !== "bigint") throw invalid("amount", "paise as a bigint")`,
    replace: ""
  },
  {
    id: "l8-no-upper-limit",
    law: "L8",
    what: "an amount that the journal cannot keep exactly is taken on",
    file: "packages/core/src/payout-input.ts",
    find: "if (amountPaise > MAX_PAISE) throw",
    replace: "if (amountPaise > MAX_PAISE * MAX_PAISE) throw"
  },
  {
    id: "l8-table-takes-negative",
    law: "L8",
    what: "the table keeps a payout of nothing, or of less than nothing",
    file: "packages/journal/src/sqlite/migrations.ts",
    after: "number: 5,",
    find: "CHECK (amount_paise BETWEEN 1 AND",
    replace: "CHECK (amount_paise BETWEEN -9007199254740991 AND"
  },
  {
    id: "l8-utc-date",
    law: "L8",
    what: "between midnight and 5:30 in India a payment is filed under yesterday, where no enquiry will find it",
    file: "packages/core/src/send-payout.ts",
    find: "const businessDate = istDate(now)",
    replace: "const businessDate = istDate(now - 19_800_000)"
  },
  {
    id: "l8-clock-of-greenwich",
    law: "L8",
    what: "the calendar of India runs on the clock of Greenwich",
    file: "packages/catalog/src/calendar/ist.ts",
    find: "const IST_OFFSET_MS = 19_800_000",
    replace: "const IST_OFFSET_MS = 0"
  },
  {
    id: "l8-date-of-today",
    law: "L8",
    what: "the enquiry asks under today's date instead of the payment's, and «not found» is all it hears",
    file: "packages/core/src/resolve-unknown.ts",
    find: "enquiryDates(attempt.businessDate, attempt.sendingAt, settings.bankTimeoutMs)",
    replace: "enquiryDates(new Date(now + 19_800_000).toISOString().slice(0, 10), attempt.sendingAt, settings.bankTimeoutMs)"
  },
  {
    id: "l8-next-date-not-asked",
    law: "L8",
    what: "a payment that ran past midnight is asked for under one date only, and may lie under the other",
    file: "packages/core/src/ladder.ts",
    find: "return mayHaveCrossed ? [businessDate, next] : [businessDate]",
    replace: "return [businessDate]"
  },
  {
    id: "l8-last-ten-minutes",
    law: "L8",
    what: "a payment of the last ten minutes of a day is not asked for under the next date",
    file: "packages/core/src/ladder.ts",
    find: "sendingAt >= midnight - LATE_START_MS ||",
    replace: "sendingAt >= midnight ||"
  },
  {
    id: "l8-second-date-skipped",
    law: "L8",
    what: "«not found» under the first date ends the enquiry, although the payment lies under the second",
    file: "packages/core/src/resolve-unknown.ts",
    find: `        outcome = stronger(outcome, answer)
        if (outcome.kind !== "Unknown") break`,
    replace: `        outcome = stronger(outcome, answer)
        break`
  },
  {
    id: "l8-least-amount-of-rtgs",
    law: "L8",
    what: "an RTGS below its legal minimum is taken on, and refused by the bank when it is too late in the day",
    file: "packages/core/src/payout-input.ts",
    find: "if (money.minPaise !== undefined && amountPaise < money.minPaise) {",
    replace: "if (money.minPaise !== undefined && amountPaise * 100n < money.minPaise) {"
  }
]
