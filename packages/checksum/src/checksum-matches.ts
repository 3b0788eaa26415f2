/**
 * Compares two checksums for a server or a test double: letter case is ignored, and so is Breeze's `token ` prefix.
 *
 * The API document prints upper-case and lower-case checksums side by side, so a strict comparison would refuse honest callers. The time
 * does not depend on where the first difference is.
 *
 * @param left - one checksum, with or without `token `
 * @param right - the other one
 * @returns whether both are 64 hex characters and the same number
 * @example
 * ```ts
 * checksumMatches(request.Checksum, idirectChecksum("standard", parts))
 * ```
 */
export function checksumMatches(left: string, right: string): boolean {
  const a = digits(left)
  const b = digits(right)
  if (!form.test(a) || !form.test(b)) return false
  let difference = 0
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i)
  return difference === 0
}

const form = /^[0-9a-f]{64}$/

function digits(checksum: string): string {
  return (checksum.startsWith("token ") ? checksum.slice(6) : checksum).toLowerCase()
}
