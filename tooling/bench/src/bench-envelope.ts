import { constants, createPrivateKey, createPublicKey, privateDecrypt, publicEncrypt } from "node:crypto"
import { createEnvelope, type EnvelopeProfile, profiles } from "@hundi/crypto-envelope"
import { generatePartnerKeys } from "@hundi/crypto-envelope/x509"
import { openPeers } from "./envelope-peers.ts"
import { benchPool } from "./bench-pool.ts"
import { benchRuntimes } from "./bench-runtimes.ts"
import type { BenchResult } from "./main.ts"
import { interleave, median, medianRatio } from "./rates.ts"

/** Many short rounds: the machine's speed drifts within a second, and a round's works should meet the same speed. */
const ROUNDS = 41
/** OpenSSL makes its blinding anew at every 32nd private operation, for the price of another one: each round pays for one. */
const PRIVATE = { operations: 32 }
const PUBLIC = { operations: 512 }
const PEER_ROUNDS = 9
const PEERS = { ms: 80 }
const POOL_SPAN_MS = 300

/** A reply of about `bytes`, as the bank's long ones are: a statement, one record a transaction, the same keys in each. */
const replyOf = (bytes: number): unknown => {
  const records: unknown[] = []
  const reply = { RESPONSE: "SUCCESS", Record: records }
  for (let index = 0; JSON.stringify(reply).length < bytes; index++) {
    const REMARKS = `MMT/IMPS/6000000000${10 + index}/T012AY00000000A/TEST BENE/TEST BANK`
    records.push({
      TRANSACTIONID: `S${1000 + index}`,
      TXNDATE: "22-11-2026 10:15:00",
      AMOUNT: "1,250.00",
      TYPE: "DR",
      BALANCE: "9,98,750.00",
      REMARKS
    })
  }
  return reply
}

/** A reply of about `bytes` in one field, as a signed code or a file is: what opening costs where there is next to nothing to parse. */
const oneFieldOf = (bytes: number): unknown => ({ RESPONSE: "SUCCESS", SignedQRData: "A1b2".repeat(bytes / 4) })

/** Opening and sealing with cached RSA-4096 keys, against the bare RSA operations of the same process, and two peers. */
export const benchEnvelope = async (say: (line: string) => void): Promise<BenchResult> => {
  const keys = await generatePartnerKeys({ commonName: "bench", now: Date.now() })
  const publicKeyPem = createPublicKey(keys.certificatePem).export({ type: "spki", format: "pem" })
  const reply: EnvelopeProfile = { ...profiles.composite, requestIv: "prefix" }
  const bank = await createEnvelope({ recipientCertificate: keys.certificatePem, privateKey: keys.privateKeyPem, profile: reply })
  const client = await createEnvelope({
    recipientCertificate: keys.certificatePem,
    privateKey: keys.privateKeyPem,
    profile: profiles.composite
  })
  const [small, large] = [replyOf(1024), replyOf(10_240)]
  const [sealedSmall, sealedLarge, sealedField] = [await bank.seal(small), await bank.seal(large), await bank.seal(oneFieldOf(10_240))]
  const raw = { key: createPrivateKey(keys.privateKeyPem), padding: constants.RSA_NO_PADDING }
  const bare = { key: createPublicKey(keys.certificatePem), padding: constants.RSA_PKCS1_PADDING }
  const [block, sessionKey] = [new Uint8Array(512).fill(1), new Uint8Array(16).fill(2)]
  const peers = await openPeers({ publicKeyPem: String(publicKeyPem), privateKeyPem: keys.privateKeyPem }, JSON.stringify(small))
  const now = () => performance.now()
  // Each against its own limit first; the peers apart, or their garbage would be collected in our time.
  const rounds = {
    ...(await interleave(
      {
        rawPrivate: () => privateDecrypt(raw, block),
        open1k: () => client.open(sealedSmall),
        open10k: () => client.open(sealedLarge),
        open10kField: () => client.open(sealedField)
      },
      { rounds: ROUNDS, span: PRIVATE, now }
    )),
    ...(await interleave(
      { rawPublic: () => publicEncrypt(bare, sessionKey), seal1k: () => client.seal(small) },
      { rounds: ROUNDS, span: PUBLIC, now }
    )),
    ...(await interleave(peers, { rounds: PEER_ROUNDS, span: PEERS, now }))
  }
  const rates = Object.fromEntries(Object.entries(rounds).map(([name, all]) => [name, median(all)])) as Record<keyof typeof rounds, number>
  const ratios = {
    open1k: medianRatio(rounds.open1k, rounds.rawPrivate),
    open10k: medianRatio(rounds.open10k, rounds.rawPrivate),
    open10kField: medianRatio(rounds.open10kField, rounds.rawPrivate),
    seal1k: medianRatio(rounds.seal1k, rounds.rawPublic)
  }
  for (const [name, rate] of Object.entries(rates)) say(`${name.padEnd(12)} ${Math.round(rate)}/s`)
  for (const [name, ratio] of Object.entries(ratios)) say(`${name.padEnd(12)} ${ratio.toFixed(3)} of its limit`)
  const { pool, twoRawLoops, ratio: poolRatio } = await benchPool(keys, sealedSmall, POOL_SPAN_MS)
  say(`pool of 2    ${poolRatio.toFixed(3)} of two raw loops (${Math.round(pool)}/s of ${Math.round(twoRawLoops)}/s)`)
  const runtimes = await benchRuntimes({ ...keys, sealed: sealedSmall })
  for (const [name, ratio] of Object.entries(runtimes)) say(`${name.padEnd(12)} ${ratio.toFixed(3)} of its own raw operation, open at 1 KB`)
  const rounded = (value: number): number => Math.round(value * 1000) / 1000
  return {
    name: "envelope",
    ours: Math.round(rates.open1k),
    limit: Math.round(rates.rawPrivate),
    unit: "opened/s at 1 KB",
    better: "higher",
    ratio: rounded(ratios.open1k),
    peers: {
      joseOpen: Math.round(rates.joseOpen),
      joseSeal: Math.round(rates.joseSeal),
      forgeOpen: Math.round(rates.forgeOpen),
      forgeSeal: Math.round(rates.forgeSeal),
      ourSeal1k: Math.round(rates.seal1k),
      sealRatio1k: rounded(ratios.seal1k),
      openRatio10k: rounded(ratios.open10k),
      openRatio10kOneField: rounded(ratios.open10kField),
      poolRatio: rounded(poolRatio),
      openRatioDeno: rounded(runtimes.deno),
      openRatioBun: rounded(runtimes.bun),
      openRatioWorkerd: rounded(runtimes.workerd)
    }
  }
}
