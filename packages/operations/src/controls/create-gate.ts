import type { Gate } from "@hundi/core"
import type { BalanceReader } from "./balance-reader.ts"
import { checkSpend } from "./check-spend.ts"
import { isDrop, noteDrop } from "./drops.ts"
import { type Facts, type FactSources, gatherFacts } from "./gather-facts.ts"
import { noteFirstPayment } from "./first-payments.ts"
import { judge } from "./judge.ts"
import { readHead } from "./log.ts"

/** Rules and people first, because they change nothing; what is counted last. Asked again, it answers the same. */
export const createGate = (sources: FactSources & { readonly balance: BalanceReader | undefined }): Gate => ({
  admit: async (work, now) => {
    const { sql, policy } = sources
    const facts = await gatherFacts(sources, work.payout, now)
    const finding = judge(facts) ?? (await checkSpend(sources, facts, work.epoch)) ?? (await judgeAgain(sources, facts))
    if (finding !== undefined) return finding.admission
    const { beneficiary, isProved } = facts
    if (isDrop(facts)) noteDrop(sql, work.payout)
    else if (policy.newBeneficiary !== null && beneficiary !== undefined && !isProved) noteFirstPayment(sql, work.payout, beneficiary)
    return { kind: "go" }
  }
})

/** The bank may have taken its time about the balance: what people said meanwhile counts. */
const judgeAgain = async (sources: FactSources, facts: Facts) =>
  readHead(sources.sql).seq === facts.logSeq ? undefined : judge(await gatherFacts(sources, facts.payout, facts.now))
