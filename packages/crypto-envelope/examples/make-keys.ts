// file: examples/make-keys.ts
import { checkForBank, createSigningRequest, generatePartnerKeys, inspectCertificate } from "@hundi/crypto-envelope/x509"

const now = Date.now()
const subject = { commonName: "pay.asha.example", organization: "Asha Traders", country: "IN" }

// For UAT: a key of 4096 bits and a self-signed certificate.
const { privateKeyPem, certificatePem } = await generatePartnerKeys({ ...subject, now })
const { bits, notAfter } = await inspectCertificate(certificatePem)
console.log(`${bits} bits, valid until ${notAfter}`)

// For production the same key, and a request for a certificate authority.
const { requestPem } = await createSigningRequest({ ...subject, privateKey: privateKeyPem, dnsNames: ["pay.asha.example"] })
console.log(requestPem.split("\n")[0])

// What the bank would turn down, before it does: here that production wants an authority's signature.
const findings = await checkForBank({ certificate: certificatePem, privateKey: privateKeyPem, now, production: true })
for (const { code, message } of findings) console.log(code, message)
