import { createPrivateKey } from "node:crypto"
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { keyMatchesCertificate } from "@hundi/crypto-envelope/x509"
import { splitPem } from "../setup/partner-keys.ts"
import type { StateFolder } from "../setup/state-folder.ts"
import { checkMode } from "./check-mode.ts"
import { fail, type Finding, note, ok } from "./finding.ts"
import { showPath } from "./show-path.ts"
import { judgeCertificate } from "./judge-certificate.ts"

const RENEW = "make a new pair (hundi-keys), send the certificate to the bank, and keep the old key until the bank has confirmed the switch"
const KEY_BYTES = 32

/** Our private key, its certificate, whether they are a pair, and the journal's fingerprint key. */
export const checkOwnKeys = async (env: NodeJS.ProcessEnv, folder: StateFolder, now: number): Promise<readonly Finding[]> => [
  ...(await checkPair(env, folder, now)),
  ...checkFingerprintKey(folder)
]

const checkPair = async (env: NodeJS.ProcessEnv, folder: StateFolder, now: number): Promise<readonly Finding[]> => {
  const configured = env["HUNDI_PRIVATE_KEY_FILE"]
  const path = configured || join(folder.keys, "partner.pem")
  if (!existsSync(path)) {
    return [
      configured
        ? fail("private key", `HUNDI_PRIVATE_KEY_FILE: there is no file ${showPath(path)}`, "set the path of the PEM file with your RSA private key")
        : note("private key", "none yet; the first demo makes one")
    ]
  }
  const mode = checkMode("private key", path)
  const text = readFileSync(path, "utf8")
  const privateKey = splitPem(text).privateKeyPem || text
  const bits = bitsOf(privateKey)
  if (bits === undefined) {
    return [mode, fail("key pair", `${path} holds no private key that can be read`, "it must be RSA in PEM without a password: hundi-keys inspect FILE says what it is")]
  }
  const certificate = readOwnCertificate(env, text)
  if (certificate === undefined) {
    return [mode, note("own certificate", `HUNDI_CERT_FILE is not set: the certificate that you gave the bank cannot be compared with the key (RSA ${bits} bits)`)]
  }
  return [mode, judgePair(privateKey, certificate), ...(await judgeCertificate("own certificate", certificate, now, RENEW))]
}

const judgePair = (privateKey: string, certificate: string): Finding => {
  const mismatch = "the bank seals its replies to the certificate you gave it: find the key that was made with it, or give the bank this key's certificate"
  try {
    return keyMatchesCertificate(privateKey, certificate)
      ? ok("key pair", "the private key belongs to the certificate")
      : fail("key pair", "the private key does not belong to the certificate: the bank's replies cannot be opened, and every payout would end unknown", mismatch)
  } catch {
    return fail("key pair", "the private key and the certificate cannot be compared: one of them is something else", "hundi-keys inspect FILE says what a file holds")
  }
}

const bitsOf = (privateKey: string): number | undefined => {
  try {
    return createPrivateKey(privateKey).asymmetricKeyDetails?.modulusLength
  } catch {
    return undefined
  }
}

/** Configured by file, or beside the key that the simulator's set-up made. A file that cannot be read counts as one that holds nothing. */
const readOwnCertificate = (env: NodeJS.ProcessEnv, keyText: string): string | undefined => {
  const path = env["HUNDI_CERT_FILE"]
  if (path) return existsSync(path) ? readFileSync(path, "utf8") : ""
  return splitPem(keyText).certificatePem || undefined
}

/** The journal was written with this key: with another one, each payout id that comes again looks like one with another body. */
const checkFingerprintKey = ({ keys, journal }: StateFolder): readonly Finding[] => {
  const path = join(keys, "fingerprint.key")
  if (!existsSync(path)) return existsSync(journal) ? [fail("fingerprint key", `${path} is missing beside its journal`, "restore it from the backup of the same day as the journal")] : []
  const { length } = readFileSync(path)
  if (length !== KEY_BYTES) return [fail("fingerprint key", `${path} has ${length} bytes, not ${KEY_BYTES}`, "restore it from the backup of the same day as the journal")]
  return [checkMode("fingerprint key", path)]
}
