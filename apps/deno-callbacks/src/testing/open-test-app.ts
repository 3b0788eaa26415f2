import { generateKeyPairSync } from "node:crypto"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createEnvelope, type Envelope, profiles } from "@hundi/crypto-envelope"
import { makeVaultKey } from "@hundi/operations/at-rest"
import { formatWebhookSecret } from "@hundi/operations/outbox"
import { type App, openApp } from "../open-app.ts"
import type { AppSettings } from "../settings/read-settings.ts"

const makePair = () =>
  generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" }
  })

/** Made once for all tests of a file. */
const pairs = { current: makePair(), previous: makePair(), stranger: makePair(), bank: makePair() }
const vaultKeys = makeVaultKey("test", Date.UTC(2026, 0, 1))

/** What the receiver of events got. */
export interface Told {
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
}

/** The app on Node, in memory but for its database, and the bank's side of the keys. */
export const openTestApp = async (changes: Partial<AppSettings> = {}, answerHold?: () => Promise<Response>) => {
  const folder = mkdtempSync(join(tmpdir(), "hundi-callbacks-"))
  const settings: AppSettings = {
    ...{ host: "127.0.0.1", port: 0, threads: 2, tls: undefined, bankAddresses: [], vaultKeys },
    ...{ databaseFile: join(folder, "callbacks.sqlite"), outboxFile: join(folder, "outbox.sqlite") },
    ...{ privateKey: pairs.current.privateKey, previousPrivateKey: pairs.previous.privateKey, bankCertificate: pairs.bank.publicKey },
    ...{ holdDefault: "reject", misWithoutHold: "people", rules: [], holdUrl: undefined, bank: undefined },
    webhook: { url: "http://127.0.0.1:9/", secrets: [formatWebhookSecret(new Uint8Array(32).fill(9))] },
    ...changes
  }
  const told: Told[] = []
  const lines: string[] = []
  const send = (async (url: string, init: RequestInit) => {
    if (url === settings.holdUrl) return answerHold?.() ?? new Response(null, { status: 500 })
    told.push(JSON.parse(init.body as string) as Told)
    return new Response(null, { status: 204 })
  }) as typeof fetch
  const start = (): Promise<App> =>
    openApp(settings, { now: Date.now, clock: () => performance.now(), send, log: (_, what) => void lines.push(what) })
  let app = await start()
  const bankWith = (to: keyof typeof pairs): Promise<Envelope> =>
    createEnvelope({ recipientCertificate: pairs[to].publicKey, privateKey: pairs.bank.privateKey, profile: { ...profiles["e-collection"], maxBlocks: 64 } })
  const post = (path: string, body: string, remote = "127.0.0.1"): Promise<Response> =>
    app.handle(new Request(`http://127.0.0.1/v1/callbacks/${path}`, { method: "POST", body }), remote)
  const bank = await bankWith("current")
  return {
    told,
    lines,
    post,
    bank,
    bankWith,
    app: () => app,
    /** Seals, posts, and opens what is answered. */
    say: async (path: string, fields: object, envelope: Envelope = bank) => {
      const reply = await post(path, await envelope.seal(fields))
      const text = await reply.text()
      const answer = reply.status === 200 && path.startsWith("collections") ? (await bank.open(text)).value : undefined
      return { status: reply.status, text, answer: answer as Readonly<Record<string, unknown>> | undefined }
    },
    types: () => told.map(({ type }) => type),
    restart: async () => {
      await app.close()
      app = await start()
    },
    close: async () => {
      await app.close()
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

/** A made-up credit (fact file upi-collections-and-others, ecollection.msg_hold, sampleCallback). */
export const creditOf = (utr: string, changes: object = {}): object => ({
  ...{ ClientCode: "TEST", VirtualAccountNumber: "TEST00000001", Mode: "NEFT", UTR: utr, SenderRemark: "sample", ClientAccountNo: "000000000000" },
  ...{ Amount: "1000.00", PayerName: "ASHA RAO", PayerAccNumber: "000123456789", PayerBankIFSC: "TEST0000001", PayerPaymentDate: "20300101" },
  ...{ BankInternalTransactionNumber: "TESTTXN0001", ...changes }
})

/** A made-up UPI callback (fact file, upi.callback, sampleCallback). */
export const upiOf = (reference: string): object => ({
  ...{ merchantId: "999001", subMerchantId: "999001", terminalId: "5411", BankRRN: "000000000001", merchantTranId: reference },
  ...{ PayerName: "ASHA RAO", PayerMobile: "0000000000", PayerVA: "sample.payer@icici", PayerAmount: "5.00", TxnStatus: "SUCCESS" }
})
