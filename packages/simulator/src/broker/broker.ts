import { answerBreeze, BREEZE_ROOT } from "./breeze/answer-breeze.ts"
import type { BrokerApp, BrokerEvent } from "./broker-types.ts"
import { BrokerRefusal } from "./broker-types.ts"
import { createBrokerBooks } from "./broker-books.ts"
import { answerIdirect } from "./idirect/answer-idirect.ts"
import { makeApp } from "./make-app.ts"
import { refused } from "./replies.ts"

export type { BrokerApp, BrokerEvent } from "./broker-types.ts"

/** A request as the broker reads it. */
export interface HttpCall {
  readonly method: string
  readonly path: string
  readonly contentType: string
  /** A header by its lower-case name, "" when absent. */
  readonly header: (name: string) => string
  readonly body: string
}

/** What it answers: an HTTP status and JSON. */
export interface BrokerReply {
  readonly status: number
  readonly body: unknown
}

/** How a broker is made. */
export interface BrokerOptions {
  /** Every made-up value and every price follows from it. */
  readonly seed: number
  /** The virtual clock, milliseconds. */
  readonly now: () => number
  /** The real clock: a stamp by it is taken as well, so that a client need not follow the virtual one. */
  readonly realNow?: () => number
  /** Hears of every change, at once and in order. Throwing here fails the call before anything changed. */
  readonly onEvent?: (event: BrokerEvent) => void
  /** The events of an earlier broker with the same seed: this one continues it. */
  readonly history?: Iterable<BrokerEvent>
}

/** The broker without HTTP. */
export interface Broker {
  readonly registerApp: (request: { readonly name: string }) => BrokerApp
  readonly handle: (call: HttpCall) => BrokerReply
}

/** Is this event one of the broker's? Their types say so. */
export const isBrokerEvent = (event: { readonly type: string }): event is BrokerEvent => event.type.startsWith("broker-")

/** Is this one of the broker's paths, on whatever host? */
export const isBrokerPath = (path: string): boolean => /^\/(equity|fno|mf|customer|apiuser|content|breezeapi)\//.test(path)

/**
 * ICICI Direct in memory, and its successor with the same keys: synchronous, seeded, no clock of its own. The market is open at all
 * hours; an order's fate is decided when it is placed, and what it has come to follows from the clock.
 *
 * @example
 * const broker = createBroker({ seed: 1, now: () => Date.UTC(2030, 0, 31) })
 * const { appKey, secretKey, userId, apiSession } = broker.registerApp({ name: "Acme" })
 */
export const createBroker = ({ seed, now, realNow = now, onEvent, history = [] }: BrokerOptions): Broker => {
  const books = createBrokerBooks()
  for (const event of history) books.apply(event)
  const emit = (event: BrokerEvent): void => {
    onEvent?.(event)
    books.apply(event)
  }
  return {
    registerApp: ({ name }) => {
      const app = makeApp(seed, books.appCount(), name)
      emit({ type: "broker-app", app })
      return app
    },
    handle: (call) => {
      const world = { seed, books, emit, nowMs: now() }
      const clocksMs = [world.nowMs, realNow()]
      try {
        return call.path.startsWith(BREEZE_ROOT) ? answerBreeze(world, call, clocksMs) : answerIdirect(world, call, clocksMs)
      } catch (error) {
        if (error instanceof BrokerRefusal) return refused(error.message, error.status)
        throw error
      }
    }
  }
}
