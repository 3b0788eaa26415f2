/**
 * A number from 0 up to 1 that depends on nothing but its arguments. There is no stream of numbers whose position would have
 * to be saved: a restarted bank draws the same values.
 *
 * @example
 * drawNumber(1, "fault", 3, 7) // the same for ever
 */
export const drawNumber = (...parts: readonly (string | number)[]): number => {
  let hash = 0x811c9dc5
  for (const character of parts.join("\u0000")) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  // A finaliser, since FNV alone leaves neighbouring inputs with neighbouring results.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}

/** `length` characters of `alphabet`, decided by the other arguments alone. */
export const drawText = (alphabet: string, length: number, ...parts: readonly (string | number)[]): string => {
  let text = ""
  for (let index = 0; index < length; index++) text += alphabet[Math.floor(drawNumber(...parts, index) * alphabet.length)] ?? ""
  return text
}

/**
 * The retrieval reference number of the bank's `sequence`-th payment: 12 digits, different for every sequence of a seed
 * (7919 shares no factor with 10^12, so the walk visits each number once).
 */
export const rrnOf = (seed: number, sequence: number): string => {
  const start = Math.floor(drawNumber(seed, "rrn") * 1e9) * 1000
  return String((start + sequence * 7919) % 1e12).padStart(12, "0")
}
