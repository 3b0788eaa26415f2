import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { generatePartnerKeys } from "@hundi/crypto-envelope/x509"
import { type StateFolder, writeSecretFile } from "./state-folder.ts"

/** Our key pair for a simulator: PEM texts. */
export interface OwnKeys {
  readonly privateKeyPem: string
  readonly certificatePem: string
}

/** Our keys for simulators, made once (RSA-4096, as the bank asks for) and kept in the state folder, mode 600. */
export const keepOwnKeys = async (folder: StateFolder): Promise<OwnKeys> => {
  // One file, so that a crash cannot leave a key without its certificate.
  const path = join(folder.keys, "partner.pem")
  if (!existsSync(path)) {
    const made = await generatePartnerKeys({ commonName: "Hundi payout worker", now: Date.now() })
    writeSecretFile(path, `${made.privateKeyPem.trim()}\n${made.certificatePem.trim()}\n`)
  }
  return splitPem(readFileSync(path, "utf8"))
}

/** The same keys where they have been made; undefined otherwise. */
export const readOwnKeys = (folder: StateFolder): OwnKeys | undefined => {
  const path = join(folder.keys, "partner.pem")
  return existsSync(path) ? splitPem(readFileSync(path, "utf8")) : undefined
}

/** The key and the certificate in one PEM text. */
export const splitPem = (text: string): OwnKeys => ({
  privateKeyPem: /-----BEGIN [A-Z ]*PRIVATE KEY-----[^]*?-----END [A-Z ]*PRIVATE KEY-----\n?/.exec(text)?.[0] ?? "",
  certificatePem: /-----BEGIN CERTIFICATE-----[^]*?-----END CERTIFICATE-----\n?/.exec(text)?.[0] ?? ""
})
