import { constants, createPrivateKey, createPublicKey, privateDecrypt, publicEncrypt } from "node:crypto"
import { createEnvelope, type EnvelopeProfile, profiles } from "@hundi/crypto-envelope"
import { generatePartnerKeys } from "@hundi/crypto-envelope/x509"
import { openPeers } from "./envelope-peers.ts"
import type { BenchResult } from "./main.ts"
import { medianRates } from "./rates.ts"

const ROUNDS = 9
const SPAN_MS = 300

/** A reply of about `bytes`, as the bank's are: JSON with short texts. */
export const replyOf = (bytes: number): Readonly<Record<string, string>> => {
  const reply: Record<string, string> = { ActCode: "0", Response: "Transaction Successful" }
  for (let index = 0; JSON.stringify(reply).length < bytes - 40; index++) reply[`Field${index}`] = `value ${index} of the reply`
  return reply
}

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
  const [sealedSmall, sealedLarge] = [await bank.seal(small), await bank.seal(large)]
  const raw = { key: createPrivateKey(keys.privateKeyPem), padding: constants.RSA_NO_PADDING }
  const bare = { key: createPublicKey(keys.certificatePem), padding: constants.RSA_PKCS1_PADDING }
  const [block, sessionKey] = [new Uint8Array(512).fill(1), new Uint8Array(16).fill(2)]
  const peers = await openPeers({ publicKeyPem: String(publicKeyPem), privateKeyPem: keys.privateKeyPem }, JSON.stringify(small))
  const rates = await medianRates(
    {
      rawPrivate: () => privateDecrypt(raw, block),
      open1k: () => client.open(sealedSmall),
      open10k: () => client.open(sealedLarge),
      rawPublic: () => publicEncrypt(bare, sessionKey),
      seal1k: () => client.seal(small),
      ...peers
    },
    { rounds: ROUNDS, spanMs: SPAN_MS, now: () => performance.now() }
  )
  const ratios = {
    open1k: rates.open1k / rates.rawPrivate,
    open10k: rates.open10k / rates.rawPrivate,
    seal1k: rates.seal1k / rates.rawPublic
  }
  for (const [name, rate] of Object.entries(rates)) say(`${name.padEnd(12)} ${Math.round(rate)}/s`)
  for (const [name, ratio] of Object.entries(ratios)) say(`${name.padEnd(12)} ${ratio.toFixed(3)} of its limit`)
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
      openRatio10k: rounded(ratios.open10k)
    }
  }
}
