import { istMidnight } from "@hundi/catalog/calendar"
import { describe, expect, it } from "vitest"
import { createVault, type VaultOptions } from "./create-vault.ts"
import { makeVaultKey, parseVaultKeys, type VaultKey } from "./vault-keys.ts"

const keyOf = (id: string, from: string): VaultKey => ({
  id,
  key: Uint8Array.from({ length: 32 }, (_, at) => (at * 7 + id.length * 31 + id.charCodeAt(0)) & 255),
  from: istMidnight(from)
})
const OLD = keyOf("2029a", "2029-01-01")
const NEW = keyOf("2030-b", "2030-01-01")
const ACCOUNT = "000123456789"
const place = { row: "default/P1", column: "account_number" }
const at = (date: string) => () => istMidnight(date)
const vaultOf = (changes: Partial<VaultOptions> = {}) => createVault({ keys: [OLD, NEW], now: at("2030-06-01"), ...changes })

/** Made by another implementation: Python, with HChaCha20, ChaCha20 and Poly1305 from RFC 8439 and draft-irtf-cfrg-xchacha-03. */
const GOLDEN = [
  "v1.2030-b.BQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUF.A3YIEOhhEzFy5A0LfarBAHNOM87yoSnnuuNiAQ",
  "h1.2030-b.2a264f32330bfc210663e7d841a6b689b0ed9cb2c65438f72a83a31d4e43a78c"
]

const messageOf = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    expect(error).toMatchObject({ code: "CONFIGURATION" })
    return String(error) + JSON.stringify(error)
  }
  return "nothing was thrown"
}

describe("sealed texts", () => {
  it("open again; the account is not in them, and no two are alike", () => {
    const vault = vaultOf()
    const one = vault.seal(ACCOUNT, place)
    expect(one).toMatch(/^v1\.2030-b\.[\w-]{32}\.[\w-]{38}$/)
    expect(vault.seal(ACCOUNT, place)).not.toBe(one)
    expect(vault.open(one, place)).toBe(ACCOUNT)
    for (const text of ["", "आशा राव", "\ufeffx", "x".repeat(5000)]) expect(vault.open(vault.seal(text, place), place)).toBe(text)
  })

  it("L10: moved to another row or column, cut, altered or foreign: refused, without a word of the content", () => {
    const vault = vaultOf()
    const sealed = vault.seal(ACCOUNT, place)
    const flipped = sealed.slice(0, -3) + (sealed.at(-3) === "A" ? "B" : "A") + sealed.slice(-2)
    const foreign = createVault({ keys: [{ ...NEW, key: OLD.key }], now: at("2030-06-01") }).seal(ACCOUNT, place)
    const attempts: readonly (readonly [string, () => unknown])[] = [
      ["moved here from another row", () => vault.open(sealed, { ...place, row: "default/P2" })],
      ["moved here from another row", () => vault.open(sealed, { ...place, column: "vpa" })],
      ["moved here from another row", () => vault.open(flipped, place)],
      ["moved here from another row", () => vault.open(foreign, place)],
      ["moved here from another row", () => vault.open(sealed.replace("2030-b", "2029a"), place)],
      ["key 2030-c, which is not among the keys given", () => vault.open(sealed.replace("2030-b", "2030-c"), place)],
      ["it was cut", () => vault.open(sealed.slice(0, 60), place)],
      ["never sealed", () => vault.open(ACCOUNT, place)],
      ["never sealed", () => vault.open(`${sealed}=`, place)]
    ]
    for (const [words, work] of attempts) {
      const message = messageOf(work)
      expect(message).toContain(words)
      expect(message).not.toContain(ACCOUNT.slice(-4))
    }
    expect(messageOf(() => vault.open(sealed.slice(0, -1), place))).not.toContain(ACCOUNT)
  })

  it("the form v1 never changes: what was sealed once opens for ever", () => {
    const fixed = vaultOf({ randomBytes: (length) => new Uint8Array(length).fill(5) })
    expect([fixed.seal(ACCOUNT, place), fixed.lookup(ACCOUNT, place.column)]).toEqual(GOLDEN)
  })

  it("row and column are kept apart: ab|c is not a|bc", () => {
    const vault = vaultOf()
    expect(messageOf(() => vault.open(vault.seal("x", { row: "ab", column: "c" }), { row: "a", column: "bc" }))).toContain("altered")
  })
})

describe("rotation", () => {
  it("the newest key that has begun seals; older ones open; what is older is resealed", () => {
    const before = vaultOf({ now: at("2029-12-31") })
    const after = vaultOf()
    const old = before.seal(ACCOUNT, place)
    expect(old).toMatch(/^v1\.2029a\./)
    expect([before.needsReseal(old), after.needsReseal(old)]).toEqual([false, true])
    expect(after.open(old, place)).toBe(ACCOUNT)
    const fresh = after.reseal(old, place)
    expect([fresh.startsWith("v1.2030-b."), after.needsReseal(fresh), after.open(fresh, place)]).toEqual([true, false, ACCOUNT])
    // Once everything is resealed, the old key can go.
    expect(createVault({ keys: [NEW], now: at("2030-06-01") }).open(fresh, place)).toBe(ACCOUNT)
  })

  it("what was never sealed goes through only while a journal is being converted", () => {
    const converting = vaultOf({ acceptsClear: true })
    expect([converting.open(ACCOUNT, place), converting.needsReseal(ACCOUNT)]).toEqual([ACCOUNT, true])
    expect(vaultOf().open(converting.reseal(ACCOUNT, place), place)).toBe(ACCOUNT)
    // A broken sealed text is not taken for a clear one.
    expect(messageOf(() => converting.open("v1.2030-b.short", place))).toContain("cut, altered")
  })

  it("finds a text again under every key, and in its own column only", () => {
    const [before, after] = [vaultOf({ now: at("2029-12-31") }), vaultOf()]
    const stored = before.lookup(ACCOUNT, "account_number")
    expect(stored).toMatch(/^h1\.2029a\.[0-9a-f]{64}$/)
    expect(after.lookups(ACCOUNT, "account_number")).toEqual([after.lookup(ACCOUNT, "account_number"), stored])
    expect(after.lookups(ACCOUNT, "vpa")).not.toContain(stored)
    expect(after.lookups("000123456780", "account_number")).not.toContain(stored)
  })

  it("keys that have not begun seal nothing", () => {
    expect(messageOf(() => vaultOf({ now: at("2028-01-01") }).seal("x", place))).toContain("begins in the future")
  })
})

describe("the key file", () => {
  it("is written and read line by line", () => {
    const text = `# vault keys\n\n${makeVaultKey("2029a", OLD.from)}\r\n${makeVaultKey("2030b", NEW.from)}\n`
    const keys = parseVaultKeys(text)
    expect(keys.map(({ id, from, key }) => [id, from, key.length])).toEqual([["2029a", OLD.from, 32], ["2030b", NEW.from, 32]])
    expect(keys[0]?.key).not.toEqual(keys[1]?.key)
  })

  const good = makeVaultKey("2029a", OLD.from)
  it.each([
    ["", "no vault key"],
    [good.slice(0, -1), "line 1: the key must be 32 bytes"],
    [good.replace("2029-01-01", "2029-02-30"), "line 1: the date must exist"],
    [good.replace("2029-01-01", ""), "line 1: three parts"],
    [good.replace("2029a", "A_1"), "1 to 16 of a-z"],
    [`${good}\n${good}`, "listed twice"],
    [`${good}\n${good.replace("2029a", "2029b")}`, "the same key as another line"],
    [`a 2029-01-01 ${"A".repeat(43)}`, "one byte repeated"]
  ])("refuses %#, naming the rule and not the key", (text, rule) => {
    const message = messageOf(() => parseVaultKeys(text))
    expect(message).toContain(rule)
    expect(message).not.toContain(good.slice(17, 40))
  })
})
