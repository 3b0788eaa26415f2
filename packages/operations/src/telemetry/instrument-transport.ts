import type { Transport, WireResult } from "@hundi/core"
import { type Instruments, quietly } from "./instruments.ts"
import { spans } from "./names.ts"
import { KIND_CLIENT, STATUS_ERROR, type TracerLike } from "./otel-like.ts"
import { pathLabel } from "./safe-labels.ts"

interface Parts {
  readonly tracer: TracerLike | undefined
  readonly now: () => number
  readonly instruments: Instruments
}

/** The transport with a span and two metrics a call. Of the request only the path is looked at, of the reply only the status. */
export const instrumentTransport = (transport: Transport, { tracer, now, instruments }: Parts): Transport => ({
  send: async (request, signal) => {
    const startedAt = now()
    const path = pathLabel(request.path)
    const options = { kind: KIND_CLIENT, root: true, startTime: startedAt, attributes: { "http.request.method": request.method, "url.path": path } }
    const span = quietly(() => tracer?.startSpan(spans.call, options))
    const finish = (result: string, status: number | undefined): void => {
      const labels = { "url.path": path, "hundi.result": result }
      instruments.calls(1, labels)
      instruments.callDuration(now() - startedAt, labels)
      quietly(() => {
        span?.setAttribute("hundi.result", result)
        if (status !== undefined) span?.setAttribute("http.response.status_code", status)
        if (status === undefined || status >= 400) span?.setStatus({ code: STATUS_ERROR })
        span?.end(now())
      })
    }
    try {
      const result = await transport.send(request, signal)
      finish(resultLabel(result), result.kind === "reply" ? result.status : undefined)
      return result
    } catch (error) {
      finish("maybe-sent", undefined)
      throw error
    }
  }
})

/** Why a call failed is a free text of the transport's: only what it witnessed is a label. */
const resultLabel = (result: WireResult): string => {
  if (result.kind === "failure") return result.sent === "no" ? "not-sent" : "maybe-sent"
  return result.status >= 100 && result.status < 600 ? `${Math.floor(result.status / 100)}xx` : "other"
}
