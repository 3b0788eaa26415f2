import { availableParallelism } from "node:os"
import { Worker } from "node:worker_threads"
import type { DecryptionPool, RawDecryptionKey } from "./crypto-engine.ts"
import { EnvelopeError } from "./envelope-error.ts"
import type { PoolReply, PoolRequest } from "./node-pool-worker.node.ts"

/** What {@link createNodePool} takes. */
export interface NodePoolOptions {
  /** Threads; as many as the machine has cores unless given. Each holds the parsed private key. */
  readonly size?: number
}

/** Threads for the private operation. Close it when the envelopes that use it are done. */
export interface NodePool extends DecryptionPool {
  readonly size: number
  /** Ends the threads. What is still being opened fails; what is opened later is refused with `ENVELOPE_RUNTIME`. */
  close(): Promise<void>
}

/**
 * Moves the RSA private operation, one to two milliseconds of computing with 4096 bits, off the main thread: the event loop
 * stays free, and several cores open messages at once. Idle threads do not keep the process alive.
 *
 * @example
 * ```ts
 * const pool = createNodePool({ size: 2 })
 * const envelope = await createEnvelope({ recipientCertificate, privateKey, profile: profiles.composite, pool })
 * ```
 *
 * @throws EnvelopeError `ENVELOPE_RUNTIME` when `size` is no whole number above 0
 */
export function createNodePool({ size = availableParallelism() }: NodePoolOptions = {}): NodePool {
  if (!Number.isInteger(size) || size < 1) throw new EnvelopeError("ENVELOPE_RUNTIME", "size: expected a whole number above 0.")
  let closed = false
  // Ours to send again when a thread has to be replaced.
  const keys: Uint8Array[] = []
  const threads = Array.from({ length: size }, () => startThread(keys))
  const leastBusy = () => threads.reduce((best, one) => (one.pending() < best.pending() ? one : best))
  return {
    size,
    get closed() {
      return closed
    },
    importPrivateKey: async (pkcs8) => {
      const known = keys.findIndex((one) => one.length === pkcs8.length && one.every((byte, i) => byte === pkcs8[i]))
      // A thread answers in order: a key that another envelope is importing is there before it is used.
      const key = known === -1 ? keys.push(pkcs8.slice()) - 1 : known
      if (known === -1) await Promise.all(threads.map((thread) => thread.ask({ kind: "import", key, pkcs8 })))
      // A copy of its own: a view would be sent with all of the memory it looks into, which halves the speed of the message.
      const decrypt = (bytes: Uint8Array) => leastBusy().ask({ kind: "decrypt", key, ciphertext: new Uint8Array(bytes) })
      return { rawDecrypt: decrypt } satisfies RawDecryptionKey
    },
    close: async () => {
      closed = true
      await Promise.all(threads.map((thread) => thread.stop()))
      for (const pkcs8 of keys) pkcs8.fill(0)
    }
  }
}

interface Thread {
  readonly pending: () => number
  readonly ask: (request: PoolRequest) => Promise<Uint8Array>
  readonly stop: () => Promise<void>
}

interface Waiting {
  readonly resolve: (bytes: Uint8Array) => void
  readonly reject: (error: Error) => void
}

/** The worker's file lies beside this one, in the sources as in what is published. */
const WORKER = new URL(import.meta.url.endsWith(".ts") ? "./node-pool-worker.node.ts" : "./node-pool-worker.node.mjs", import.meta.url)

/** One thread, replaced when it ends by itself. A thread answers in order, so the answers need no numbers. */
function startThread(keys: readonly Uint8Array[]): Thread {
  let waiting: Waiting[] = []
  let stopped = false
  // A thread that never answered would only die again: its file is missing, or the machine has no threads left.
  let answered = false
  let worker = start()

  function start(): Worker {
    const started = new Worker(WORKER, { workerData: "hundi node pool" })
    started.unref()
    started.on("message", ({ bytes }: PoolReply) => {
      answered = true
      const first = waiting.shift()
      if (waiting.length === 0) started.unref()
      if (bytes === undefined) first?.reject(new Error("the private operation failed"))
      else first?.resolve(bytes)
    })
    // Without a listener the process would end; what was asked fails with the thread.
    started.on("error", () => undefined)
    started.on("exit", () => {
      const lost = waiting
      waiting = []
      for (const { reject } of lost) reject(new Error("the thread has ended"))
      if (answered && !stopped) worker = restart()
      else stopped = true
    })
    return started
  }

  function restart(): Worker {
    const started = start()
    answered = false
    keys.forEach((pkcs8, key) => {
      waiting.push({ resolve: () => undefined, reject: () => undefined })
      started.postMessage({ kind: "import", key, pkcs8 } satisfies PoolRequest)
    })
    return started
  }

  return {
    pending: () => waiting.length,
    ask: (request) =>
      new Promise((resolve, reject) => {
        if (stopped) return reject(new Error("the thread is gone"))
        waiting.push({ resolve, reject })
        worker.ref()
        worker.postMessage(request)
      }),
    stop: async () => {
      stopped = true
      await worker.terminate()
    }
  }
}
