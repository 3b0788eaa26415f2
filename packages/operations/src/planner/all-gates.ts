import type { Gate } from "@hundi/core"

/**
 * Several gates as one: asked in the order given, and the first that holds or refuses has the word. Put what decides by itself first
 * (approvals and limits), then windows, then the circuit breaker, and the shared rate last: a token is spent only on what may go.
 *
 * @example
 * const gate = allGates(controls, createWindowGate(), breaker, rate)
 */
export const allGates = (...gates: readonly Gate[]): Gate => ({
  admit: async (work, now) => {
    for (const gate of gates) {
      const admission = await gate.admit(work, now)
      if (admission.kind !== "go") return admission
    }
    return { kind: "go" }
  }
})
