import { randomBytes } from "node:crypto"
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { fileURLToPath } from "node:url"
import { SetupError } from "./setup-error.ts"

/** Where everything that must survive a restart lies. Absolute paths. */
export interface StateFolder {
  readonly root: string
  readonly journal: string
  /** The journal's anchors, one a line: what an auditor takes elsewhere. */
  readonly anchors: string
  /** Ends of the log of approvals, one a line: to be taken elsewhere like the anchors. */
  readonly heads: string
  readonly keys: string
  readonly bank: string
  readonly partner: string
  readonly instanceLock: (instance: string) => string
}

/** Opens the state folder, making it when it is not there; only its owner may look inside. @throws SetupError */
export const openStateFolder = (env: NodeJS.ProcessEnv): StateFolder => {
  const folder = stateFolderOf(env)
  try {
    for (const path of [folder.root, folder.keys]) mkdirSync(path, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new SetupError(`cannot use the state folder ${folder.root} (HUNDI_STATE): ${nameOf(error)}`)
  }
  return folder
}

/** The same paths, without touching the disk. The default is `.hundi` in the root of the repository. */
export const stateFolderOf = (env: NodeJS.ProcessEnv): StateFolder => {
  const root = env["HUNDI_STATE"] ? resolve(env["HUNDI_STATE"]) : fileURLToPath(new URL("../../../../.hundi", import.meta.url))
  return {
    root,
    journal: join(root, "journal.sqlite"),
    anchors: join(root, "anchors.jsonl"),
    heads: join(root, "approval-heads.jsonl"),
    keys: join(root, "keys"),
    bank: join(root, "bank"),
    partner: join(root, "partner.json"),
    instanceLock: (instance) => join(root, `instance-${instance}.lock`)
  }
}

/** Writes a file for its owner's eyes, whole or not at all: a crash in between leaves the old one. */
export const writeSecretFile = (path: string, content: string | Uint8Array): void => {
  const draft = `${path}.${process.pid}.tmp`
  writeFileSync(draft, content, { mode: 0o600, flush: true })
  renameSync(draft, path)
}

/**
 * The key of fingerprints and look-up hashes, 32 bytes, made at first use. It belongs to the journal: with another key,
 * every payout id that comes again would look like one with another body.
 */
export const readFingerprintKey = (folder: StateFolder): Uint8Array => {
  const path = join(folder.keys, "fingerprint.key")
  if (!existsSync(path)) {
    if (existsSync(folder.journal)) throw new SetupError(`${path} is missing, but the journal beside it was written with it: restore the key`)
    writeSecretFile(path, randomBytes(32))
  }
  const key = readFileSync(path)
  if (key.length !== 32) throw new SetupError(`${path} must hold 32 bytes, not ${key.length}: restore the key that this journal was written with`)
  chmodSync(path, 0o600)
  return new Uint8Array(key)
}

const nameOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? "not possible"
