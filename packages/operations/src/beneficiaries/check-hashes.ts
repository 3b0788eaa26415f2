import { hmac } from "@noble/hashes/hmac.js"
import { sha256 } from "@noble/hashes/sha2.js"
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js"

/** The only forms in which an account and a name are kept (L10). */
export interface CheckHashes {
  /** Names the key: rows of another key cannot be told apart by account. */
  readonly keyId: string
  readonly ofAccount: (account: { readonly accountNumber: string; readonly ifsc: string }) => string
  readonly ofName: (name: string) => string
  /** The payout that a drop is made by: the same for the same account and number, so that a repeat is no second payout. */
  readonly ofDrop: (accountHash: string, number: number) => string
}

/** Keyed hashes (HMAC-SHA-256, hex), each kind under its own word: one kind is never mistaken for another. */
export const checkHashes = (key: Uint8Array): CheckHashes => {
  const hash = (kind: string, text: string): string => bytesToHex(hmac(sha256, key, utf8ToBytes(`beneficiaries/${kind}|${text}`)))
  return {
    keyId: hash("key", "").slice(0, 16),
    ofAccount: ({ accountNumber, ifsc }) => hash("account", `${accountNumber}@${ifsc}`),
    ofName: (name) => hash("name", name.normalize("NFKC").trim().replaceAll(/\s+/g, " ").toLowerCase()),
    ofDrop: (accountHash, number) => `verification-${hash("drop", `${accountHash}|${number}`).slice(0, 32)}`
  }
}
