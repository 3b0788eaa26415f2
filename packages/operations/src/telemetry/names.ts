interface Metric {
  readonly name: string
  readonly unit: string
  readonly description: string
}

/** Every metric that telemetry makes. Units as UCUM writes them; times are ms. */
export const metrics = Object.freeze({
  taken: { name: "hundi.payouts.taken", unit: "{payout}", description: "Orders handed in, by rail and by what became of them: created, existing, conflict." },
  attempts: { name: "hundi.attempts", unit: "{attempt}", description: "Attempts opened (each under its own reference), by rail." },
  sends: { name: "hundi.sends", unit: "{send}", description: "Attempts marked as sending: from here on money may move. By rail." },
  outcomes: { name: "hundi.outcomes", unit: "{outcome}", description: "What each look at the bank proved, by rail, outcome, class of code, reason, and who said it: pay, enquiry or people." },
  held: { name: "hundi.held", unit: "{hold}", description: "Payouts that a control kept back before they were sent, by rail and kind of hold." },
  late: { name: "hundi.late_replies", unit: "{reply}", description: "Answers that came when another worker had taken over: kept as evidence. By rail." },
  unknownAge: { name: "hundi.unknown.age", unit: "ms", description: "How long an attempt had been unknown when its outcome was proved, by rail and outcome." },
  unknownOldest: { name: "hundi.unknown.oldest", unit: "ms", description: "Age of the oldest attempt that is unknown now." },
  wakeLatency: { name: "hundi.wake.latency", unit: "ms", description: "From the time a payout was due to the time a worker claimed it, by lane." },
  inFlight: { name: "hundi.in_flight", unit: "{payout}", description: "Payouts that this process works on now, by lane." },
  payouts: { name: "hundi.payouts", unit: "{payout}", description: "Payouts that wait, by status: the depth of each queue." },
  railsPaused: { name: "hundi.rail.paused", unit: "1", description: "1 for each rail that is paused." },
  calls: { name: "hundi.calls", unit: "{call}", description: "Calls on the wire, by path and result: 2xx, 4xx, 5xx, not-sent, maybe-sent." },
  callDuration: { name: "hundi.call.duration", unit: "ms", description: "How long a call to the bank took, by path and result." },
  faults: { name: "hundi.faults", unit: "{fault}", description: "Faults of the worker's own parts, by error code." }
} as const satisfies Readonly<Record<string, Metric>>)

/** Names of the metrics. */
export type MetricName = (typeof metrics)[keyof typeof metrics]["name"]

/** Every span: one for each piece of work on a payout, in it the sending or the enquiry, and one for each call on the wire. */
export const spans = Object.freeze({ payout: "hundi.payout", send: "hundi.send", enquiry: "hundi.enquiry", call: "hundi.call" } as const)

/** Names of the spans. */
export type SpanName = (typeof spans)[keyof typeof spans]

/** Bounds of the histograms in ms: a call takes up to two minutes, an unknown up to weeks. */
export const CALL_BOUNDS_MS = [50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000, 120_000]
export const WAKE_BOUNDS_MS = [5, 10, 25, 50, 100, 250, 500, 1000, 5000, 30_000, 300_000]
export const UNKNOWN_BOUNDS_MS = [5000, 30_000, 120_000, 600_000, 3_600_000, 21_600_000, 86_400_000, 172_800_000, 604_800_000]
