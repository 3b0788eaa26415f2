import type { BrokerBooks } from "./broker-books.ts"
import type { BrokerEvent } from "./broker-types.ts"

/** What a call works on: the books as they stand, and one moment for the whole call. */
export interface World {
  readonly seed: number
  readonly nowMs: number
  readonly books: BrokerBooks
  /** Tells of a change, and makes it. */
  readonly emit: (event: BrokerEvent) => void
}
