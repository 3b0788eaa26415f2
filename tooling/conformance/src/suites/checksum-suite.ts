import type * as Library from "@hundi/checksum"
import type { BreezeChecksumParts, IdirectChecksumFormula, IdirectChecksumParts } from "@hundi/checksum"
import { assertSame, assertTrue, thrownBy } from "../assert.ts"
import type { Env, Runner } from "../suite.ts"

/** packages/checksum/vectors/checksum-vectors.json, made by CPython. */
export interface ChecksumVectors {
  readonly idirect: readonly {
    readonly formula: IdirectChecksumFormula
    readonly parts: IdirectChecksumParts<IdirectChecksumFormula>
    readonly checksum: string
  }[]
  readonly breeze: readonly { readonly parts: BreezeChecksumParts; readonly header: string }[]
  readonly stamps: readonly { readonly seconds: number; readonly ist: string; readonly utc: string }[]
}

/** Checksums and time stamps of ICICI Direct and Breeze against another implementation's answers. */
export function checksumSuite({ test }: Runner, lib: typeof Library, vectors: ChecksumVectors, _env: Env): void {
  vectors.idirect.forEach(({ formula, parts, checksum }, index) =>
    test(`ICICI Direct ${formula} #${index}`, async () => {
      const made = lib.idirectChecksum(formula, parts)
      assertSame(made, checksum)
      assertTrue(lib.checksumMatches(made.toUpperCase(), checksum), "letter case is ignored")
      return made
    })
  )
  vectors.breeze.forEach(({ parts, header }, index) =>
    test(`Breeze #${index}`, async () => {
      assertSame(lib.breezeChecksum(parts), header)
      return header
    })
  )
  for (const { seconds, ist, utc } of vectors.stamps)
    test(`time ${seconds}`, async () => {
      assertSame([lib.timeStampIst(seconds * 1000), lib.timeStampBreeze(seconds * 1000)], [ist, utc])
      assertSame([lib.parseTimeStampIst(ist), lib.parseTimeStampBreeze(utc)], [seconds * 1000, seconds * 1000])
      return [ist, utc]
    })
  test("SHA-256 of every length around two blocks", async () =>
    Array.from({ length: 140 }, (_, length) => lib.sha256Hex("ह".repeat(length % 3) + "a".repeat(length))))
  test("signed requests are the same bytes", async () => {
    const payload = { Idirect_Userid: "DEMO0001", remark: "हुंडी ₹ 💱", SessionToken: "123456" }
    const at = 1_616_735_044_000
    return [
      lib.signIdirectRequest({ appKey: "demo-key", secretKey: "demo-secret-0001" }, payload, at),
      lib.signBreezeRequest({ appKey: "demo-key", secretKey: "demo-secret-0001", sessionToken: "123456" }, payload, at)
    ]
  })
  test("an empty key is a TypeError", async () => {
    const error = await thrownBy(() => lib.signIdirectRequest({ appKey: "", secretKey: "s" }, {}, 0))
    assertSame(error.name, "TypeError")
    return error.message
  })
  test("a stamp is fresh for exactly 60 seconds", async () => {
    const fresh = [-61_000, -60_000, 0, 60_999, 61_000].map((skew) => lib.isFreshTimeStamp("26-Mar-2021 10:34:04", 1_616_735_044_000 + skew))
    assertSame(fresh, [false, true, true, true, false])
  })
}
