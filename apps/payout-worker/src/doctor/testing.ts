import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { generatePartnerKeys } from "@hundi/crypto-envelope/x509"
import { type StateFolder, stateFolderOf } from "../setup/state-folder.ts"

/** A state folder of its own, for one test. */
export const newStateFolder = (): StateFolder => {
  const root = mkdtempSync(join(tmpdir(), "hundi-doctor-test-"))
  const folder = stateFolderOf({ HUNDI_STATE: root })
  mkdirSync(folder.keys, { mode: 0o700 })
  return folder
}

/** Writes a file that only its owner reads, and returns its path. */
export const writeFile = (folder: StateFolder, name: string, content: string | Uint8Array): string => {
  const path = join(folder.root, name)
  writeFileSync(path, content, { mode: 0o600 })
  return path
}

/** Made-up keys of RSA-2048: quick. `privateKey` certifies a key that is there already. */
export const makeKeys = (days: number, now = Date.now(), privateKey?: string) =>
  generatePartnerKeys({ commonName: "Doctor's test", bits: 2048, days, now, ...(privateKey === undefined ? {} : { privateKey }) })
