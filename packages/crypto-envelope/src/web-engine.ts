import { decodeBase64, encodeBase64 } from "./base64.ts"
import { pkcs1Encrypt, rawDecryptVariableTime } from "./big-int-rsa.ts"
import type { CryptoEngine, DecryptionKey, DecryptionNeeds, RsaEngine } from "./crypto-engine.ts"
import type { RsaPrivateKeyData } from "./read-key.ts"
import { readPrivateNumbers, readPublicNumbers } from "./rsa-numbers.ts"
import { createWebAes, own } from "./web-aes.ts"

const OAEP = { name: "RSA-OAEP", hash: "SHA-1" }
const HMAC = { name: "HMAC", hash: "SHA-256" }
/** Runtimes work on one CryptoKey one operation at a time; with several copies the operations use several cores. */
const STRIPES = 4

/**
 * What every runtime with WebCrypto can do: OAEP, and sealing with PKCS1 in plain arithmetic. Opening PKCS1 exists only as
 * arithmetic whose time depends on the private key, so it is there only when the caller allowed that.
 */
export function createWebEngine(subtle: SubtleCrypto): CryptoEngine {
  return { rsa: createRsa(subtle), aes: createWebAes(subtle), base64: { encode: encodeBase64, decode: decodeBase64 } }
}

function createRsa(subtle: SubtleCrypto): RsaEngine {
  return {
    name: "WebCrypto",
    importRecipient: (key) => {
      const numbers = readPublicNumbers(key)
      let imported: Promise<CryptoKey> | undefined
      return {
        pkcs1Encrypt: (message) => pkcs1Encrypt(numbers, message),
        oaepSha1Encrypt: async (message) => {
          imported ??= subtle.importKey("spki", key.spki, OAEP, false, ["encrypt"])
          return new Uint8Array(await subtle.encrypt(OAEP, await imported, own(message)))
        }
      }
    },
    importDecryption: (key, needs) => importDecryption(subtle, key, needs),
    importHmacSha256: async (key) => {
      const imported = await subtle.importKey("raw", own(key), HMAC, false, ["sign"])
      return async (data) => new Uint8Array(await subtle.sign("HMAC", imported, own(data)))
    }
  }
}

async function importDecryption(subtle: SubtleCrypto, key: RsaPrivateKeyData, needs: DecryptionNeeds): Promise<DecryptionKey> {
  const withOaep = needs.paddings.includes("OAEP-SHA1")
  const importKey = () => subtle.importKey("pkcs8", key.pkcs8, OAEP, false, ["decrypt"])
  const stripes = await Promise.all(Array.from({ length: withOaep ? STRIPES : 0 }, importKey))
  const numbers = readPrivateNumbers(key)
  let turn = 0
  const oaepSha1Decrypt = (ciphertext: Uint8Array) =>
    subtle.decrypt(OAEP, stripes[turn++ % STRIPES]!, own(ciphertext)).then(
      (message) => new Uint8Array(message),
      // One answer for every malformed block: what the runtime says about it is an oracle.
      () => undefined
    )
  return {
    ...(withOaep ? { oaepSha1Decrypt } : {}),
    ...(needs.allowVariableTime ? { rawDecrypt: (ciphertext: Uint8Array) => rawDecryptVariableTime(numbers, ciphertext) } : {})
  }
}
