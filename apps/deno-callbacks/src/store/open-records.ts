import type { Vault } from "@hundi/operations/at-rest"
import type { Sql } from "@hundi/operations/sqlite"
import type { Kind } from "../callbacks/kinds.ts"
import { commitTogether } from "./commit-together.ts"
import { type Credit, type CreditPolicy, type CreditState, type Step, takeHold, takeReport } from "./credit-rules.ts"
import { type HandOn, openEventLog } from "./event-log.ts"
import { migrate } from "./migrate.ts"

/** A call of the bank that is known already. */
export interface Known {
  readonly kind: Kind
  readonly key: string
  readonly decision: Decision | undefined
}

export type Decision = "accept" | "reject"

/** One opened call. `at` is ms since 1970 (UTC); `key` is what makes two calls the same. */
export interface Opened {
  readonly kind: Kind
  readonly key: string
  /** SHA-256 of the bytes as they came, hex. */
  readonly digest: string
  readonly event: Readonly<Record<string, unknown>>
  readonly at: number
}

/** An MIS that waits for our own enquiry. */
export interface Unproved {
  readonly utr: string
  readonly amountPaise: bigint
  readonly asks: number
  /** When the MIS came, ms since 1970 (UTC). */
  readonly at: number
}

export type Records = ReturnType<typeof openRecords>

export interface RecordsOptions {
  readonly sql: Sql
  readonly vault: Vault
  readonly now: () => number
  readonly policy: CreditPolicy
  /** The first enquiry after an MIS without a hold, ms. */
  readonly firstAskMs: number
}

/**
 * What the app remembers. Each method is one transaction, and what it did is on the disk when it returns; inside of `together`, when that
 * resolves.
 */
export const openRecords = (options: RecordsOptions) => {
  const { sql, together } = commitTogether(options.sql)
  const base = openBase({ ...options, sql })
  const parts = { ...openHints(base), ...openHolds(base), ...openReports(base), ...openEnquiries(base), ...openHouse(base) }
  return { together, events: base.events, ...parts }
}

type Base = ReturnType<typeof openBase>

/** What the parts share. */
const openBase = (options: RecordsOptions) => {
  const { sql, vault, now, firstAskMs } = options
  migrate(sql, now())
  const events = openEventLog(sql, vault)

  const noteDigest = (digest: string, callback: number, at: number): void =>
    void sql.all("INSERT INTO callback_digests (digest, callback, at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING", digest, callback, at)
  /** The row of a content; `isNew` when this call made it. */
  const noteContent = ({ kind, key, digest, at }: Opened, match: string, decision: Decision | null) => {
    const added = sql.all(
      "INSERT INTO callbacks (kind, key, match, decision, at) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING RETURNING id",
      ...([kind, key, match, decision, at] as const)
    )[0]
    const row = added ?? sql.all("SELECT id FROM callbacks WHERE kind = ?1 AND key = ?2", kind, key)[0]
    noteDigest(digest, Number(row?.["id"]), at)
    return added !== undefined
  }
  const matchOf = (event: Opened["event"]): readonly string[] =>
    vault.lookups(`${String(event["virtualAccount"])} ${String(event["amountPaise"])}`, "credit")
  const creditOf = (utr: string): (Credit & { readonly match: string }) | undefined => {
    const row = sql.all("SELECT * FROM callback_credits WHERE utr = ?1", utr)[0]
    if (row === undefined) return undefined
    return {
      state: row["state"] as CreditState,
      isReported: row["is_reported"] === 1,
      hasConflict: row["has_conflict"] === 1,
      decision: decisionOf(sql, utr),
      match: String(row["match"])
    }
  }
  const writeCredit = ({ key: utr, event, at }: Opened, step: Step, isReport: boolean, match: string): void => {
    const askAt = step.ask ? at + firstAskMs : null
    const reported = isReport ? 1 : 0
    const conflict = step.tell === "conflict" ? 1 : 0
    const provedBy = step.tell === "authenticated" ? "hold" : null
    sql.all(
      `INSERT INTO callback_credits (utr, match, amount_paise, state, is_reported, has_conflict, proved_by, ask_at, at)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
       ON CONFLICT (utr) DO UPDATE SET state = ?4, is_reported = max(is_reported, ?5), has_conflict = max(has_conflict, ?6),
         proved_by = coalesce(proved_by, ?7), ask_at = CASE WHEN ?4 = 'reported' THEN coalesce(ask_at, ?8) END`,
      ...([utr, match, bound(event["amountPaise"]), step.state, reported, conflict, provedBy, askAt, at] as const)
    )
  }
  const tell = (utr: string, what: HandOn, at: number): void => events.add(`utr:${utr}`, what, at)
  return { ...options, events, noteContent, matchOf, creditOf, writeCredit, tell }
}

const openHints = ({ sql, events, noteContent }: Base) => ({
  /** Before any RSA: were these very bytes here before? */
  findDigest: (digest: string): Known | undefined => {
    const row = sql.all(
      "SELECT c.kind, c.key, c.decision FROM callback_digests d JOIN callbacks c ON c.id = d.callback WHERE d.digest = ?1",
      digest
    )[0]
    return row === undefined ? undefined : { kind: row["kind"] as Kind, key: String(row["key"]), decision: readDecision(row["decision"]) }
  },
  /** A hint about a payment. It settles nothing: it is handed on, once per content. */
  keepHint: (call: Opened & { readonly kind: "upi" | "cib" }): "new" | "duplicate" =>
    sql.transact(() => {
      if (!noteContent(call, "", null)) return "duplicate"
      const about = call.event["reference"]
      const subject = typeof about === "string" && about.length <= LONGEST_SUBJECT && about !== "" ? about : call.digest
      events.add(`${call.kind}:${subject}`, { type: `callback.${call.kind}`, data: { trust: "hint", event: call.event } }, call.at)
      return "new"
    })
})

const openHolds = ({ sql, noteContent, matchOf, creditOf, writeCredit, tell }: Base) => ({
  /** What was decided about a UTR. `isOther`: that was about another account or amount. */
  findHold: (utr: string, event: Opened["event"]): { readonly decision: Decision; readonly isOther: boolean } | undefined => {
    const row = sql.all("SELECT match, decision FROM callbacks WHERE kind = 'hold' AND key = ?1", utr)[0]
    const decision = readDecision(row?.["decision"])
    return row === undefined || decision === undefined ? undefined : { decision, isOther: !matchOf(event).includes(String(row["match"])) }
  },
  /** A decided message hold. The first decision about a UTR stands, whoever asks again; undefined: it was about other money. */
  keepHold: (call: Opened & { readonly decision: Decision; readonly decidedBy: string }): Decision | undefined =>
    sql.transact(() => {
      const [match = "", ...older] = matchOf(call.event)
      const isNew = noteContent(call, match, call.decision)
      const credit = creditOf(call.key)
      if (!isNew) return credit !== undefined && [match, ...older].includes(credit.match) ? credit.decision : undefined
      const step = takeHold(credit, credit !== undefined && [match, ...older].includes(credit.match), call.decision)
      writeCredit(call, step, false, match)
      const { event, decision, decidedBy } = call
      tell(call.key, { type: "collection.held", data: { value: "none", utr: call.key, decision, decidedBy, event } }, call.at)
      if (step.tell !== undefined) tell(call.key, wordsFor(step.tell, "hold", call), call.at)
      return decision
    }),
  /** Somebody asks about a known UTR with another account or amount. */
  noteOddHold: (call: Opened): void =>
    sql.transact(() => {
      const credit = creditOf(call.key)
      if (credit === undefined || credit.hasConflict) return
      const step = takeHold(credit, false, "accept")
      writeCredit(call, step, false, credit.match)
      if (step.tell !== undefined) tell(call.key, wordsFor(step.tell, "hold", call), call.at)
    })
})

const openReports = ({ sql, policy, noteContent, matchOf, creditOf, writeCredit, tell }: Base) => ({
  /** An MIS: `new` is answered 11, `duplicate` 06. */
  keepReport: (call: Opened): "new" | "duplicate" =>
    sql.transact(() => {
      const [match = "", ...older] = matchOf(call.event)
      noteContent(call, match, null)
      const credit = creditOf(call.key)
      const step = takeReport(credit, credit !== undefined && [match, ...older].includes(credit.match), policy)
      if (step.answer === "duplicate" && step.tell === undefined) return "duplicate"
      writeCredit(call, step, true, credit?.match ?? match)
      if (step.tell !== undefined) tell(call.key, wordsFor(step.tell, "hold", call), call.at)
      if (step.tell === "reported" && step.state === "people") tell(call.key, unproved(call.key, "no message hold"), call.at)
      return step.answer
    })
})

/** MIS without a hold that we accepted: our own statement is asked about them. */
const openEnquiries = ({ sql, now, tell }: Base) => ({
  unproved: (limit: number): readonly Unproved[] =>
    sql.all("SELECT utr, amount_paise, asks, at FROM callback_credits WHERE ask_at <= ?1 ORDER BY ask_at LIMIT ?2", now(), limit).map((row) => ({
      utr: String(row["utr"]), amountPaise: BigInt(String(row["amount_paise"])), asks: Number(row["asks"]), at: Number(row["at"])
    })),
  nextAskAt: (): number | null => {
    const at = sql.all("SELECT min(ask_at) AS at FROM callback_credits WHERE ask_at IS NOT NULL")[0]?.["at"]
    return typeof at === "number" ? at : null
  },
  askAgain: (utr: string, askAt: number): void =>
    void sql.all("UPDATE callback_credits SET asks = asks + 1, ask_at = ?2 WHERE utr = ?1 AND ask_at IS NOT NULL", utr, askAt),
  /** Our own statement shows the credit. False: it was proved before, or people have it. */
  prove: (utr: string): boolean =>
    sql.transact(() => {
      const done = sql.all(
        `UPDATE callback_credits SET state = 'authenticated', proved_by = 'statement', ask_at = NULL
         WHERE utr = ?1 AND state = 'reported' RETURNING amount_paise`,
        utr
      )[0]
      if (done === undefined) return false
      const amountPaise = BigInt(String(done["amount_paise"]))
      tell(utr, { type: "collection.authenticated", data: { value: "give", utr, amountPaise, provedBy: "statement" } }, now())
      return true
    }),
  /** Nobody could prove it: people look. */
  giveUp: (utr: string, why: string): void =>
    sql.transact(() => {
      const done = sql.all("UPDATE callback_credits SET state = 'people', ask_at = NULL WHERE utr = ?1 AND state = 'reported' RETURNING utr", utr)
      if (done.length > 0) tell(utr, unproved(utr, why), now())
    })
})

const openHouse = ({ sql, events }: Base) => ({
  counts: (): Readonly<Record<string, number>> =>
    Object.fromEntries(sql.all("SELECT state, count(*) AS n FROM callback_credits GROUP BY state").map((row) => [String(row["state"]), Number(row["n"])])),
  /** Bytes and bodies of long ago go; contents and UTRs stay. */
  forget: (digestsBefore: number, eventsBefore: number): void => {
    sql.all("DELETE FROM callback_digests WHERE at < ?1", digestsBefore)
    events.forget(eventsBefore)
  }
})

const LONGEST_SUBJECT = 100

/** SQLite's INTEGER is bound as a number; the table refuses what is not below 2^53. */
// eslint-disable-next-line hundi/no-number-money -- as the comment above says
const bound = (paise: unknown): number => Number(paise)

const decisionOf = (sql: Sql, utr: string): Decision | undefined =>
  readDecision(sql.all("SELECT decision FROM callbacks WHERE kind = 'hold' AND key = ?1", utr)[0]?.["decision"])

const readDecision = (value: unknown): Decision | undefined => (value === "accept" || value === "reject" ? value : undefined)

const unproved = (utr: string, why: string): HandOn => ({ type: "collection.unproved", data: { value: "none", utr, why } })

const wordsFor = (what: NonNullable<Step["tell"]>, provedBy: string, { key: utr, event }: Opened): HandOn =>
  what === "authenticated"
    ? { type: "collection.authenticated", data: { value: "give", utr, amountPaise: event["amountPaise"], provedBy, event } }
    : { type: `collection.${what}`, data: { value: "none", utr, event } }
