import { expect, it } from "vitest"
import { goodBody as body, openTestApp } from "../testing/call-app.ts"

it("tells the payee of what is proved, in three forms, and of nothing else", async () => {
  let code = "0"
  const { bank, call } = openTestApp({ code: () => code })
  await bank.payouts.pay({ payoutId: "S1", amountPaise: 10_050n, beneficiary: body.beneficiary })
  const json = await call("GET", "/v1/payouts/S1/advice")
  expect(json).toMatchObject({ status: 200, json: { standing: "paid", amountPaise: "10050", account: "XXXXXXXX6789", sender: { name: "TEST SENDER" } } })
  const html = await call("GET", "/v1/payouts/S1/advice?format=html&locale=hi-IN")
  expect([html.type, html.headers.get("content-security-policy")]).toEqual(["text/html; charset=utf-8", expect.stringContaining("default-src 'none'")])
  expect(html.text).toContain("<!doctype html>")
  expect((await call("GET", "/v1/payouts/S1/advice?format=text")).text).toContain("₹ 100.50")
  expect(`${json.text}${html.text}`).not.toMatch(/000123456789|Asha/)
  expect(await call("GET", "/v1/payouts/S1/advice?format=pdf")).toMatchObject({ status: 422, json: { field: "format" } })
  expect(await call("GET", "/v1/payouts/S1/advice?locale=fr")).toMatchObject({ status: 422, json: { field: "locale" } })
  code = "11"
  await bank.payouts.pay({ payoutId: "U1", amountPaise: 10_051n, beneficiary: body.beneficiary })
  expect(await call("GET", "/v1/payouts/U1/advice")).toMatchObject({ status: 409, json: { rule: expect.stringContaining("the bank has not confirmed it yet; come back when it has, and do not pay again") } })
  expect((await call("GET", "/v1/payouts/none/advice")).status).toBe(404)
})
