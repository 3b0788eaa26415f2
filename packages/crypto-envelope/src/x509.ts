// The only entry that loads pkijs and asn1js: together they weigh more than ten times the rest of the package.
export { generatePartnerKeys } from "./generate-partner-keys.ts"
export type { PartnerKeyOptions, PartnerKeys } from "./generate-partner-keys.ts"
export { inspectCertificate } from "./inspect-certificate.ts"
export type { CertificateFacts } from "./inspect-certificate.ts"
export { EnvelopeError } from "./envelope-error.ts"
