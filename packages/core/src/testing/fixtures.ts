import { composite } from "@hundi/catalog/composite"
import type { Attempt, Payout } from "../domain.ts"
import type { Sealer, Transport, WireRequest, WireResult } from "../ports.ts"
import { Sensitive } from "../sensitive.ts"
import type { Settings } from "../services.ts"

/** Friday 20 November 2026, 11:30 IST. */
export const FRIDAY = Date.UTC(2026, 10, 20, 6, 0, 0)

export const payoutOf = (changes: Partial<Payout> = {}): Payout => ({
  id: "default/P1",
  tenant: "default",
  payoutId: "P1",
  idempotencyKey: "P1",
  amountPaise: 10_050n,
  beneficiary: { name: new Sensitive("Asha Rao", 0), accountNumber: new Sensitive("000123456789"), ifsc: "TEST0000001" },
  remark: "rent",
  operation: composite.pay.id,
  rail: "imps",
  status: "queued",
  fingerprint: "f1",
  createdAt: FRIDAY,
  dueAt: FRIDAY,
  epoch: 1,
  reviewReason: null,
  hold: null,
  beneficiaryHash: "b1",
  ...changes
})

export const attemptOf = (changes: Partial<Attempt> = {}): Attempt => ({
  payoutId: "default/P1",
  number: 1,
  reference: "T012AY00000000A",
  fingerprint: "f1",
  operation: composite.pay.id,
  rail: "imps",
  businessDate: "2026-11-20",
  epoch: 1,
  state: "sending",
  reservedAt: FRIDAY,
  sendingAt: FRIDAY,
  plaintextDigest: null,
  unknownSince: null,
  asked: 0,
  technicalCode: null,
  technicalAt: null,
  notSentCount: 0,
  rrn: null,
  provedFailedAt: null,
  lastCode: null,
  ...changes
})

export const settingsOf = (changes: Partial<Settings> = {}): Settings => ({
  partner: { bcId: "IBCTST00000", passCode: "<secret>", senderName: "TEST SENDER", mobile: "9999900000", retailerCode: "rcode" },
  apiKey: "test-key",
  environment: "T",
  instance: "01",
  owner: "1",
  fingerprintKey: new Uint8Array(32).fill(7),
  bankTimeoutMs: 3000,
  ...changes
})

/** Seals by marking: what the tests look at stays readable. */
export const clearSealer: Sealer = {
  seal: async (value) => JSON.stringify({ sealed: value }),
  open: async (body) => {
    const parsed = JSON.parse(body) as { readonly sealed?: unknown }
    return parsed.sealed === undefined ? { sealed: false, value: parsed } : { sealed: true, value: parsed.sealed }
  }
}

/** The bank as a list of answers, one a call; keeps what it was asked. */
export const scriptedTransport = (
  answers: readonly ((body: Record<string, unknown>) => WireResult)[]
): Transport & { readonly requests: WireRequest[] } => {
  const requests: WireRequest[] = []
  return {
    requests,
    send: async (request) => {
      const answer = answers[requests.length]
      requests.push(request)
      if (answer === undefined) throw new Error("the script has no further answer")
      return answer((JSON.parse(request.body) as { sealed: Record<string, unknown> }).sealed)
    }
  }
}

/** A reply in an envelope. */
export const sealedReply = (value: unknown, status = 200): WireResult => ({
  kind: "reply",
  status,
  body: JSON.stringify({ sealed: value })
})
