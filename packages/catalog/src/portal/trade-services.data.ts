// Made by tooling/scripts/src/catalogue/main.ts; do not edit.
// Source: facts/portal-catalogue.json, the left-hand navigation of the developer portal, below "Trade Services", in its order; `apis` from the
// declarations' own `portalPaths`.
import type { LeafRow } from "./portal-leaf.ts"

export const tradeServices: readonly LeafRow[] = [
  { slug: "trade-services/bank-guarantee-verification-e-bg/issuance-details", path: ["Trade Services", "Bank Guarantee Verification(e-BG)", "Issuance details"] },
  { slug: "trade-services/bank-guarantee-verification-e-bg/amendment-details", path: ["Trade Services", "Bank Guarantee Verification(e-BG)", "Amendment details"] },
  { slug: "trade-services/bank-guarantee-verification-e-bg/verify-bank-guarantee", path: ["Trade Services", "Bank Guarantee Verification(e-BG)", "Verify Bank Guarantee"] },
  { slug: "trade-services/limit-details", path: ["Trade Services", "Limit details"] },
  { slug: "trade-services/lc-issuance", path: ["Trade Services", "LC Issuance"] },
  { slug: "trade-services/bg-issuance", path: ["Trade Services", "BG Issuance"] }
]
