import { HundiError, invalid } from "@hundi/core"
import { sha256 } from "@noble/hashes/sha2.js"
import { bytesToHex } from "@noble/hashes/utils.js"
import { type Dossier, dossierContent, type DossierFacts } from "./dossier-content.ts"
import { openJwe, sealJwe } from "./jwe.ts"
import { readPrivateKey, readRecipient, type Recipient } from "./recipient-key.ts"

/** What {@link createDossier} takes. */
export interface DossierOptions extends DossierFacts {
  readonly recipient: Recipient
}

/** A sealed dossier, and what is to be written down about it. */
export interface SealedDossier {
  /** One line; by custom in a file `*.jwe`. */
  readonly jwe: string
  /** Write it into the payout's history before the file leaves: there is no quiet export (L10). */
  readonly event: {
    readonly kind: "dossier-exported"
    /** `recipient` names the key; `digest` is the SHA-256 of the file, hex. */
    readonly detail: Readonly<Record<"by" | "reason" | "recipient" | "digest", string>> & { readonly events: number }
  }
  /** False: the history was altered. The dossier says so too; find out before you send it. */
  readonly chainHolds: boolean
}

/**
 * The one export with account number and name in clear (L10): all evidence about one payout, sealed to the bank's support or a court
 * as JWE (RSA-OAEP-256, A256GCM), which any JOSE library opens. It needs a person and a reason, and it is an event itself.
 *
 * @throws HundiError INVALID_REQUEST for a reason that is too short or tells account or name, or a key that is none
 * @example
 * const { jwe, event } = await createDossier({
 *   view, anchors, approvals: [], now: Date.now(), by: "asha", reason: "bank ticket SR123: no credit after T+2",
 *   recipient: { certificatePem }
 * })
 */
export const createDossier = async (options: DossierOptions): Promise<SealedDossier> => {
  checkWords(options)
  const { key, kid } = await readRecipient(options.recipient)
  const content = dossierContent(options)
  const jwe = await sealJwe(utf8.encode(JSON.stringify(content)), key, kid)
  const { by, reason, view } = options
  const digest = bytesToHex(sha256(utf8.encode(jwe)))
  return {
    jwe,
    event: { kind: "dossier-exported", detail: { by, reason, recipient: kid, digest, events: view.events.length } },
    chainHolds: content.verification.chain === "holds"
  }
}

/**
 * Opens a dossier with the recipient's private key: PKCS#8 PEM, or a WebCrypto key for RSA-OAEP with SHA-256.
 * @throws HundiError INVALID_REQUEST for a file that is no dossier, CONFIGURATION when the key does not open it
 */
export const openDossier = async (jwe: string, privateKey: string | CryptoKey): Promise<Dossier> => {
  const plain = await openJwe(jwe, typeof privateKey === "string" ? await readPrivateKey(privateKey) : privateKey)
  const content = parseContent(plain)
  if (content?.format !== "hundi-dossier/1") throw new HundiError("INVALID_REQUEST", "the file opens, but it is no dossier of a form known here")
  return content
}

const utf8 = new TextEncoder()

const parseContent = (plain: Uint8Array): Dossier | undefined => {
  try {
    return (JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(plain)) ?? undefined) as Dossier | undefined
  } catch {
    return undefined
  }
}

/** Person and reason go into the history in clear, so neither may say who is paid. */
const checkWords = ({ by, reason, view: { payout } }: DossierOptions): void => {
  if (by.trim() === "" || by.length > 64) throw invalid("by", "1 to 64 characters: who exports the dossier")
  if (reason.trim().length < 10 || reason.length > 300) throw invalid("reason", "10 to 300 characters: why it is exported, e.g. the bank's ticket")
  const { name, accountNumber, vpa } = payout.beneficiary
  const personal = [name, accountNumber, vpa].map((text) => text?.reveal().toLowerCase() ?? "").filter((text) => text.length > 2)
  if (personal.some((text) => `${by}\n${reason}`.toLowerCase().includes(text))) {
    throw invalid("reason", "without the beneficiary's name, account or address: it stands in the history in clear, and the dossier holds them anyway")
  }
}
