/**
 * How many objects the payouts are spread over. A constant and never a setting: with another number a known id would be looked for in an
 * object that has never heard of it, and paid again.
 */
export const SHARDS = 16

/** The header by which the front tells an object which shard it is. */
export const SHARD_HEADER = "x-hundi-shard"

/** The shard of a payout, by FNV-1a of its id's UTF-8: the same id always comes to the same object. */
export const shardOf = (payoutId: string): number => {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(payoutId)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  // The low bits of FNV alone are uneven for ids that count up.
  return (((hash >>> 16) ^ hash) >>> 0) % SHARDS
}

/** The object's name. */
export const nameOfShard = (shard: number): string => `payouts-${shard}`

/**
 * Symbols 2 and 3 of each reference that a shard makes (MONEY.md, References): `E0` to `EF`. Node workers count from `01`, and the first
 * symbol differs too, so that no reference of theirs looks like one of ours.
 */
export const instanceOf = (shard: number): string => `E${shard.toString(36).toUpperCase()}`

/** The shard that made a reference; undefined for a reference of somebody else. */
export const shardOfReference = (reference: string): number | undefined => {
  const shard = Number.parseInt(reference.slice(2, 3), 36)
  return reference[1] === "E" && shard < SHARDS ? shard : undefined
}
