import { HundiError, invalid } from "@hundi/core"
import { decodeBase64Url, encodeBase64Url } from "../at-rest/base64url.ts"

/**
 * Seals bytes to one RSA key: JWE compact (RFC 7516) with RSA-OAEP-256 and A256GCM (RFC 7518, sections 4.3 and 5.3). WebCrypto alone, so
 * every runtime can; any JOSE library opens it.
 */
export const sealJwe = async (plain: Uint8Array<ArrayBuffer>, key: CryptoKey, kid: string): Promise<string> => {
  const { subtle } = globalThis.crypto
  const header = encodeText(JSON.stringify({ alg: ALG, enc: ENC, kid, cty: "application/json" }))
  const contentKey = globalThis.crypto.getRandomValues(new Uint8Array(KEY_BYTES))
  const iv = globalThis.crypto.getRandomValues(new Uint8Array(IV_BYTES))
  const wrapped = await subtle.encrypt({ name: "RSA-OAEP" }, key, contentKey)
  const aes = await subtle.importKey("raw", contentKey, "AES-GCM", false, ["encrypt"])
  contentKey.fill(0)
  const box = new Uint8Array(await subtle.encrypt({ name: "AES-GCM", iv, additionalData: utf8.encode(header) }, aes, plain))
  const parts = [new Uint8Array(wrapped), iv, box.subarray(0, -TAG_BYTES), box.subarray(-TAG_BYTES)].map(encodeBase64Url)
  return [header, ...parts].join(".")
}

/**
 * Opens what {@link sealJwe}, or another implementation with the same two algorithms, has sealed.
 * @throws HundiError INVALID_REQUEST, CONFIGURATION
 */
export const openJwe = async (jwe: string, key: CryptoKey): Promise<Uint8Array<ArrayBuffer>> => {
  const { subtle } = globalThis.crypto
  const [header = "", ...rest] = jwe.trim().split(".")
  const parts = rest.map(decodeBase64Url)
  const [wrapped, iv, ciphertext, tag] = parts
  if (parts.length !== 4 || wrapped === undefined || iv?.length !== IV_BYTES || ciphertext === undefined || tag?.length !== TAG_BYTES) {
    throw invalid("jwe", "five parts of base64url, apart by dots: was the file cut?")
  }
  checkHeader(header)
  try {
    // The four steps fail alike: which one did is nobody's business who may have written the file (RFC 7516, section 11.5).
    const raw = await subtle.decrypt({ name: "RSA-OAEP" }, key, wrapped)
    const aes = await subtle.importKey("raw", raw, "AES-GCM", false, ["decrypt"])
    const box = new Uint8Array(ciphertext.length + TAG_BYTES)
    box.set(ciphertext)
    box.set(tag, ciphertext.length)
    return new Uint8Array(await subtle.decrypt({ name: "AES-GCM", iv, additionalData: utf8.encode(header) }, aes, box))
  } catch {
    throw new HundiError("CONFIGURATION", "this key does not open the file: it was sealed to another key, or it was altered on its way")
  }
}

const ALG = "RSA-OAEP-256"
const ENC = "A256GCM"
const KEY_BYTES = 32
const IV_BYTES = 12
const TAG_BYTES = 16
const utf8 = new TextEncoder()

const encodeText = (text: string): string => encodeBase64Url(utf8.encode(text))

/** Only the two algorithms above; nothing compressed, and no extension that must be understood. */
const checkHeader = (text: string): void => {
  const header = parseHeader(text)
  if (header["alg"] !== ALG || header["enc"] !== ENC) throw invalid("jwe", `sealed with ${ALG} and ${ENC}`)
  if ("zip" in header || "crit" in header) throw invalid("jwe", "without the header parameters zip and crit")
}

/** A JOSE header. @throws HundiError INVALID_REQUEST */
export const parseHeader = (text: string): Readonly<Record<string, unknown>> => {
  try {
    const header: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(decodeBase64Url(text)))
    if (typeof header === "object" && header !== null && !Array.isArray(header)) return header as Record<string, unknown>
  } catch {
    // The same refusal as for a header that is no object.
  }
  throw invalid("header", "a JOSE header, base64url of a JSON object")
}
