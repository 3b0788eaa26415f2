import { istDate, istMidnight } from "@hundi/catalog/calendar"
import { HundiError } from "@hundi/core"
import { decodeBase64Url, encodeBase64Url } from "./base64url.ts"

/** One key of a vault. */
export interface VaultKey {
  /** 1 to 16 of `a-z 0-9 -`; stands in clear in everything that it sealed. */
  readonly id: string
  /** 32 random bytes. */
  readonly key: Uint8Array
  /** Seals from this time on, ms since 1970 (UTC). Opens always. */
  readonly from: number
}

/**
 * Reads a key file: one key a line, `id from key`, where `from` is an IST date and the key 32 bytes in base64url. Empty lines
 * and lines that begin with `#` are left out. To rotate, add a line with a later date, on every worker, before that date.
 *
 * @throws HundiError CONFIGURATION naming the line and the rule, never the key
 * @example
 * const keys = parseVaultKeys(readFileSync(".hundi/vault.keys", "utf8"))
 */
export const parseVaultKeys = (text: string): readonly VaultKey[] => {
  const keys = text.split(/\r?\n/).flatMap((line, index) => (/^\s*(#|$)/.test(line) ? [] : [parseLine(line, index + 1)]))
  checkVaultKeys(keys)
  return keys
}

/** A line for the key file, with a new key of the runtime's generator. Keep the file apart from the journal, and a copy apart from both. */
export const makeVaultKey = (id: string, from: number): string => {
  const key = globalThis.crypto.getRandomValues(new Uint8Array(KEY_BYTES))
  checkVaultKeys([{ id, key, from }])
  return `${id} ${istDate(from)} ${encodeBase64Url(key)}`
}

const KEY_BYTES = 32
const KEY_ID = /^[a-z0-9-]{1,16}$/

/** Refuses keys that would not protect, or that could not be told apart. */
export const checkVaultKeys = (keys: readonly VaultKey[]): void => {
  if (keys.length === 0) throw misconfigured("there is no vault key: add a line `id from key` to the key file")
  for (const [index, { id, key, from }] of keys.entries()) {
    if (!KEY_ID.test(id)) throw misconfigured(`vault key ${index + 1}: its id must be 1 to 16 of a-z, 0-9 and -`)
    if (keys.findIndex((other) => other.id === id) !== index) throw misconfigured(`vault key ${id} is listed twice`)
    if (key.length !== KEY_BYTES) throw misconfigured(`vault key ${id} has ${key.length} bytes, not ${KEY_BYTES}`)
    if (key.every((byte) => byte === key[0])) throw misconfigured(`vault key ${id} is one byte repeated: make a random one`)
    if (!Number.isFinite(from)) throw misconfigured(`vault key ${id}: it begins at no time`)
    // The same secret under two ids would look like a rotation and be none.
    if (keys.findIndex((other) => other.key.every((byte, at) => byte === key[at])) !== index) {
      throw misconfigured(`vault key ${id} is the same key as another line: make a new one`)
    }
  }
}

const parseLine = (line: string, number: number): VaultKey => {
  const [id = "", from = "", text = "", ...more] = line.trim().split(/\s+/)
  const key = decodeBase64Url(text)
  if (more.length > 0 || text === "") throw misconfigured(`vault keys, line ${number}: three parts, id, date and key, apart by spaces`)
  if (key?.length !== KEY_BYTES) throw misconfigured(`vault keys, line ${number}: the key must be ${KEY_BYTES} bytes in base64url, 43 characters`)
  return { id, key, from: startOf(from, number) }
}

const startOf = (date: string, number: number): number => {
  try {
    return istMidnight(date)
  } catch {
    throw misconfigured(`vault keys, line ${number}: the date must exist and be written YYYY-MM-DD`)
  }
}

const misconfigured = (message: string): HundiError => new HundiError("CONFIGURATION", message)
