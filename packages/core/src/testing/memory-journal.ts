import type { Attempt, JournalEvent, Payout, PayoutStatus } from "../domain.ts"
import { HundiError } from "../hundi-error.ts"
import {
  anchorHash,
  chainHash,
  type ChainHead,
  checkCancel,
  checkHold,
  checkMove,
  checkReserve,
  exceeds,
  GENESIS,
  isUnsent,
  lostDetail,
  railHeld,
  unspentStatuses
} from "../journal-rules.ts"
import type { Acceptance, Anchor, Change, ClaimRequest, Holder, Journal, NewPayout, Standing, Work } from "../journal.ts"
import { changeReason, type PayoutChange } from "../payout-change.ts"
import type { SpendLimit, SpendRequest } from "../spend.ts"

interface Row {
  payout: Payout
  readonly scopeKey: string
  owner: string | null
  leaseUntil: number | null
  attempts: Attempt[]
  readonly events: JournalEvent[]
  /** When it was let through, and the IST date that counts it. */
  spent: { readonly at: number; readonly day: string } | null
  settledAt: number | null
}

/**
 * A journal in memory, for tests and examples: it keeps every law that the durable ones keep, and forgets all when the
 * process ends. Never pay with it.
 */
export const createMemoryJournal = (): Journal => {
  const store = openStore()
  const writing = { ...intake(store), ...claims(store), ...attempts(store), ...losing(store), ...cancelling(store), ...controls(store) }
  const methods = { ...writing, ...reads(store), ...anchoring(store) }
  return asynchronous({ ...methods, close: () => undefined })
}

interface Pause {
  readonly rail: string
  readonly reason: string
  readonly at: number
}

type Store = ReturnType<typeof openStore>

const openStore = () => {
  const rows = new Map<string, Row>()
  const byKey = new Map<string, Row>()
  const references = new Set<string>()
  const paused = new Map<string, Pause>()
  const rowOf = (id: string): Row => {
    const row = rows.get(id)
    if (row === undefined) throw new HundiError("NOT_FOUND", "there is no payout of that id")
    return row
  }
  const fenced = (row: Row, epoch: number): void => {
    if (row.payout.epoch !== epoch) throw new HundiError("FENCED", "another holder has claimed this payout")
  }
  const history: { readonly row: Row; readonly seq: number; readonly status: PayoutStatus }[] = []
  const append = (row: Row, at: number, event: Change["event"], status: PayoutStatus = row.payout.status): void => {
    const entry = { seq: row.events.length + 1, at, ...event }
    const previous = row.events.at(-1)?.hash ?? GENESIS
    row.events.push({ ...entry, hash: chainHash(previous, row.payout.id, entry) })
    history.push({ row, seq: entry.seq, status })
  }
  const patch = (row: Row, reference: string, fields: Partial<Attempt>): void => {
    row.attempts = row.attempts.map((attempt) => (attempt.reference === reference ? { ...attempt, ...fields } : attempt))
  }
  const attemptOf = (row: Row, reference: string): Attempt => {
    const attempt = row.attempts.find((one) => one.reference === reference)
    if (attempt === undefined) throw new HundiError("NOT_FOUND", "there is no attempt of that reference")
    return attempt
  }
  return { rows, byKey, references, paused, history, rowOf, fenced, append, patch, attemptOf }
}

type Synchronous = { [K in keyof Journal]: (...args: Parameters<Journal[K]>) => Awaited<ReturnType<Journal[K]>> }

/** L6: each order once. */
const intake = ({ rows, byKey, append }: Store): Pick<Synchronous, "accept"> => {
  const acceptOne = (entry: NewPayout, at: number): Acceptance => {
    const scopeKey = `${entry.scope}|${entry.order.idempotencyKey}`
    const known = rows.get(entry.id) ?? byKey.get(scopeKey)
    if (known !== undefined) {
      const same = known.payout.fingerprint === entry.fingerprint && known.payout.id === entry.id
      if (same) return { kind: "existing", payout: known.payout }
      return { kind: "conflict", payout: known.payout, on: known.payout.id === entry.id ? "payoutId" : "idempotencyKey" }
    }
    const twins = [...rows.values()].filter(
      (row) => row.payout.beneficiaryHash === entry.beneficiaryHash && row.payout.amountPaise === entry.order.amountPaise
    )
    const payout: Payout = {
      ...entry.order,
      id: entry.id,
      status: entry.dueAt > at ? "scheduled" : "queued",
      fingerprint: entry.fingerprint,
      createdAt: at,
      dueAt: entry.dueAt,
      epoch: 0,
      reviewReason: null,
      hold: null,
      beneficiaryHash: entry.beneficiaryHash
    }
    const row: Row = { payout, scopeKey, owner: null, leaseUntil: null, attempts: [], events: [], spent: null, settledAt: null }
    append(row, at, { kind: "accepted-by-us", detail: { amountPaise: payout.amountPaise.toString() } })
    rows.set(entry.id, row)
    byKey.set(scopeKey, row)
    return { kind: "created", payout, suspectedDuplicates: twins.slice(0, 5).map((twin) => twin.payout.payoutId) }
  }

  return {
    accept: (payouts, at) => payouts.map((entry) => acceptOne(entry, at))
  }
}

const isFree = (row: Row, now: number): boolean => row.leaseUntil === null || row.leaseUntil <= now

/** L7: who may act on a payout, and for how long. */
const claims = ({
  rows,
  paused,
  rowOf,
  fenced,
  append,
  patch
}: Store): Pick<Synchronous, "claimDue" | "claim" | "release" | "takeOver" | "pause" | "resume" | "pauses"> => {
  const claimRow = (row: Row, request: Omit<ClaimRequest, "limit" | "want">): Work => {
    const { owner, now, leaseMs } = request
    row.payout = { ...row.payout, epoch: row.payout.epoch + 1 }
    row.owner = owner
    row.leaseUntil = now + leaseMs
    const last = row.attempts.at(-1)
    if (last?.state === "sending") {
      patch(row, last.reference, { state: "unknown", unknownSince: last.unknownSince ?? now, epoch: row.payout.epoch })
      row.payout = { ...row.payout, status: "unknown" }
      append(row, now, { kind: "unknown", detail: { reason: "lease-lapsed" } })
    }
    return { payout: row.payout, attempt: row.attempts.at(-1) ?? null, earlier: row.attempts.slice(0, -1), epoch: row.payout.epoch }
  }
  const isWanted = (row: Row, { want, now }: ClaimRequest): boolean => {
    const { dueAt, status, rail } = row.payout
    if (dueAt === null || dueAt > now || !isFree(row, now)) return false
    return want === "sends" ? isUnsent(status) && !paused.has(rail) : !isUnsent(status)
  }

  return {
    claimDue: (request) =>
      [...rows.values()]
        .filter((row) => isWanted(row, request))
        .slice(0, request.limit)
        .map((row) => claimRow(row, request)),
    claim: (payoutId, request) => {
      const row = rowOf(payoutId)
      return isFree(row, request.now) ? claimRow(row, request) : undefined
    },
    release: (payoutId, epoch, dueAt) => {
      const row = rowOf(payoutId)
      fenced(row, epoch)
      row.payout = { ...row.payout, dueAt }
      row.owner = null
      row.leaseUntil = null
    },
    takeOver: (owner, now) => {
      const held = [...rows.values()].filter((row) => row.owner === owner && !isFree(row, now))
      for (const row of held) row.leaseUntil = now
      return held.length
    },
    pause: (rail, reason, at) => void (paused.has(rail) || paused.set(rail, { rail, reason, at })),
    resume: (rail) => void paused.delete(rail),
    pauses: () => [...paused.values()]
  }
}

const freshAttempt = {
  state: "reserved",
  sendingAt: null,
  plaintextDigest: null,
  unknownSince: null,
  asked: 0,
  technicalCode: null,
  technicalAt: null,
  notSentCount: 0,
  rrn: null,
  provedFailedAt: null,
  lastCode: null
} as const

/** L1, L2, L4: what may be written about a try at the bank. */
const attempts = ({
  references,
  paused,
  rowOf,
  fenced,
  append,
  patch,
  attemptOf
}: Store): Pick<Synchronous, "reserve" | "markSending" | "record"> => {
  const record = (holder: Holder, change: Change): "recorded" | "late" => {
    const row = rowOf(holder.payoutId)
    const attempt = attemptOf(row, holder.reference)
    if (row.payout.epoch !== holder.epoch) {
      append(row, holder.at, { kind: "late-reply", detail: { said: change.event.kind, ...change.event.detail } })
      if (row.payout.dueAt !== null && !isUnsent(row.payout.status))
        row.payout = { ...row.payout, dueAt: Math.min(row.payout.dueAt, holder.at) }
      return "late"
    }
    checkMove(attempt.state, change.attempt)
    patch(row, holder.reference, change.attempt)
    row.payout = { ...row.payout, ...change.payout }
    if (change.payout.status === "settled") row.settledAt ??= holder.at
    if (unspentStatuses.includes(change.payout.status)) row.spent = null
    row.owner = null
    row.leaseUntil = null
    if (change.pause !== undefined && !paused.has(change.pause.rail)) paused.set(change.pause.rail, { ...change.pause, at: holder.at })
    append(row, holder.at, change.event)
    return "recorded"
  }

  return {
    reserve: ({ payoutId, epoch, reference, fingerprint, businessDate, at, route }) => {
      const row = rowOf(payoutId)
      fenced(row, epoch)
      checkReserve(row.payout.status)
      if (references.has(reference)) throw new HundiError("REFERENCE_TAKEN", "this reference was used before")
      if (row.attempts.some((attempt) => attempt.provedFailedAt === null)) {
        throw new HundiError("LIVE_ATTEMPT", "this payout has an attempt that is not proved failed: ask the bank, do not pay again")
      }
      const attempt: Attempt = {
        ...freshAttempt,
        payoutId,
        number: row.attempts.length + 1,
        reference,
        fingerprint,
        ...{ operation: row.payout.operation, rail: row.payout.rail, ...route },
        businessDate,
        epoch,
        reservedAt: at
      }
      references.add(reference)
      row.attempts = [...row.attempts, attempt]
      row.payout = { ...row.payout, ...route, status: "queued", dueAt: at, reviewReason: null, hold: null }
      append(row, at, { kind: "reserved", detail: { reference, businessDate, ...(route && { rail: route.rail }) } })
      return attempt
    },
    markSending: ({ payoutId, reference, epoch, at }, plaintextDigest) => {
      const row = rowOf(payoutId)
      fenced(row, epoch)
      if (paused.has(row.payout.rail)) throw railHeld(row.payout.rail)
      checkMove(attemptOf(row, reference).state, { state: "sending" })
      patch(row, reference, { state: "sending", sendingAt: at, plaintextDigest, epoch })
      row.payout = { ...row.payout, status: "in-flight" }
      append(row, at, { kind: "sending", detail: { reference } })
    },
    record
  }
}

/** L4: what may have been sent before the memory of it was lost. */
const losing = ({ rowOf, fenced, append, patch, attemptOf }: Store): Pick<Synchronous, "markLost"> => ({
  markLost: ({ payoutId, reference, epoch, at }, sentAt) => {
    const row = rowOf(payoutId)
    fenced(row, epoch)
    if (attemptOf(row, reference).state !== "reserved") {
      throw new HundiError("ILLEGAL_TRANSITION", "only a reserved attempt can be taken for a lost one")
    }
    patch(row, reference, { state: "unknown", sendingAt: sentAt, unknownSince: at, epoch })
    row.payout = { ...row.payout, status: "unknown", dueAt: at, hold: null }
    row.owner = null
    row.leaseUntil = null
    append(row, at, { kind: "unknown", detail: { reference, ...lostDetail } })
  }
})

/** Ending a payout of which no money left. */
const cancelling = ({ rowOf, fenced, append, patch }: Store): Pick<Synchronous, "cancel"> => ({
  cancel: ({ payoutId, epoch, at, by, reason }) => {
    const row = rowOf(payoutId)
    fenced(row, epoch)
    const live = row.attempts.find((attempt) => attempt.provedFailedAt === null)
    checkCancel(row.payout.status, live?.state, live !== undefined)
    if (live !== undefined) patch(row, live.reference, { state: "not-sent", provedFailedAt: at })
    const isWatched = row.attempts.some(({ state }) => state === "rejected")
    row.payout = { ...row.payout, status: "cancelled", dueAt: isWatched ? at : null, hold: null }
    row.spent = null
    row.owner = null
    row.leaseUntil = null
    append(row, at, { kind: "cancelled", detail: { by, reason } })
  }
})

/** What keeps payouts back before anything is sent. */
const controls = ({ rows, rowOf, fenced, append }: Store): Pick<Synchronous, "hold" | "spend" | "beneficiaryHistory"> => {
  const others = (row: Row): readonly Row[] => [...rows.values()].filter((other) => other !== row)
  const shares = (one: Payout, other: Payout, over: SpendLimit["over"]): boolean =>
    over === "all"
    || (over === "beneficiary" ? one.beneficiaryHash === other.beneficiaryHash : one[over] === other[over])
  const sum = (found: readonly Row[]): bigint => found.reduce((total, { payout }) => total + payout.amountPaise, 0n)
  const used = (row: Row, { at, day }: SpendRequest, { over, withinMs }: SpendLimit): readonly Row[] =>
    others(row).filter(
      ({ payout, spent }) =>
        spent !== null && shares(row.payout, payout, over) && (withinMs === undefined ? spent.day === day : spent.at > at - withinMs)
    )
  return {
    hold: ({ payoutId, epoch, at, status, dueAt, kind, reason }) => {
      const row = rowOf(payoutId)
      fenced(row, epoch)
      checkHold(row.attempts.find((attempt) => attempt.provedFailedAt === null)?.state, row.payout.status)
      row.payout = { ...row.payout, status, dueAt, hold: { kind, reason } }
      row.owner = null
      row.leaseUntil = null
      append(row, at, { kind: "held", detail: { hold: kind, reason } })
    },
    spend: (request) => {
      const row = rowOf(request.payoutId)
      fenced(row, request.epoch)
      if (row.spent !== null) return { kind: "taken" }
      for (const limit of request.limits) {
        const found = used(row, request, limit)
        const answer = exceeds(limit, row.payout.amountPaise, sum(found), found.length)
        if (answer !== undefined) return answer
      }
      if (request.balance !== undefined) {
        const { paise, asOf } = request.balance
        const open = sum(others(row).filter(({ spent, settledAt }) => spent !== null && (settledAt === null || settledAt >= asOf)))
        if (open + row.payout.amountPaise > paise) return { kind: "short", balancePaise: paise, openPaise: open }
      }
      row.spent = { at: request.at, day: request.day }
      return { kind: "taken" }
    },
    beneficiaryHistory: (payoutId, since) => {
      const row = rowOf(payoutId)
      const same = others(row).filter(({ payout }) => payout.beneficiaryHash === row.payout.beneficiaryHash)
      const twins = same.filter(
        ({ payout }) =>
          payout.amountPaise === row.payout.amountPaise && payout.createdAt >= since && !unspentStatuses.includes(payout.status)
      )
      return {
        twins: twins.map(({ payout }) => payout.payoutId).reverse().slice(0, 10),
        settled: same.filter(({ payout }) => payout.status === "settled").length
      }
    }
  }
}

/** What was written, and whether it still holds. */
const reads = ({
  rows,
  paused,
  history,
  append,
  rowOf
}: Store): Pick<Synchronous, "get" | "list" | "standings" | "nextDueAt" | "counts" | "note" | "findByReference" | "changesSince" | "verify"> => {
  return {
    counts: (tenant) => {
      const counts: Partial<Record<PayoutStatus, number>> = {}
      for (const { payout } of rows.values()) if (payout.tenant === tenant) counts[payout.status] = (counts[payout.status] ?? 0) + 1
      return counts
    },
    note: (payoutId, event, at) => append(rowOf(payoutId), at, event),
    findByReference: (reference) =>
      [...rows.values()].find((row) => row.attempts.some((attempt) => attempt.reference === reference))?.payout.id,
    changesSince: (cursor, limit) => {
      const from = Number(cursor ?? 0)
      const page = history.slice(from, from + limit)
      const changes = page.map(({ row: { payout, events, attempts }, seq, status }): PayoutChange => {
        const event = events[seq - 1]
        if (event === undefined) throw new Error("a change without its event")
        const { reference = null, rrn = null } = attempts.at(-1) ?? {}
        const reason = changeReason(event.kind, event.detail, payout.reviewReason)
        return { payoutId: payout.id, seq, at: event.at, kind: event.kind, status, amountPaise: payout.amountPaise, reference, rrn, reason }
      })
      return { changes, cursor: page.length === 0 ? cursor : String(from + page.length) }
    },
    get: (payoutId) => {
      const row = rows.get(payoutId)
      return row === undefined ? undefined : { payout: row.payout, attempts: row.attempts, events: row.events }
    },
    list: ({ tenant, status, cursor, limit }) => {
      const all = [...rows.values()].map((row, index) => ({ index, payout: row.payout })).reverse()
      const page = all.filter(
        ({ index, payout }) =>
          payout.tenant === tenant && (status === undefined || payout.status === status) && (cursor === undefined || index < Number(cursor))
      )
      const data = page.slice(0, limit)
      return { data: data.map(({ payout }) => payout), nextCursor: page.length > limit ? String(data.at(-1)?.index) : null }
    },
    standings: (ids) => ids.flatMap((id) => (rows.has(id) ? [standingOf(rowOf(id))] : [])),
    nextDueAt: (want) => {
      const waits = ({ status, rail }: Payout): boolean => (want === "sends" ? isUnsent(status) && !paused.has(rail) : !isUnsent(status))
      const times = [...rows.values()].flatMap(({ payout, leaseUntil }) =>
        payout.dueAt === null || !waits(payout) ? [] : [Math.max(payout.dueAt, leaseUntil ?? 0)]
      )
      return times.length === 0 ? null : Math.min(...times)
    },
    verify: () => [...rows.values()].filter((row) => !chainHolds(row)).map((row) => row.payout.id)
  }
}

const standingOf = ({ payout, attempts }: Row): Standing => ({
  id: payout.id,
  status: payout.status,
  state: attempts.at(-1)?.state ?? null,
  references: attempts.map((attempt) => attempt.reference),
  dueAt: payout.dueAt,
  rail: payout.rail
})

const chainHolds = (row: Row): boolean => {
  let previous = GENESIS
  return row.events.every(({ hash, ...event }) => {
    previous = chainHash(previous, row.payout.id, event)
    return hash === previous
  })
}

/** L9: what the chains' ends were, fixed now and then. */
const anchoring = ({ rows }: Store): Pick<Synchronous, "anchor" | "anchors" | "verifyAnchors"> => {
  const kept: { readonly anchor: Anchor; readonly heads: readonly ChainHead[] }[] = []
  const anchored = new Map<string, number>()
  const headOf = ({ payout, events }: Row): ChainHead => ({ payoutId: payout.id, seq: events.length, hash: events.at(-1)?.hash ?? GENESIS })
  return {
    anchor: (at) => {
      const grown = [...rows.values()].map(headOf).filter(({ payoutId, seq }) => seq > (anchored.get(payoutId) ?? 0))
      if (grown.length === 0) return undefined
      const heads = grown.sort((one, other) => (one.payoutId < other.payoutId ? -1 : 1))
      const no = kept.length + 1
      const anchor = { no, at, payouts: heads.length, hash: anchorHash(kept.at(-1)?.anchor.hash ?? GENESIS, { no, at }, heads) }
      kept.push({ anchor, heads })
      for (const { payoutId, seq } of heads) anchored.set(payoutId, seq)
      return anchor
    },
    anchors: (after = 0) => kept.map(({ anchor }) => anchor).filter(({ no }) => no > after),
    verifyAnchors: () =>
      kept
        .filter(({ anchor, heads }, index) => {
          const previous = kept[index - 1]?.anchor.hash ?? GENESIS
          const stands = heads.every(({ payoutId, seq, hash }) => rows.get(payoutId)?.events[seq - 1]?.hash === hash)
          return !stands || anchorHash(previous, anchor, heads) !== anchor.hash
        })
        .map(({ anchor }) => anchor.no)
  }
}

/** The port promises; what throws must reject. */
const asynchronous = (journal: Synchronous): Journal =>
  Object.fromEntries(
    Object.entries(journal).map(([name, method]) => [name, async (...args: unknown[]) => (method as (...a: unknown[]) => unknown)(...args)])
  ) as unknown as Journal
