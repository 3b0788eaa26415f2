import { openApi } from "@hundi/operations/http"

/** What of the API an object with a journal answers; a worker at home answers all of it. */
const served = [
  "/v1/payouts", "/v1/payouts/{id}", "/v1/payouts/{id}/retry", "/v1/payouts/{id}/cancel", "/v1/review", "/v1/review/{id}/{action}",
  "/v1/callbacks/{source}", "/healthz", "/readyz"
]

/** The Node worker's own description, cut to what is served here. */
export const edgeOpenApi = {
  ...openApi,
  info: { ...openApi.info, title: "Hundi payout worker at the edge" },
  // Here the token is never optional.
  security: [{ token: [] }],
  paths: {
    ...Object.fromEntries(Object.entries(openApi.paths).filter(([path]) => served.includes(path))),
    "/v1/rails/{rail}/resume": {
      post: {
        summary: "Lets a rail send again that a fault of the set-up has paused, on every shard",
        parameters: [
          { name: "rail", in: "path", required: true, schema: { enum: ["imps", "upi", "neft", "rtgs"] } },
          { name: "X-Hundi-Actor", in: "header", required: true, schema: { type: "string" } }
        ],
        responses: { "200": { description: "It is resumed" } }
      }
    }
  }
}
