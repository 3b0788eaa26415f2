import * as Schema from "effect/Schema"
import type { PartnerFacts } from "../declaration.ts"
import { corporateOf } from "../composite/partner-facts.ts"

/** Who calls: the fields that nearly every CIB request starts with (facts/composite-and-cib.json, cib.*). */
export const callerFields = { aggrId: Schema.String, corpId: Schema.String, userId: Schema.String, urn: Schema.String }

/** Their names in most calls. */
export const callerNames = { aggrId: "AGGRID", corpId: "CORPID", userId: "USERID", urn: "URN" } as const

/** The caller with the aggregator's name, as registration and payments want it. At most 32 characters. */
export const namedCallerFields = { ...callerFields, aggrName: Schema.String.check(Schema.isMaxLength(32)) }
export const namedCallerNames = { ...callerNames, aggrName: "AGGRNAME" } as const

/** The caller's fields of a partner. @throws RangeError when the partner has no corporate facts. */
export const callerOf = (partner: PartnerFacts) => {
  const { aggrId, corpId, userId, urn } = corporateOf(partner)
  return { aggrId, corpId, userId, urn }
}

/** "CIB": where error-codes looks up what these calls answer. */
export const manageCodes = { family: "cib", call: "manage" } as const

/** The made-up caller of the samples. */
export const sampleCaller = { AGGRID: "AGGR0000", CORPID: "TESTCORP", USERID: "USER1", URN: "URN0000001" } as const
