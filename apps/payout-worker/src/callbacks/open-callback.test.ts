import { createEnvelope, profiles } from "@hundi/crypto-envelope"
import { generatePartnerKeys } from "@hundi/crypto-envelope/x509"
import { expect, it } from "vitest"
import { openCallbacksOf } from "./open-callback.ts"

it("opens both forms in which the bank posts, and nothing that is not sealed to us", async () => {
  const now = Date.now()
  const [ours, theirs] = await Promise.all([1, 2].map((n) => generatePartnerKeys({ commonName: `Test ${n}`, bits: 2048, now })))
  if (ours === undefined || theirs === undefined) throw new Error("no keys")
  const open = await openCallbacksOf({ bankCertificatePem: theirs.certificatePem, privateKeyPem: ours.privateKeyPem })
  const bankWith = (profile: keyof typeof profiles, recipientCertificate = ours.certificatePem) =>
    createEnvelope({ recipientCertificate, privateKey: theirs.privateKeyPem, profile: profiles[profile] })
  const said = { UNIQUEID: "T012AY00000000A", TXNSTATUS: "SUCCESS" }
  expect(await open(await (await bankWith("cib-rsa")).sealAsymmetric(said))).toEqual(said)
  expect(await open(`r=${(await (await bankWith("upi-v0")).sealAsymmetric(said)).replace(/(.{64})/g, "$1\n")}`)).toEqual(said)
  for (const profile of ["upi-v1", "cib"] as const) expect(await open(await (await bankWith(profile)).seal(said))).toEqual(said)
  await expect(open(JSON.stringify(said))).rejects.toThrow()
  await expect(open("")).rejects.toThrow()
  await expect(open(await (await bankWith("cib-rsa", theirs.certificatePem)).sealAsymmetric(said))).rejects.toThrow()
})
