// Types only: the module itself is asked for at run time, so that no bundler sees an import it would have to resolve.
import type * as NodeBuffer from "node:buffer"
import type * as NodeCrypto from "node:crypto"
import type { AesCbc, Base64, CryptoEngine, RawDecryptionKey, RsaEngine } from "./crypto-engine.ts"
import { prepareHmacSha256 } from "./hmac-sha256.ts"
import type { RsaPrivateKeyData } from "./read-key.ts"

/** node:crypto has the raw operation and a synchronous SHA-1, so OAEP is unpadded here as well. */
interface NodeEngine extends CryptoEngine {
  readonly rsa: RsaEngine & {
    readonly importDecryption: (key: RsaPrivateKeyData) => RawDecryptionKey
    readonly sha1: (data: Uint8Array) => Uint8Array
  }
}

/**
 * `node:crypto` where the runtime has it: Node, Deno, Bun and Workers with Node compatibility, none of which need to be
 * told apart. `undefined` elsewhere.
 */
export function findNodeEngine(): NodeEngine | undefined {
  const crypto = globalThis.process?.getBuiltinModule?.("node:crypto")
  const buffer = globalThis.process?.getBuiltinModule?.("node:buffer")
  if (crypto === undefined || buffer === undefined) return undefined
  return { rsa: createRsa(crypto), aes: createAes(crypto), base64: createBase64(buffer) }
}

/** workerd parses keys but refuses the parsed ones inside options; there the DER goes along with each call. */
function takesKeyObject(crypto: typeof NodeCrypto, key: NodeCrypto.KeyObject): boolean {
  try {
    crypto.publicEncrypt({ key, padding: crypto.constants.RSA_PKCS1_PADDING }, new Uint8Array(1))
    return true
  } catch {
    return false
  }
}

function createRsa(crypto: typeof NodeCrypto): NodeEngine["rsa"] {
  const { RSA_NO_PADDING, RSA_PKCS1_PADDING, RSA_PKCS1_OAEP_PADDING } = crypto.constants
  return {
    name: "node:crypto",
    importRecipient: ({ spki }) => {
      // Node takes any Uint8Array here; only its types ask for a Buffer.
      const parsed = crypto.createPublicKey({ key: spki as Buffer, format: "der", type: "spki" })
      const key = takesKeyObject(crypto, parsed) ? { key: parsed } : ({ key: spki as Buffer, format: "der", type: "spki" } as const)
      return {
        pkcs1Encrypt: (message) => crypto.publicEncrypt({ ...key, padding: RSA_PKCS1_PADDING }, message),
        oaepSha1Encrypt: (message) => crypto.publicEncrypt({ ...key, padding: RSA_PKCS1_OAEP_PADDING, oaepHash: "sha1" }, message)
      }
    },
    importDecryption: ({ pkcs8 }) => {
      // Parsed once: a PEM on each call costs 25 to 44 % of the throughput with 4096-bit keys.
      const parsed = crypto.createPrivateKey({ key: pkcs8 as Buffer, format: "der", type: "pkcs8" })
      const known = takesKeyObject(crypto, crypto.createPublicKey(parsed))
      const key = known ? { key: parsed } : ({ key: pkcs8 as Buffer, format: "der", type: "pkcs8" } as const)
      // Never RSA_PKCS1_PADDING here: it throws, returns garbage of random length or is an oracle, depending on the runtime.
      const options = { ...key, padding: RSA_NO_PADDING }
      return { rawDecrypt: (ciphertext) => crypto.privateDecrypt(options, ciphertext) }
    },
    importHmacSha256: (key) => prepareHmacSha256(createHash(crypto, "sha256"), key),
    sha1: createHash(crypto, "sha1")
  }
}

function createHash(crypto: typeof NodeCrypto, name: "sha1" | "sha256"): (data: Uint8Array) => Uint8Array {
  // The one-shot call is about twice as fast, and not everywhere.
  const { hash } = crypto
  if (typeof hash === "function") return (data) => hash(name, data, "buffer")
  return (data) => crypto.createHash(name).update(data).digest()
}

function createAes(crypto: typeof NodeCrypto): AesCbc {
  // A KeyObject, though used once: handing over the bytes takes Node twice the time (measured at 20 against 10 us).
  const cipherName = (key: Uint8Array) => (key.length === 16 ? "aes-128-cbc" : "aes-256-cbc")
  return {
    encrypt: (key, iv, plaintext) => {
      const cipher = crypto.createCipheriv(cipherName(key), crypto.createSecretKey(key), iv)
      return join(cipher.update(plaintext), cipher.final())
    },
    decryptRaw: (key, iv, ciphertext) => {
      const decipher = crypto.createDecipheriv(cipherName(key), crypto.createSecretKey(key), iv)
      decipher.setAutoPadding(false)
      return join(decipher.update(ciphertext), decipher.final())
    }
  }
}

/** Ten times the speed of plain loops at 10 KB. `Buffer` forgives a lot, so what it read must be what it would write. */
function createBase64({ Buffer }: typeof NodeBuffer): Base64 {
  return {
    encode: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("base64"),
    decode: (text) => {
      const bytes = Buffer.from(text, "base64")
      return bytes.toString("base64") === text ? bytes : undefined
    }
  }
}

function join(head: Uint8Array, tail: Uint8Array): Uint8Array {
  if (tail.length === 0) return head
  const out = new Uint8Array(head.length + tail.length)
  out.set(head)
  out.set(tail, head.length)
  return out
}
