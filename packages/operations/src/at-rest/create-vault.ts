import { HundiError } from "@hundi/core"
import { xchacha20poly1305 } from "@noble/ciphers/chacha.js"
import { hkdf } from "@noble/hashes/hkdf.js"
import { hmac } from "@noble/hashes/hmac.js"
import { sha256 } from "@noble/hashes/sha2.js"
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js"
import { decodeBase64Url, encodeBase64Url } from "./base64url.ts"
import { checkVaultKeys, type VaultKey } from "./vault-keys.ts"

/** Where a value lives. A value that was sealed for one place opens in no other. */
export interface VaultContext {
  /** The row's own id, e.g. the payout's. */
  readonly row: string
  /** E.g. `account_number`. */
  readonly column: string
}

/** What {@link createVault} takes. */
export interface VaultOptions {
  readonly keys: readonly VaultKey[]
  /** ms since 1970 (UTC): the newest key that has begun seals. */
  readonly now: () => number
  /** Lets text through that nobody sealed, while a journal is being converted. Off: such text was put there by somebody else. */
  readonly acceptsClear?: boolean
  /** For a deterministic run; otherwise the runtime's generator. Never give the same bytes twice. */
  readonly randomBytes?: (length: number) => Uint8Array
}

/** Keeps texts closed in a database. Every method is synchronous, because the SQL seam is. */
export interface Vault {
  /** `v1.<key id>.<nonce>.<ciphertext and tag>`, different each time. */
  readonly seal: (text: string, context: VaultContext) => string
  /** @throws HundiError CONFIGURATION: the key is not there, or the text was altered, cut or moved; the message holds nothing of it */
  readonly open: (sealed: string, context: VaultContext) => string
  /** Is it in clear, or sealed with another key than the one that seals now? */
  readonly needsReseal: (sealed: string) => boolean
  /** The same text under the key of today. @throws as `open` does */
  readonly reseal: (sealed: string, context: VaultContext) => string
  /** What to store beside a sealed text in order to find it again: a keyed hash, the same for the same text in the same column. */
  readonly lookup: (text: string, column: string) => string
  /** What to search for: the hashes under every key, newest first, for `WHERE column IN (...)`. */
  readonly lookups: (text: string, column: string) => readonly string[]
}

/**
 * Encryption at rest for names, account numbers and addresses: XChaCha20-Poly1305, bound to row and column as associated data. Its
 * nonce of 24 random bytes never runs out, and in JavaScript it has no tables that leak through time, which AES has. The key of the
 * lookup hashes is another one, derived like the sealing key by HKDF-SHA256 (RFC 5869).
 *
 * Whoever holds the key file and the database reads everything: keep them apart. Lengths show, contents do not.
 *
 * @throws HundiError CONFIGURATION for keys that would not protect
 * @example
 * const vault = createVault({ keys: parseVaultKeys(keyFile), now: Date.now })
 * const sealed = vault.seal("000123456789", { row: "default/rent-1", column: "account_number" })
 * vault.open(sealed, { row: "default/rent-1", column: "account_number" }) // "000123456789"
 * vault.lookup("000123456789", "account_number") // "h1.2030a.5f1c..."
 */
export const createVault = ({ keys, now, acceptsClear = false, randomBytes = fromRuntime }: VaultOptions): Vault => {
  checkVaultKeys(keys)
  const newestFirst = [...keys].sort((one, other) => other.from - one.from).map(derive)
  const current = (): Derived => {
    const found = newestFirst.find(({ from }) => from <= now())
    if (found === undefined) throw new HundiError("CONFIGURATION", "every vault key begins in the future: nothing can be sealed until one has begun")
    return found
  }
  const seal: Vault["seal"] = (text, context) => {
    const key = current()
    const nonce = randomBytes(NONCE_BYTES)
    const box = xchacha20poly1305(key.sealing, nonce, boundTo(key.id, context)).encrypt(utf8ToBytes(text))
    return `${FORMAT}.${key.id}.${encodeBase64Url(nonce)}.${encodeBase64Url(box)}`
  }
  const open: Vault["open"] = (sealed, context) => {
    const parts = parse(sealed)
    if (parts === undefined && acceptsClear && !sealed.startsWith(`${FORMAT}.`)) return sealed
    if (parts === undefined) throw unreadable(context, "is not in the form of a sealed text: it was cut, altered, or never sealed")
    const key = newestFirst.find(({ id }) => id === parts.keyId)
    if (key === undefined) throw unreadable(context, `was sealed with key ${parts.keyId}, which is not among the keys given: put its line back`)
    try {
      return utf8.decode(xchacha20poly1305(key.sealing, parts.nonce, boundTo(key.id, context)).decrypt(parts.box))
    } catch {
      // Without the cause: a decoder's message may quote what it read.
      throw unreadable(context, `does not open with key ${key.id}: it was altered, moved here from another row or column, or the key file is another one's`)
    }
  }
  const needsReseal: Vault["needsReseal"] = (sealed) => parse(sealed)?.keyId !== current().id
  return {
    ...{ seal, open, needsReseal },
    reseal: (sealed, context) => seal(open(sealed, context), context),
    lookup: (text, column) => lookUpBy(current(), text, column),
    lookups: (text, column) => newestFirst.map((key) => lookUpBy(key, text, column))
  }
}

const FORMAT = "v1"
const NONCE_BYTES = 24
const TAG_BYTES = 16
const SEALED = /^v1\.([a-z0-9-]{1,16})\.([A-Za-z0-9_-]{32})\.([A-Za-z0-9_-]{22,})$/
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })

interface Derived {
  readonly id: string
  readonly from: number
  readonly sealing: Uint8Array
  readonly finding: Uint8Array
}

/** Two keys for two uses: a hash that anybody may ask for must not be made with the key that seals. */
const derive = ({ id, key, from }: VaultKey): Derived => ({
  ...{ id, from },
  sealing: hkdf(sha256, key, undefined, utf8ToBytes("hundi at rest v1: seal"), 32),
  finding: hkdf(sha256, key, undefined, utf8ToBytes("hundi at rest v1: look up"), 32)
})

/** JSON keeps the parts apart: ("a", "bc") and ("ab", "c") must not be one place. */
const boundTo = (keyId: string, { row, column }: VaultContext): Uint8Array => utf8ToBytes(JSON.stringify([FORMAT, keyId, row, column]))

const lookUpBy = ({ id, finding }: Derived, text: string, column: string): string =>
  `h1.${id}.${bytesToHex(hmac(sha256, finding, utf8ToBytes(JSON.stringify([column, text]))))}`

const parse = (sealed: string) => {
  const [, keyId = "", nonceText = "", boxText = ""] = SEALED.exec(sealed) ?? []
  const nonce = decodeBase64Url(nonceText)
  const box = decodeBase64Url(boxText)
  if (nonce?.length !== NONCE_BYTES || box === undefined || box.length < TAG_BYTES) return undefined
  return { keyId, nonce, box }
}

const unreadable = ({ row, column }: VaultContext, what: string): HundiError =>
  new HundiError("CONFIGURATION", `${column} of ${row} ${what}`, { reason: { _tag: "SealedText", field: column } })

const fromRuntime = (length: number): Uint8Array => globalThis.crypto.getRandomValues(new Uint8Array(length))
