import { decodeBase64 } from "./base64.ts"

/** One block of PEM, or bare base64 without a label. */
export interface PemBlock {
  /** What stands after BEGIN; a hint only: banks label bare keys CERTIFICATE. */
  readonly label: string | undefined
  readonly der: Uint8Array<ArrayBuffer>
}

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/g
/** Dashes as word processors write them. Two hyphens or more become one of these, so the count is not relied on. */
const BOUNDARY = /[-\u2010-\u2015\u2212]{2,5}\s*(BEGIN|END) ([A-Z0-9]+(?: [A-Z0-9]+)*)\s*[-\u2010-\u2015\u2212]{2,5}/g

/**
 * Reads every PEM block of a text, in the shapes that banks mail and environment variables leave behind: a byte order mark,
 * CRLF, one line, words before and after, `\n` as two characters, quotes, dashes that a word processor bent, or base64 with no
 * BEGIN and END at all.
 * Returns no block when the text holds none; blocks whose base64 is damaged are left out.
 */
export function readPem(text: string): readonly PemBlock[] {
  const clean = text.replace(/\\+r/g, "").replace(/\\+n/g, "\n").replace(BOUNDARY, "-----$1 $2-----")
  const blocks: PemBlock[] = []
  for (const [, label, body] of clean.matchAll(BLOCK)) {
    // RFC 1421 headers (Proc-Type, DEK-Info) mark an encrypted key. No DER: the caller says so from the label.
    if (body!.includes("Proc-Type:")) blocks.push({ label: "ENCRYPTED PRIVATE KEY", der: new Uint8Array(0) })
    else pushDecoded(blocks, label, body!)
  }
  if (blocks.length === 0 && !clean.includes("-----")) pushDecoded(blocks, undefined, clean.replace(/["']/g, ""))
  return blocks
}

/** Writes DER as PEM with lines of 64 characters (RFC 7468). */
export function writePem(label: string, base64: string): string {
  return `-----BEGIN ${label}-----\n${base64.replace(/.{1,64}/g, "$&\n")}-----END ${label}-----\n`
}

function pushDecoded(blocks: PemBlock[], label: string | undefined, body: string): void {
  // White space includes the byte order mark here (ECMAScript's \s).
  const der = decodeBase64(body.replace(/\s+/g, ""))
  if (der !== undefined && der.length > 0) blocks.push({ label, der })
}
