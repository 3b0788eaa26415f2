import { decodeBase64, encodeBase64 } from "./base64.ts"
import type { RsaPadding } from "./envelope-profile.ts"
import { readAsymmetric } from "./read-asymmetric.ts"
import { parseObject, readPadding, startsWith } from "./read-envelope.ts"

/** A hybrid envelope, as far as can be said without a key. */
export interface DetectedEnvelope {
  readonly kind: "hybrid"
  /**
   * `prefix` stands for the IV inside the plaintext too: from outside the two look alike, and open alike.
   * `unknown`: the `iv` field holds something that is no IV.
   */
  readonly iv: "field" | "prefix" | "field+prefix" | "unknown"
  /** `oaepHashingAlgorithm` as it stands there; `""` when missing, which means PKCS1. */
  readonly paddingWord: string
  /** What the word means; `unknown` for words that the bank does not use. */
  readonly padding: RsaPadding | "unknown"
  /** Bits of the RSA key it was sealed to, by the length of `encryptedKey`. 0: that field is not base64. */
  readonly keyBits: number
  /** Bytes of AES data, without an IV in front. */
  readonly dataBytes: number
  readonly service: string
  /** Why it cannot be opened whatever the key, in words; empty when nothing is wrong on the outside. */
  readonly problems: readonly string[]
}

/** Base64 as long as a whole number of RSA blocks. */
export interface DetectedAsymmetric {
  readonly kind: "rsa-only"
  readonly blocks: number
  /** The first of 4096 (which the bank asks for), 2048 and 3072 that divides the length. */
  readonly keyBits: number
  /** In quotes, as a JSON string. */
  readonly jsonString: boolean
  /** Behind `r=`, as callbacks of merchant UPI come. */
  readonly rPrefix: boolean
  readonly lineBreaks: boolean
}

/** Anything that is not sealed. */
export interface DetectedOther {
  /** `html`: most often a proxy's or firewall's page, so the bank may not have seen the request. */
  readonly kind: "json" | "xml" | "html" | "pem" | "base64" | "text" | "empty"
}

/** What {@link detect} found. */
export type Detected = DetectedEnvelope | DetectedAsymmetric | DetectedOther

/**
 * Says what a pasted or received body is, without any key, for logs and for people who look for the fault. It never shows
 * content. Whether the body opens, only `open` and `openAsymmetric` tell.
 *
 * @example
 * ```ts
 * detect('{"encryptedKey":"…","encryptedData":"…","iv":""}') // { kind: "hybrid", iv: "prefix", padding: "PKCS1", … }
 * ```
 */
export function detect(body: string): Detected {
  // White space includes the byte order mark.
  const text = body.trim()
  if (text === "") return { kind: "empty" }
  const message = parseObject(text)
  const sealed = (message?.["encryptedKey"] ?? message?.["encryptedData"] ?? null) !== null
  if (message !== undefined) return sealed ? describeEnvelope(message) : { kind: "json" }
  return describeAsymmetric(text) ?? { kind: describeText(text) }
}

function describeEnvelope(message: Readonly<Record<string, unknown>>): DetectedEnvelope {
  const read = (name: string) => (typeof message[name] === "string" ? decodeBase64(message[name]) : undefined)
  const [key, data] = [read("encryptedKey"), read("encryptedData")]
  const iv = (message["iv"] ?? "") === "" ? new Uint8Array(0) : read("iv")
  const layout = describeIv(iv, data)
  const padding = readPadding(message["oaepHashingAlgorithm"]) ?? "unknown"
  const word: unknown = message["oaepHashingAlgorithm"] ?? ""
  const dataBytes = Math.max(0, (data?.length ?? 0) - (layout === "prefix" || layout === "field+prefix" ? 16 : 0))
  const problems = [
    key === undefined || key.length % 128 !== 0 || key.length === 0 ? "encryptedKey is not one RSA block in base64" : "",
    data === undefined ? "encryptedData is not base64" : "",
    data !== undefined && (data.length % 16 !== 0 || dataBytes === 0) ? "encryptedData is not whole AES blocks" : "",
    layout === "unknown" ? "iv is not 16 bytes in base64" : "",
    padding === "unknown" ? "oaepHashingAlgorithm is neither NONE nor SHA1" : ""
  ].filter((problem) => problem !== "")
  return {
    kind: "hybrid",
    iv: layout,
    paddingWord: typeof word === "string" ? word.slice(0, 16) : typeof word,
    padding,
    keyBits: (key?.length ?? 0) * 8,
    dataBytes,
    service: typeof message["service"] === "string" ? message["service"].slice(0, 64) : "",
    problems
  }
}

function describeIv(iv: Uint8Array | undefined, data: Uint8Array | undefined): DetectedEnvelope["iv"] {
  if (iv?.length === 0) return "prefix"
  if (iv?.length !== 16) return "unknown"
  return data !== undefined && data.length > 16 && startsWith(data, iv) ? "field+prefix" : "field"
}

function describeAsymmetric(text: string): DetectedAsymmetric | undefined {
  const read = readAsymmetric(text, { encode: encodeBase64, decode: decodeBase64 })
  const size = [512, 256, 384].find((one) => read !== undefined && read.bytes.length % one === 0)
  if (read === undefined || size === undefined) return undefined
  const { bytes, ...wrapping } = read
  return { kind: "rsa-only", blocks: bytes.length / size, keyBits: size * 8, ...wrapping }
}

function describeText(text: string): DetectedOther["kind"] {
  if (/^(<!--[\s\S]*?-->\s*)?<(!doctype html|html|head|body)\b/i.test(text)) return "html"
  if (/^<[?a-z!]/i.test(text)) return "xml"
  if (text.includes("-----BEGIN ")) return "pem"
  if (/^[[{"\d]|^(true|false|null)$|^-\d/.test(text) && isJson(text)) return "json"
  return text.length >= 16 && decodeBase64(text.replace(/\s+/g, "")) !== undefined ? "base64" : "text"
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
