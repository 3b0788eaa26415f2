/** Where a suite registers its tests. What a test returns counts too: its bytes must be the same on every runtime. */
export interface Runner {
  readonly test: (name: string, run: () => Promise<unknown>) => void
  /** Says something for people to read, such as a measurement: neither compared nor counted. */
  readonly note?: (text: string) => void
}

/** The runtimes that the suites run on. `workerd-bare` is workerd without `nodejs_compat`: Web APIs and nothing else. */
export type RuntimeName = "node" | "deno" | "bun" | "workerd" | "workerd-bare" | "browser"

/** What a runtime can do, as we promise it. The suites prove both halves: what is there works, what is not fails cleanly. */
export interface Capabilities {
  /** The raw RSA operation of node:crypto, which the bank's PKCS1 padding needs. */
  readonly rawRsa: boolean
  /**
   * PKCS1 as node:crypto itself decrypts it, which shipped code never asks for. On malformed blocks it gives other bytes,
   * throws (an oracle), is refused even for valid blocks, or does not exist.
   */
  readonly nativePkcs1: "implicit-rejection" | "oracle" | "refused" | "absent"
  /** `inert`: node:sqlite can be imported and its classes cannot be constructed. */
  readonly sqlite: "works" | "inert" | "absent"
}

/** Where a suite finds itself. */
export interface Env {
  readonly runtime: RuntimeName
  readonly has: Capabilities
  /** How many damaged bodies the corruption suite opens; 2000 unless told. */
  readonly corruptions?: number
}

/** A suite with its library bound. Suites of one name must have one digest, wherever they ran. */
export interface BoundSuite {
  readonly name: string
  /** Runs on every runtime, so that its digest is part of the runtime's own. */
  readonly everywhere?: true
  readonly register: (runner: Runner, env: Env) => void
}
