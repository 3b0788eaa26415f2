import { existsSync, readFileSync } from "node:fs"
import { keyMatchesCertificate } from "@hundi/crypto-envelope/x509"
import { fail, type Finding } from "./finding.ts"
import { judgeCertificate } from "./judge-certificate.ts"
import { showPath } from "./show-path.ts"

const RENEW = "ask the bank for its new certificate, and set HUNDI_BANK_CERT_FILE to it on the day the bank names"

/** The certificate that requests are sealed to: is it one, is it valid, and is it the bank's and not our own? */
export const checkBankCertificate = async (env: NodeJS.ProcessEnv, now: number): Promise<readonly Finding[]> => {
  const path = env["HUNDI_BANK_CERT_FILE"]
  if (!path) return []
  if (!existsSync(path)) return [fail("bank's certificate", `HUNDI_BANK_CERT_FILE: there is no file ${showPath(path)}`, "set the path of the PEM file that the bank sent")]
  const pem = readFileSync(path, "utf8")
  const findings = await judgeCertificate("bank's certificate", pem, now, RENEW)
  return isOurOwn(env, pem) ? [...findings, fail("bank's certificate", "it is the certificate of your own key: the bank could not open what is sealed to it", "set HUNDI_BANK_CERT_FILE to the certificate that the bank sent, and HUNDI_CERT_FILE to yours")] : findings
}

const isOurOwn = (env: NodeJS.ProcessEnv, pem: string): boolean => {
  const path = env["HUNDI_PRIVATE_KEY_FILE"]
  if (!path || !existsSync(path)) return false
  try {
    return keyMatchesCertificate(readFileSync(path, "utf8"), pem)
  } catch {
    return false
  }
}
