import type { FaultRule } from "./fault-rule.ts"
import { another, mapFields } from "./reply-fields.ts"

const callback = (text: string, bend: NonNullable<FaultRule["callback"]>) =>
  ({ group: "callback" as const, on: "callback" as const, money: "untouched" as const, text, callback: bend })

const mapTexts = (body: unknown, name: RegExp): unknown =>
  mapFields(body, (key, value) => (name.test(key) && typeof value === "string" && value !== "" ? another(value) : value))

const DAY_MS = 86_400_000

/** The bank's calls to its partner go wrong. A callback is a hint to enquire, and nothing else (law L4). */
export const callbackFaults = {
  "duplicate-callback": callback("calls twice for one event, at the same time", () => ({ copies: 2 })),
  "callback-lost": callback("the call is lost on its way, its repeats too", () => ({ copies: 0 })),
  "callback-late": callback("calls delayMs later (86 400 000)", ({ atMs }, { delayMs = DAY_MS }) => ({ atMs: atMs + delayMs })),
  "callback-early": callback("calls delayMs earlier (60 000), at once if that has passed: before anybody else knows of it",
    ({ atMs }, { delayMs = 60_000 }) => ({ atMs: atMs - delayMs })),
  "callback-other-amount": callback("calls with another amount", ({ body }) => ({ body: mapTexts(body, /amount|amt/i) })),
  "callback-other-reference": callback("calls about a reference that nobody has",
    ({ body }) => ({ body: mapTexts(body, /TranId$|UNIQUEID|TranRefNo|TransRefNo|^UTR$/i) })),
  "callback-says-failure": callback("calls with FAILURE wherever it should say SUCCESS",
    ({ body }) => ({ body: mapFields(body, (_, value) => (value === "SUCCESS" ? "FAILURE" : value)) }))
} as const satisfies Readonly<Record<string, FaultRule>>
