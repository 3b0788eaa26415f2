import { type AnyDeclaration, isCallback } from "@hundi/catalog"
import { cib } from "@hundi/catalog/cib"
import { collections } from "@hundi/catalog/collections"
import * as composite from "@hundi/catalog/composite/all"
import { erupi } from "@hundi/catalog/erupi"
import { imps } from "@hundi/catalog/imps"
import { others } from "@hundi/catalog/others"
import { upi, upi1 } from "@hundi/catalog/upi"
import { upi2, upi2c } from "@hundi/catalog/upi2"
import { type Bank, createBank, type Family, type Member, type Transport } from "@hundi/core"
import { createMemoryJournal } from "@hundi/core/testing"
import type { Envelope } from "@hundi/crypto-envelope"
import type { PartnerCredentials, Simulator } from "@hundi/simulator"

const { impsPay, impsStatus, ...moreOfComposite } = composite

/** Every family as a user gives it to `createBank`; of Composite Pay all that is declared. */
export const families = {
  composite: { pay: impsPay, status: impsStatus, ...moreOfComposite }, imps, cib, upi, upi1, upi2, upi2c, erupi, collections, others
} as const satisfies Readonly<Record<string, Family>>

/** A call of a client: what a user writes, and the call itself. */
export interface ClientCall {
  /** `bank.cib.balance` */
  readonly name: string
  readonly call: (request: unknown) => Promise<unknown>
}

/** Families as clients, over one simulator. */
export interface ClientBench {
  /** Undefined for a declaration that no family has. */
  readonly callOf: (declaration: AnyDeclaration) => ClientCall | undefined
  readonly client: Bank<typeof families>
  /** Of the last reply. */
  readonly lastStatus: () => number
  /** Requests sent so far. */
  readonly sent: () => number
}

interface Parts {
  readonly simulator: Pick<Simulator, "fetch">
  readonly origin: string
  readonly envelope: Envelope
  readonly partner: PartnerCredentials
  readonly now: number
}

/** Clients of all families, which talk to the simulator in this process. */
export function openClientBench({ simulator, origin, envelope, partner, now }: Parts): ClientBench {
  let status = 0
  let sent = 0
  const transport: Transport = {
    send: async ({ method, path, headers, body }) => {
      sent += 1
      const reply = await simulator.fetch(origin + path, { method, headers, ...(method === "GET" ? {} : { body }) })
      status = reply.status
      return { kind: "reply", status, body: await reply.text() }
    }
  }
  const client = createBank({
    transport, sealer: envelope, journal: createMemoryJournal(), families, clockOffsetMs: () => now - Date.now(),
    settings: {
      partner: partnerFactsOf(partner), apiKey: partner.apiKey, environment: "T", instance: "01", owner: "1",
      fingerprintKey: new Uint8Array(32).fill(1), bankTimeoutMs: 5000
    }
  })
  // A call that two families have is known by its first name: `bank.upi.mandates.create`.
  const names = new Map(Object.entries(families).flatMap(([name, family]) => namesOf(family, ["bank", name])).reverse())
  return {
    callOf: (declaration) => {
      const steps = names.get(declaration)
      if (steps === undefined) return undefined
      const method = steps.slice(1).reduce<unknown>((part, step) => (part as Readonly<Record<string, unknown>>)[step], client)
      return { name: steps.join("."), call: method as ClientCall["call"] }
    },
    client,
    lastStatus: () => status,
    sent: () => sent
  }
}

/** The members of a family with the words that lead to them. */
const namesOf = (family: Family, before: readonly string[]): readonly (readonly [Member, readonly string[]])[] =>
  Object.entries(family).flatMap(([name, one]): readonly (readonly [Member, readonly string[]])[] =>
    "id" in one && ("moves" in one || isCallback(one)) ? [[one as Member, [...before, name]]] : namesOf(one as Family, [...before, name])
  )

/** Registered facts of a partner in the words of the catalogue; the simulator takes any UPI profile. */
const partnerFactsOf = ({ bcId, passCode, merchantId, ...corporate }: PartnerCredentials) => ({
  bcId,
  passCode,
  senderName: "PROBE",
  mobile: "9999900000",
  retailerCode: "rcode",
  corporate,
  merchant: { merchantId, subMerchantId: merchantId, terminalId: "5411", merchantName: "Test Shop", subMerchantName: "Test Shop" },
  upi: {
    deviceId: "000000000000000000000000", profileId: "1000001", channelCode: "MICICI", accountProvider: "74", payerAddress: "probe.test@icici",
    mcc: "6012"
  }
})
