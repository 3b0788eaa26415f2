/** Whole numbers below a limit, the same on every runtime (mulberry32). Nothing secret is made of them. */
export type Dice = (limit: number) => number

/** Seeds {@link Dice}. */
export function createDice(seed: number): Dice {
  let state = seed >>> 0
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
  }
}

/** Damages a body in one way out of many: inside a field's bytes most of the time, in the text around them at times. */
export function damageBody(body: string, dice: Dice): string {
  const damaged = tryDamage(body, dice)
  return damaged === body ? damageBody(body, dice) : damaged
}

function tryDamage(body: string, dice: Dice): string {
  if (dice(8) === 0) return damageText(body, dice)
  if (!body.startsWith("{")) return toBase64(damageBytes(fromBase64(body), dice))
  const fields = JSON.parse(body) as Record<string, string>
  const name = ["encryptedKey", "encryptedKey", "encryptedData", "iv"][dice(4)]!
  const changed = dice(16) === 0 ? damageText(fields[name]!, dice) : toBase64(damageBytes(fromBase64(fields[name]!), dice))
  return JSON.stringify({ ...fields, [name]: changed })
}

function damageBytes(bytes: Uint8Array, dice: Dice): Uint8Array {
  const out = Uint8Array.from(bytes)
  const at = dice(Math.max(1, out.length))
  switch (dice(6)) {
    case 0:
      return out.subarray(0, at)
    case 1:
      return Uint8Array.of(...out.subarray(0, at), dice(256), ...out.subarray(at))
    case 2:
      // Another block altogether, below any modulus.
      return out.map((_, i) => (i === 0 ? 0 : dice(256)))
    case 3:
      return out.fill(dice(256), at, at + 1 + dice(32))
    default:
      if (out.length > 0) out[at]! ^= 1 << dice(8)
      return out
  }
}

function damageText(text: string, dice: Dice): string {
  const at = dice(text.length + 1)
  const piece = ["", " ", "\n", '"', "{", "A", "=", "\u0000", "é", "_"][dice(10)]!
  return text.slice(0, at) + piece + text.slice(at + dice(3))
}

const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (symbol) => symbol.charCodeAt(0))
const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes))
