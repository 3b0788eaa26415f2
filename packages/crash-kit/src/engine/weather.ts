/** How often things go wrong, 0 to 1 for each occasion. */
export interface Rates {
  /** At a place where no worker of this run has crashed yet. */
  readonly firstCrash: number
  /** At the places where money is at stake; polling crashes more seldom. */
  readonly crash: number
  readonly pollingCrash: number
  /** The program stands still for minutes in the middle of a call. */
  readonly stall: number
  /** The database says that it is full. */
  readonly refusal: number
  /** A request or its reply comes to harm on the way. */
  readonly wire: number
  /** The bank itself does something odd with a payout. */
  readonly bankFault: number
  /** A payout goes to an account of fixed fate. */
  readonly magicAccount: number
  /** Owners who order a new try, cancel, or send the same file again. */
  readonly owner: number
  /** That a worker's clock jumps, once a start. */
  readonly clockJump: number
  /** `tried`: every rail often; `usual`: four of five over IMPS. */
  readonly rails: "tried" | "usual"
}

/** `rough`: everything at once. `windy`: a bad week. `fair`: what a good bank does to a million payouts. */
export type Weather = "rough" | "windy" | "fair"

/** The rates of each weather. */
export const weathers: Readonly<Record<Weather, Rates>> = {
  rough: {
    ...{ firstCrash: 0.3, crash: 0.004, pollingCrash: 0.0003, stall: 0.004, refusal: 0.003 },
    ...{ wire: 0.2, bankFault: 0.12, magicAccount: 0.35, owner: 1, clockJump: 0.3, rails: "tried" }
  },
  windy: {
    ...{ firstCrash: 0.01, crash: 0.002, pollingCrash: 0.0003, stall: 0.001, refusal: 0.001 },
    ...{ wire: 0.02, bankFault: 0.02, magicAccount: 0.03, owner: 0.1, clockJump: 0.2, rails: "tried" }
  },
  fair: {
    ...{ firstCrash: 0.005, crash: 0.0002, pollingCrash: 0.0001, stall: 0.0001, refusal: 0.0002 },
    ...{ wire: 0.004, bankFault: 0.003, magicAccount: 0.004, owner: 0.01, clockJump: 0.1, rails: "usual" }
  }
}
