import { constants, createPrivateKey, privateDecrypt } from "node:crypto"
import type { KeyObject } from "node:crypto"
import { parentPort, workerData } from "node:worker_threads"

/** What the pool asks of a thread. Keys are numbered in the order of their import. */
export type PoolRequest =
  | { readonly kind: "import"; readonly key: number; readonly pkcs8: Uint8Array }
  | { readonly kind: "decrypt"; readonly key: number; readonly ciphertext: Uint8Array }

/** One answer for each request, in order; without bytes when it failed, whatever the cause. */
export interface PoolReply {
  readonly bytes?: Uint8Array
}

const keys: KeyObject[] = []

// Only in the pool's own threads: whoever imports this file in another one keeps their messages.
if (workerData === "hundi node pool")
  parentPort?.on("message", (request: PoolRequest) => {
    parentPort?.postMessage(answerPoolRequest(request))
  })

/** Does what the pool asked. Not for use outside of the pool's threads: it keeps the keys it is given. */
export function answerPoolRequest(request: PoolRequest): PoolReply {
  try {
    if (request.kind === "decrypt")
      return { bytes: privateDecrypt({ key: keys[request.key]!, padding: constants.RSA_NO_PADDING }, request.ciphertext) }
    // Parsed once per thread. One key object shared by all threads would be locked by each of them in turn.
    keys[request.key] = createPrivateKey({ key: Buffer.from(request.pkcs8), format: "der", type: "pkcs8" })
    return { bytes: new Uint8Array(0) }
  } catch {
    return {}
  }
}
