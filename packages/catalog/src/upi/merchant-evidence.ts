import type { Evidence, Finding } from "../declaration.ts"
import { parseRupees } from "../schema/rupees.ts"

type Text = string | null | undefined

interface Reply {
  readonly code?: Text
  readonly success?: boolean | string | undefined
  readonly message?: Text
  readonly errorMessage?: Text
  readonly gatewayCode?: Text
  readonly gatewayMessage?: Text
  readonly reference?: Text
}

/**
 * What the reply to a call that pays says: its `response` is the payment's own code. `success: "true"` beside 92, 91 or 11 is no
 * success (rule "success test"); only "false" beside a success code is read, as a contradiction.
 */
export const payEvidence = (reply: Reply, also: { readonly rrn?: Text; readonly amount?: Text } = {}): Evidence => ({
  ...outsideOf(reply),
  code: reply.code ?? undefined,
  success: reply.success === undefined ? undefined : /^(true|y)$/i.test(String(reply.success)),
  rrn: also.rrn || undefined,
  reference: reply.reference || undefined,
  amountPaise: paiseOf(also.amount)
})

/** Words for a payment's state; FAILURE counts once it is repeated, and words that are not here are unknown. */
const findings: Readonly<Record<string, Finding>> = { SUCCESS: "success", PENDING: "pending", INITIATED: "pending", FAILURE: "technical" }

/** The bank knows no such reference (5006), or nothing fits the search (5024). Neither proves that nothing was paid (L4). */
const absent: ReadonlySet<string> = new Set(["5006", "5024"])

/** What an enquiry's reply says: the state is the word in `status`; `response` may speak of the question alone (L9). */
export const statusEvidence = (
  reply: Reply & { readonly status?: Text; readonly rrn?: Text; readonly amount?: Text }
): Evidence => ({
  ...outsideOf(reply),
  finding: findingOf(reply),
  rrn: reply.rrn || undefined,
  reference: reply.reference || undefined,
  amountPaise: paiseOf(reply.amount)
})

const findingOf = ({ status, code }: Reply & { readonly status?: Text }): Finding | undefined => {
  if (absent.has(code ?? "")) return "not-found"
  if (!status) return code === undefined ? undefined : "unknown"
  const finding = findings[status.trim().toUpperCase()] ?? "unknown"
  // A word and a code that contradict each other prove nothing.
  return finding === "success" && code && !/^0+$/.test(code) ? "unknown" : finding
}

const outsideOf = (reply: Reply): Evidence => ({
  gatewayCode: reply.gatewayCode ?? undefined,
  message: reply.message ?? reply.errorMessage ?? reply.gatewayMessage ?? undefined
})

/** Text that is no amount becomes -1n: it fails the comparison with ours, instead of passing for absent. */
const paiseOf = (amount: Text): bigint | undefined => (amount ? (parseRupees(amount) ?? -1n) : undefined)
