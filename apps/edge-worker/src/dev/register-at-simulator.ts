import { randomBytes } from "node:crypto"
import { generatePartnerKeys } from "@hundi/crypto-envelope/x509"
import { OBJECT_JOURNAL } from "../settings.ts"

/** A partner of a simulator. */
export interface Registered {
  /** Of a worker that pays through it from its own objects. */
  readonly bindings: Readonly<Record<string, string>>
  /** The partner's own: what the bank seals its calls to. */
  readonly certificatePem: string
}

/** Registers a partner at a simulator, with keys made for it. */
export const registerAtSimulator = async (bankUrl: string, bankTimeoutMs = 1500): Promise<Registered> => {
  // RSA-2048 where the bank asks for 4096: the simulator takes it, and a test machine has other things to do.
  const keys = await generatePartnerKeys({ commonName: "Hundi edge worker", bits: 2048, now: Date.now() })
  const response = await fetch(new URL("/_sim/partners", bankUrl), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name: "Edge", certificatePem: keys.certificatePem })
  })
  if (response.status !== 201) throw new Error(`the simulator refused the partner: ${await response.text()}`)
  const partner = (await response.json()) as Readonly<Record<string, string>>
  const bindings = {
    HUNDI_EDGE_JOURNAL: OBJECT_JOURNAL,
    HUNDI_CLOCK: "follow-sim",
    HUNDI_BANK_URL: bankUrl,
    HUNDI_BANK_TIMEOUT_MS: String(bankTimeoutMs),
    HUNDI_BANK_CERT: await (await fetch(new URL("/_sim/certificate", bankUrl))).text(),
    HUNDI_PRIVATE_KEY: keys.privateKeyPem,
    HUNDI_FINGERPRINT_KEY: randomBytes(32).toString("base64"),
    ...{ HUNDI_SENDER_NAME: "TEST SENDER", HUNDI_MOBILE: "9999900000", HUNDI_RETAILER_CODE: "rcode" },
    ...named(partner, { HUNDI_API_KEY: "apiKey", HUNDI_BC_ID: "bcId", HUNDI_PASSCODE: "passCode", HUNDI_CORP_ID: "corpId", HUNDI_USER_ID: "userId" }),
    ...named(partner, { HUNDI_URN: "urn", HUNDI_AGGR_ID: "aggrId", HUNDI_AGGR_NAME: "aggrName", HUNDI_DEBIT_ACCOUNT: "debitAccount" })
  }
  return { bindings, certificatePem: keys.certificatePem }
}

const named = (partner: Readonly<Record<string, string>>, names: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(names).map(([name, field]) => [name, partner[field] ?? ""]))
