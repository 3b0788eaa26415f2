import type { Eventually } from "./crypto-engine.ts"
import { acceptedBy } from "./envelope-profile.ts"
import type { EnvelopeProfile, RsaPadding } from "./envelope-profile.ts"
import { openBody, openWithEach, parseJson } from "./open-body.ts"
import type { Opened, Opener } from "./open-body.ts"
import { fits, openBlock } from "./private-half.ts"
import type { PrivateHalf } from "./private-half.ts"
import { readAsymmetric } from "./read-asymmetric.ts"

/** One private operation each: more than this would let a stranger's body hold the thread for long. */
const MAX_BLOCKS = 64

/**
 * Opens a body of RSA alone; and an envelope or a plain JSON object, since some APIs answer so to a request by RSA alone.
 * `undefined` for every failure. All blocks are opened, whatever the first ones hold.
 */
export function openAsymmetric(opener: Opener, body: string): Eventually<Opened | undefined> {
  if (body.trimStart().startsWith("{")) return openBody(opener, body)
  const bytes = readAsymmetric(body, opener.base64)?.bytes
  if (bytes === undefined) return undefined
  const padding = asymmetricPadding(opener.profile)
  const candidates = opener.halves.filter((half) => splitBlocks(half, bytes) !== undefined)
  return openWithEach(candidates, (half) => openBlocks(half, padding, splitBlocks(half, bytes)!))
}

/** These bodies do not name their padding. It is the one we seal with, and never another is tried. */
function asymmetricPadding(profile: EnvelopeProfile): RsaPadding {
  const accepted = acceptedBy(profile)
  return accepted.includes(profile.rsa) ? profile.rsa : accepted[0]!
}

/** Blocks as long as the key, each below the modulus: public facts. */
function splitBlocks(half: PrivateHalf, bytes: Uint8Array): readonly Uint8Array[] | undefined {
  const size = half.modulus.length
  const count = bytes.length / size
  if (!Number.isInteger(count) || count > MAX_BLOCKS) return undefined
  const blocks = Array.from({ length: count }, (_, i) => bytes.subarray(i * size, (i + 1) * size))
  return blocks.every((block) => fits(half, block)) ? blocks : undefined
}

async function openBlocks(half: PrivateHalf, padding: RsaPadding, blocks: readonly Uint8Array[]): Promise<Opened | undefined> {
  const parts = await Promise.all(blocks.map((block) => openBlock(half, padding, block)))
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  const opened = parseJson(joined, 0)
  // The stand-in for a malformed block may be a single digit, which is JSON. The bank's bodies are objects and arrays.
  return typeof opened?.value === "object" && opened.value !== null ? opened : undefined
}
