import { PKCS8ShroudedKeyBag } from "pkijs"
import { encodeBase64 } from "./base64.ts"
import { readDer } from "./der.ts"
import { EnvelopeError } from "./envelope-error.ts"
import { MEND_KEY, decryptContent, encodePassword, wrongPassword } from "./password-algorithms.ts"
import type { Unlock } from "./password-algorithms.ts"
import { listStructures, readPrivateKey } from "./read-key.ts"
import { writePem } from "./read-pem.ts"

/**
 * Opens an encrypted private key (PKCS#8 with AES, `BEGIN ENCRYPTED PRIVATE KEY`). A key that is not encrypted is read too,
 * and the password is not looked at.
 *
 * @param text - the key in any shape
 * @returns PKCS#8 PEM, not encrypted
 *
 * @throws EnvelopeError `ENVELOPE_PASSWORD` when the password is missing or wrong, `ENVELOPE_LEGACY_FILE` for ciphers of old,
 *   `ENVELOPE_KEY` when the text holds something else
 *
 * @example
 * ```ts
 * const privateKey = await decryptPrivateKey(readFileSync("partner.key", "utf8"), password)
 * ```
 */
export async function decryptPrivateKey(text: string, password?: string): Promise<string> {
  const encrypted = listStructures(text).find((one) => typeof one !== "string" && one.kind === "encrypted private key")
  if (encrypted === undefined || typeof encrypted === "string") {
    // RFC 1421 encryption is MD5 once: no better than the ciphers of old, and WebCrypto has no MD5.
    if (/Proc-Type:\s*4,\s*ENCRYPTED/.test(text)) throw new EnvelopeError("ENVELOPE_LEGACY_FILE", LEGACY_PEM)
    return writePem("PRIVATE KEY", encodeBase64(readPrivateKey(text, "privateKey").pkcs8))
  }
  const pkcs8 = await openKeyBag(parseKeyBag(encrypted.der), { field: "privateKey", password: encodePassword(password, "privateKey"), mend: MEND_KEY })
  return writePem("PRIVATE KEY", encodeBase64(pkcs8))
}

const LEGACY_PEM =
  "privateKey: it is encrypted in the old way of PEM (Proc-Type: 4,ENCRYPTED). Mend the file with: " +
  "openssl pkcs8 -in OLD.key -topk8 -v2 aes-256-cbc -out NEW.key"

/** The PKCS#8 bytes inside an encrypted key. */
export async function openKeyBag(bag: PKCS8ShroudedKeyBag, unlock: Unlock): Promise<Uint8Array<ArrayBuffer>> {
  const der = await decryptContent(bag.encryptionAlgorithm, bag.encryptedData, unlock)
  // A wrong password passes the padding of CBC once in 256 times; what comes out is then no structure at all.
  if (readDer(der, 0)?.end !== der.length) throw wrongPassword(unlock.field)
  return readPrivateKey(encodeBase64(der), unlock.field).pkcs8
}

function parseKeyBag(der: Uint8Array<ArrayBuffer>): PKCS8ShroudedKeyBag {
  try {
    return PKCS8ShroudedKeyBag.fromBER(der)
  } catch {
    throw new EnvelopeError("ENVELOPE_KEY", "privateKey: found a damaged encrypted private key, expected a whole one.")
  }
}
