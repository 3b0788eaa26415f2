import type { AesCbc } from "./crypto-engine.ts"

/**
 * AES-CBC by WebCrypto, for runtimes without `node:crypto`.
 *
 * WebCrypto always checks and strips the padding and rejects when it is malformed, which is the oracle we avoid. So
 * `decryptRaw` first appends one block that decrypts to a full block of padding: encrypting an empty message with the last
 * ciphertext block as IV yields exactly that block. What WebCrypto strips is then ours, and the sender's padding is left.
 */
export function createWebAes(subtle: SubtleCrypto): AesCbc {
  const importKey = (key: Uint8Array, usages: KeyUsage[]) => subtle.importKey("raw", own(key), "AES-CBC", false, usages)
  return {
    encrypt: async (key, iv, plaintext) => {
      const imported = await importKey(key, ["encrypt"])
      return new Uint8Array(await subtle.encrypt({ name: "AES-CBC", iv: own(iv) }, imported, own(plaintext)))
    },
    decryptRaw: async (key, iv, ciphertext) => {
      const imported = await importKey(key, ["encrypt", "decrypt"])
      const last = own(ciphertext.subarray(-16))
      const padding = await subtle.encrypt({ name: "AES-CBC", iv: last }, imported, new Uint8Array(0))
      const extended = new Uint8Array(ciphertext.length + 16)
      extended.set(ciphertext)
      extended.set(new Uint8Array(padding), ciphertext.length)
      return new Uint8Array(await subtle.decrypt({ name: "AES-CBC", iv: own(iv) }, imported, extended))
    }
  }
}

/** WebCrypto's types want a view of an ArrayBuffer, never of shared memory. */
export function own(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer ? (bytes as Uint8Array<ArrayBuffer>) : new Uint8Array(bytes)
}
