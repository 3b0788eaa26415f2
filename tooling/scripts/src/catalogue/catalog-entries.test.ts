import { portalLeaves } from "@hundi/catalog/portal"
import { declaredApis } from "@hundi/catalog/portal/declared"
import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { type CatalogEntry, catalogEntries, writeCatalog } from "./catalog-entries.ts"
import { factNames } from "./fact-names.data.ts"
import { transcribeLeaves } from "./transcribe-leaves.ts"

const entries = catalogEntries(declaredApis)
const committed = JSON.parse(readFileSync(new URL("../../../../packages/catalog/catalog.json", import.meta.url), "utf8")) as readonly CatalogEntry[]

describe("catalog.json", () => {
  it("is what the declarations say", () => {
    expect(committed).toEqual(JSON.parse(JSON.stringify(entries)))
    expect(writeCatalog(entries).split("\n")).toHaveLength(entries.length + 3)
  })

  it("has each of the 551 leaves, by slug and by portal path, and each id once", () => {
    expect(new Set(committed.flatMap(({ slugs }) => slugs))).toEqual(new Set(portalLeaves.map(({ slug }) => slug)))
    expect(new Set(committed.flatMap(({ portalPaths }) => portalPaths))).toEqual(new Set(portalLeaves.map(({ portalPath }) => portalPath)))
    expect(new Set(committed.map(({ id }) => id)).size).toBe(committed.length)
  })

  it("has fields only where something is public", () => {
    const bare = committed.filter(({ request }) => request === undefined)
    expect(bare.every(({ trust, id, slugs }) => trust === "listed" && slugs[0] === id)).toBe(true)
    expect(bare.every((entry) => Object.keys(entry).join() === "id,trust,portalPaths,slugs")).toBe(true)
    expect(bare).toHaveLength(committed.length - declaredApis.length)
  })

  it("names the enquiry of whatever moves money", () => {
    const money = committed.filter(({ moves }) => moves === "money")
    expect(money.every(({ enquiry, rail }) => enquiry !== undefined && rail !== undefined)).toBe(true)
    expect(committed.find(({ id }) => id === "composite.imps.pay")).toMatchObject({
      trust: "printed", enquiry: { status: "composite.imps.status", recon360: "composite.recon360" }, slugs: expect.arrayContaining(["payments/composite-pay/imps"])
    })
    expect(committed.find(({ id }) => id === "cib.beneValidation")?.path).toBeNull()
  })
})

describe("places in the portal", () => {
  /** Of one fact two declarations are made, and one of them belongs to one of its two pages alone. */
  const narrower: Readonly<Record<string, readonly string[]>> = {
    "composite.upi.recon360": ["Payments / Composite Pay / IMPS Status Check"]
  }

  it.each(declaredApis)("$id stands where the facts place it, and nowhere else", ({ id, portalPaths, source }) => {
    const places = new Set(factNames.filter(({ fact }) => source.doc.includes(fact)).flatMap((fact) => fact.portalPaths))
    for (const place of narrower[id] ?? []) places.delete(place)
    expect(new Set(portalPaths)).toEqual(places)
  })

  it("of an entry of the facts are leaves of the portal, and lead to a declaration where one is made of it", () => {
    const paths = new Set(portalLeaves.map(({ portalPath }) => portalPath))
    for (const { fact, portalPaths } of factNames) {
      expect({ fact, lost: portalPaths.filter((path) => !paths.has(path)) }).toEqual({ fact, lost: [] })
    }
  })

  it("are transcribed as rows, the declaration whose own page it is first", () => {
    const leaves = [
      { slug: "security/encryption", path: ["Security", "Encryption"], name: "Encryption" },
      { slug: "payments/composite-pay/imps", path: ["Payments", "Composite Pay", "IMPS"], name: "IMPS" },
      { slug: "payments/x", path: ["Payments", "X / Y"], name: "X / Y" }
    ] as const
    const files = transcribeLeaves(leaves, declaredApis)
    expect([...files.keys()]).toEqual(["payments.data.ts"])
    expect(files.get("payments.data.ts")).toContain(
      "  { slug: \"payments/composite-pay/imps\", path: [\"Payments\", \"Composite Pay\", \"IMPS\"], trust: \"printed\", apis: [\"composite.imps.pay\", \"composite.fallback.pay\"], movesMoney: true },\n"
        + "  { slug: \"payments/x\", path: [\"Payments\", \"X / Y\"] }\n"
    )
  })
})
