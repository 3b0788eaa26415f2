import { describe, expect, it } from "vitest"
import type { Trust } from "../declaration.ts"
import { declaredApis, declaredAt, findDeclared } from "./declared-apis.ts"
import { findLeaf, findLeavesByPath, leavesOf, portalLeaves } from "./portal-leaves.ts"

describe("the leaves of the developer portal", () => {
  it("are 551, each with a slug of its own, in the portal's order", () => {
    expect(portalLeaves).toHaveLength(551)
    expect(new Set(portalLeaves.map(({ slug }) => slug)).size).toBe(551)
    expect(Object.fromEntries(countBy(portalLeaves.map(({ path: [product] }) => product ?? "")))).toEqual({
      "Building Blocks": 41, "Loans and Cards": 120, Payments: 138, "Accounts and Deposits": 60, "Business Banking": 66, "Trade Services": 6,
      "Corporate API Suite": 120
    })
    expect(portalLeaves[0]?.slug).toBe("building-blocks/pre-approved-offers/get-pre-approved-offers")
    expect(portalLeaves.at(-1)?.slug).toBe("corporate-api-suite/deposits/fetchdeposite")
  })

  it("are all found by slug and by portal path, and are frozen", () => {
    for (const leaf of portalLeaves) {
      expect(findLeaf(leaf.slug)).toBe(leaf)
      expect(findLeavesByPath(leaf.portalPath)).toContain(leaf)
      expect(leaf.path.at(-1)).toBe(leaf.name)
      expect(Object.isFrozen(leaf) && Object.isFrozen(leaf.path) && Object.isFrozen(leaf.apis)).toBe(true)
    }
  })

  it("share a place once, where the portal lists one name twice", () => {
    const twice = [...countBy(portalLeaves.map(({ portalPath }) => portalPath))].filter(([, times]) => times > 1)
    expect(twice).toEqual([["Corporate API Suite / Account Services / Services / Saving Account Creation", 2]])
  })

  it("answer nothing for what is not there", () => {
    expect(findLeaf("payments/composite-pay/cheque")).toBeUndefined()
    expect(findLeavesByPath("Payments / Composite Pay")).toEqual([])
    expect(leavesOf("composite.cheque.pay")).toEqual([])
    expect(() => declaredAt("payments/composite-pay/cheque")).toThrow(/no leaf/)
  })

  it("take a name that holds a slash for one step", () => {
    expect(findLeaf("loans-and-cards/loans/mortgage-loan/create-update-propertyapiinformation")?.path).toHaveLength(4)
  })
})

describe("leaves and declarations", () => {
  const trusts: readonly Trust[] = ["printed", "public", "inferred", "listed"]

  it.each(declaredApis.filter(({ portalPaths }) => portalPaths.length > 0))("$id is reached from each of its places", (declaration) => {
    for (const portalPath of declaration.portalPaths) {
      const leaves = findLeavesByPath(portalPath)
      expect(leaves).toHaveLength(1)
      expect(leaves[0]?.apis).toContain(declaration.id)
      expect(declaredAt(leaves[0]?.slug ?? "")).toContain(declaration)
    }
    expect(leavesOf(declaration.id).map(({ portalPath }) => portalPath).sort()).toEqual([...declaration.portalPaths].sort())
  })

  it("agree on what is declared, how far it is trusted, and whether it pays", () => {
    for (const { slug, apis, trust, movesMoney, portalPath } of portalLeaves) {
      const declared = apis.map((id) => findDeclared(id))
      expect({ slug, places: declared.map((one) => one?.portalPaths.includes(portalPath)) }).toEqual({ slug, places: apis.map(() => true) })
      expect({ slug, trust }).toEqual({ slug, trust: trusts.find((one) => declared.some((api) => api?.source.trust === one)) ?? "listed" })
      expect({ slug, movesMoney }).toEqual({ slug, movesMoney: declared.some((api) => api?.moves === "money") })
    }
  })

  it("many leaves lead to one declaration, and several declarations share a leaf", () => {
    expect(leavesOf("upi2c.validate_address").length).toBe(5)
    expect(findLeaf("payments/composite-pay/composite-validation")?.apis).toHaveLength(3)
  })

  it("leave what only sounds alike alone: no fact says that these are the calls of the same name elsewhere", () => {
    expect(findLeaf("corporate-api-suite/payments/upi-1-0/pay-to-vpa/validate-virtual-address")).toMatchObject({ trust: "listed", apis: [] })
  })
})

const countBy = (texts: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  return counts
}
