import { bytesFaults } from "./faults/bytes-faults.ts"
import { callbackFaults } from "./faults/callback-faults.ts"
import { codeFaults } from "./faults/code-faults.ts"
import { connectionFaults } from "./faults/connection-faults.ts"
import { enquiryFaults } from "./faults/enquiry-faults.ts"
import type { FaultRule } from "./faults/fault-rule.ts"
import { gatewayFaults } from "./faults/gateway-faults.ts"
import { outcomeFaults } from "./faults/outcome-faults.ts"
import { replyFaults } from "./faults/reply-faults.ts"

export type { FaultRule } from "./faults/fault-rule.ts"

const table = {
  ...connectionFaults, ...bytesFaults, ...replyFaults, ...codeFaults, ...outcomeFaults, ...enquiryFaults, ...callbackFaults,
  // Last, with those that turn every caller away at the end: a client that is right to stop there has met all others.
  ...gatewayFaults
}

/** The names of the faults. */
export type FaultKind = keyof typeof table

/** Every fault, in one place: what it hits, whether money moves, what the client sees. */
export const faultTable: Readonly<Record<FaultKind, FaultRule>> = table
