import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { generatePartnerKeys } from "@hundi/crypto-envelope/x509"

/** Where the workers and the bank of one crash run live. Absolute paths. */
export interface Home {
  /** `HUNDI_STATE` of every worker: they share the journal. */
  readonly state: string
  readonly journal: string
  readonly bankKeys: string
  /** Where Node keeps what it has compiled: a worker starts in half the time. */
  readonly cache: string
  readonly file: (name: string) => string
  readonly remove: () => void
}

/**
 * A state folder with its keys made. RSA-2048 on both sides, where the bank asks for 4096: what is tested here is the journal, and the
 * smaller keys leave the two processors to the payments.
 */
export const prepareHome = async (): Promise<Home> => {
  const root = mkdtempSync(join(tmpdir(), "hundi-crash-"))
  const [state, bankKeys] = [join(root, "state"), join(root, "bank-keys.json")]
  mkdirSync(join(state, "keys"), { recursive: true, mode: 0o700 })
  const make = (commonName: string) => generatePartnerKeys({ commonName, bits: 2048, days: 3650, now: Date.now() })
  const [own, bank] = [await make("Hundi payout worker"), await make("Bank Simulator")]
  writeFileSync(join(state, "keys", "partner.pem"), `${own.privateKeyPem.trim()}\n${own.certificatePem.trim()}\n`, { mode: 0o600 })
  writeFileSync(bankKeys, JSON.stringify(bank), { mode: 0o600 })
  return {
    state,
    bankKeys,
    journal: join(state, "journal.sqlite"),
    cache: join(root, "cache"),
    file: (name) => join(root, name),
    remove: () => rmSync(root, { recursive: true, force: true })
  }
}
