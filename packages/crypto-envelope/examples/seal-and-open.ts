// file: examples/seal-and-open.ts
import { createEnvelope, profiles } from "@hundi/crypto-envelope"
import { generatePartnerKeys } from "@hundi/crypto-envelope/x509"

// Stand-ins for what you have: your key pair, and the certificate that the bank mailed.
const now = Date.UTC(2026, 0, 15)
const partner = await generatePartnerKeys({ commonName: "Asha Traders", bits: 2048, now })
const bank = await generatePartnerKeys({ commonName: "The bank's side", bits: 2048, now })

const envelope = await createEnvelope({
  recipientCertificate: bank.certificatePem, // the bank's: only they can open what you seal
  privateKey: partner.privateKeyPem, // yours, PKCS#8 or PKCS#1
  profile: profiles.composite
})
const body = await envelope.seal({ tranRefNo: "T1A000000000001", amount: "100.50" }, { service: "LOP" })

// The other side, as the bank would run it: it opens the request and seals a reply to your certificate.
const bankSide = await createEnvelope({
  recipientCertificate: partner.certificatePem,
  privateKey: bank.privateKeyPem,
  profile: { ...profiles.composite, requestIv: "prefix" }
})
console.log((await bankSide.open(body)).value)

const reply = await bankSide.seal({ success: true, ActCode: "0" })
const { sealed, value } = await envelope.open(reply)
console.log(sealed, value)
