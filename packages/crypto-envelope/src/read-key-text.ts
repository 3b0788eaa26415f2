import { encodeBase64 } from "./base64.ts"

/**
 * A key file's content as the text that all functions here take: PEM stays PEM, DER (`.cer`, `.der`, `.p12`) becomes base64,
 * and text that Windows saved as UTF-16 becomes a string.
 *
 * @param content - the bytes of a file, or its text, which is returned as it is
 *
 * @example
 * ```ts
 * const envelope = await createEnvelope({ recipientCertificate: readKeyText(readFileSync("bank.cer")), privateKey, profile })
 * ```
 */
export function readKeyText(content: Uint8Array | string): string {
  if (typeof content === "string") return content
  const [first, second] = content
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(content)
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(content)
  // A SEQUENCE with a long length. As text it would be "0" and a character that neither PEM nor base64 has.
  if (first === 0x30 && second !== undefined && second >= 0x80) return encodeBase64(content)
  return new TextDecoder().decode(content)
}
