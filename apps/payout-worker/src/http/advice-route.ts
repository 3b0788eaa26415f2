import { createAdvice } from "@hundi/operations/evidence"
import { findPayout, invalidField } from "@hundi/operations/http"
import type { Hono } from "hono"
import type { AppParts } from "./create-app.ts"

const page = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff"
}

/** `GET /v1/payouts/:id/advice`: what the payee may be told, once it is proved. `format` is json unless told, or text or html. */
export const addAdviceRoute = (app: Hono, { worker }: Pick<AppParts, "worker">): void => {
  app.get("/v1/payouts/:id/advice", async (c) => {
    const { format = "json", locale = "en-IN" } = c.req.query()
    if (locale !== "en-IN" && locale !== "hi-IN") throw invalidField("locale", "en-IN or hi-IN")
    if (!["json", "text", "html"].includes(format)) throw invalidField("format", "json, text or html")
    const advice = createAdvice(await findPayout(worker.payouts, c.req.param("id")), { sender: { name: worker.senderName }, locale })
    if (format === "html") return c.body(advice.html, 200, page)
    return format === "text" ? c.text(advice.text) : c.json(advice.json)
  })
}
