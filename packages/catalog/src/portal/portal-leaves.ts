import { accountsAndDeposits } from "./accounts-and-deposits.data.ts"
import { buildingBlocks } from "./building-blocks.data.ts"
import { businessBanking } from "./business-banking.data.ts"
import { corporateApiSuite } from "./corporate-api-suite.data.ts"
import { loansAndCards } from "./loans-and-cards.data.ts"
import { payments } from "./payments.data.ts"
import { leafOf, type PortalLeaf } from "./portal-leaf.ts"
import { tradeServices } from "./trade-services.data.ts"

/**
 * Every API that the left-hand navigation of the bank's developer portal lists: 551, in its order. Its three pages about security are no
 * APIs and not among them. Source: facts/portal-catalogue.json.
 *
 * @example
 * portalLeaves.filter(({ trust }) => trust === "listed").length
 */
export const portalLeaves: readonly PortalLeaf[] = Object.freeze(
  [buildingBlocks, loansAndCards, payments, accountsAndDeposits, businessBanking, tradeServices, corporateApiSuite].flat().map(leafOf)
)

const bySlug = new Map(portalLeaves.map((leaf) => [leaf.slug, leaf]))

/**
 * The leaf of a slug.
 *
 * @example
 * findLeaf("payments/composite-pay/imps")?.apis // ["composite.imps.pay", "composite.fallback.pay"]
 */
export const findLeaf = (slug: string): PortalLeaf | undefined => bySlug.get(slug)

/** The leaves of a portal path such as `Payments / Composite Pay / IMPS`: one, or two where the portal lists the same name twice. */
export const findLeavesByPath = (portalPath: string): readonly PortalLeaf[] => portalLeaves.filter((leaf) => leaf.portalPath === portalPath)

/** The leaves that lead to a declaration, by its id. Empty for the calls that the portal's navigation does not list. */
export const leavesOf = (id: string): readonly PortalLeaf[] => portalLeaves.filter(({ apis }) => apis.includes(id))
