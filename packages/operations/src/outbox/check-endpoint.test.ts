import { expect, it } from "vitest"
import { checkEndpoint, type Endpoint } from "./check-endpoint.ts"
import { formatWebhookSecret } from "./sign-webhook.ts"

const secret = formatWebhookSecret(new Uint8Array(32).fill(1))
const endpoint: Endpoint = { id: "erp", url: "https://erp.example/hooks?k=1", secrets: [secret] }

it.each(["https://erp.example/hooks", "http://127.0.0.1:4200/h", "http://localhost/h", "http://[::1]/h"])("%s is good", (url) => {
  expect(() => checkEndpoint({ ...endpoint, url })).not.toThrow()
})

it.each<[string, Partial<Endpoint>, string]>([
  ["plain http", { url: "http://erp.example/hooks" }, "must be https"],
  ["a host that only looks local", { url: "http://127.0.0.1.erp.example/" }, "must be https"],
  ["another scheme", { url: "file:///etc/passwd" }, "must be https"],
  ["a user name", { url: "https://asha@erp.example/" }, "user name"],
  ["a password", { url: "https://:pass@erp.example/" }, "user name or password"],
  ["a fragment", { url: "https://erp.example/#a" }, "#fragment"],
  ["no address", { url: "erp.example" }, "not an address"],
  ["no secret", { secrets: [] }, "one to four secrets"],
  ["a bad secret", { secrets: ["hunter2"] }, "whsec_"],
  ["a bad id", { id: "a b" }, "an endpoint's id"],
  ["an unknown type", { types: ["payout.paid" as never] }, "types are payout.queued"]
])("%s is refused, and neither address nor secret is repeated", (_, changes, words) => {
  const check = () => checkEndpoint({ ...endpoint, ...changes })
  expect(check).toThrow(expect.objectContaining({ code: "CONFIGURATION", message: expect.stringContaining(words) }))
  expect(check).not.toThrow(/erp\.example|hunter2|asha|etc/)
})
