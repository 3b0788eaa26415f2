import type { PartnerFacts } from "@hundi/catalog"
import { impsStatus } from "@hundi/catalog/composite"
import { type PayoutView, Sensitive } from "@hundi/core"

type AskStatus = (request: ReturnType<typeof impsStatus.ask>) => Promise<{ readonly beneficiaryName?: string }>

/**
 * Whose account a settled IMPS payment went to, as its status says (`BeneName`; facts/composite-and-cib.json, composite.imps.status).
 * Undefined when the bank gives no name or no answer: then the account is verified, and not the name.
 */
export const readAccountName =
  (partner: PartnerFacts, askStatus: AskStatus) =>
  async ({ attempts }: PayoutView): Promise<Sensitive | undefined> => {
    const attempt = attempts.findLast(({ state }) => state === "settled")
    if (attempt === undefined) return undefined
    try {
      const { beneficiaryName } = await askStatus(impsStatus.ask({ reference: attempt.reference, date: attempt.businessDate }, partner))
      return beneficiaryName === undefined || beneficiaryName.trim() === "" ? undefined : new Sensitive(beneficiaryName, 0)
    } catch {
      return undefined
    }
  }
