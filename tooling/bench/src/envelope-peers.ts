import { CompactEncrypt, compactDecrypt, importPKCS8, importSPKI } from "jose"
import forge from "node-forge"
import type { Work } from "./rates.ts"

/** What people use today for RSA + AES: jose's compact JWE, and node-forge by hand. */
export const openPeers = async (
  keys: { readonly publicKeyPem: string; readonly privateKeyPem: string },
  text: string
): Promise<Readonly<Record<"joseSeal" | "joseOpen" | "forgeSeal" | "forgeOpen", Work>>> => {
  const [publicKey, privateKey] = [await importSPKI(keys.publicKeyPem, "RSA-OAEP"), await importPKCS8(keys.privateKeyPem, "RSA-OAEP")]
  const bytes = new TextEncoder().encode(text)
  const joseSeal = (): Promise<string> =>
    new CompactEncrypt(bytes).setProtectedHeader({ alg: "RSA-OAEP", enc: "A128CBC-HS256" }).encrypt(publicKey)
  const token = await joseSeal()
  const forgePublic = forge.pki.publicKeyFromPem(keys.publicKeyPem)
  const forgePrivate = forge.pki.privateKeyFromPem(keys.privateKeyPem)
  const forgeSeal = () => {
    const [key, iv] = [forge.random.getBytesSync(16), forge.random.getBytesSync(16)]
    const cipher = forge.cipher.createCipher("AES-CBC", key)
    cipher.start({ iv })
    cipher.update(forge.util.createBuffer(text, "utf8"))
    cipher.finish()
    return {
      key: forge.util.encode64(forgePublic.encrypt(key, "RSAES-PKCS1-V1_5")),
      iv,
      data: forge.util.encode64(cipher.output.getBytes())
    }
  }
  const sealed = forgeSeal()
  return {
    joseSeal,
    joseOpen: () => compactDecrypt(token, privateKey),
    forgeSeal,
    forgeOpen: () => {
      const decipher = forge.cipher.createDecipher("AES-CBC", forgePrivate.decrypt(forge.util.decode64(sealed.key), "RSAES-PKCS1-V1_5"))
      decipher.start({ iv: sealed.iv })
      decipher.update(forge.util.createBuffer(forge.util.decode64(sealed.data)))
      decipher.finish()
      return JSON.parse(decipher.output.toString()) as unknown
    }
  }
}
