import * as Schema from "effect/Schema"
import { createDecipheriv, createHash } from "node:crypto"
import { describe, expect, it } from "vitest"
import { eazypayRedirect, isPaymentReturn, makePaymentLink, type PaymentPage } from "./index.ts"

const key = "0123456789abcdef"
const origin = "https://pay.test"
const page: PaymentPage = {
  merchantId: "999001", reference: "ORDER-1", subMerchantId: "45", amount: "10.00", payMode: "9", returnUrl: "https://shop.test/back?a=1&b=ü", more: ["x", "y"]
}
/** Another implementation of the same cipher. */
const decrypt = (text: string): string => {
  const decipher = createDecipheriv("aes-128-ecb", key, null)
  return Buffer.concat([decipher.update(Buffer.from(text, "base64")), decipher.final()]).toString("utf8")
}

describe("a link to the hosted page", () => {
  it("has the merchant in the clear and every other value encrypted by itself", async () => {
    const link = new URL(await makePaymentLink(page, { origin, key }))
    expect(link.origin + link.pathname).toBe("https://pay.test/EazyPG")
    const { merchantid, ...secret } = Object.fromEntries(link.searchParams)
    expect(merchantid).toBe("999001")
    expect(Object.fromEntries(Object.entries(secret).map(([name, value]) => [name, decrypt(value)]))).toEqual({
      "mandatory fields": "ORDER-1|45|10.00|x|y", returnurl: page.returnUrl, "Reference No": "ORDER-1", submerchantid: "45", "transaction amount": "10.00",
      paymode: "9"
    })
  })

  it.each(["", "a", "fifteen bytes..", "sixteen bytes...", "seventeen bytes..", "ünïcödé".repeat(9)])("encrypts «%s» as others do", async (text) => {
    const link = new URL(await makePaymentLink({ ...page, optionalFields: text }, { origin, key }))
    expect(decrypt(link.searchParams.get("optional fields") ?? "")).toBe(text)
  })

  it.each([
    [{ reference: "SECRET|1" }, key, /reference/],
    [{ more: ["SECRET|"] }, key, /reference/],
    [{ subMerchantId: "SECRET" }, key, /subMerchantId: digits/],
    [{ amount: "1,000" }, key, /amount/],
    [{ amount: "1000000.00" }, key, /at most 9 characters/],
    [{ payMode: "10" }, key, /payMode/],
    [{}, "SECRET", /key: 16 characters/]
  ])("is not made of %j", async (changes, withKey, message) => {
    const made = makePaymentLink({ ...page, ...changes }, { origin, key: withKey })
    await expect(made).rejects.toThrow(message)
    await expect(made).rejects.not.toThrow(/SECRET/)
  })
})

describe("the form that the page posts back", () => {
  const sample = eazypayRedirect.samples.response
  const names = [
    "ID", "Response_Code", "Unique_Ref_Number", "Service_Tax_Amount", "Processing_Fee_Amount", "Total_Amount", "Transaction_Amount", "Transaction_Date",
    "Interchange_Value", "TDR", "Payment_Mode", "SubMerchantId", "ReferenceNo", "TPS"
  ] as const
  const signed = (fields: typeof sample) => ({
    ...fields, RS: createHash("sha512").update([...names.map((name) => fields[name]), key].join("|")).digest("hex")
  })
  const read = Schema.decodeUnknownSync(eazypayRedirect.response)

  it("is known by its signature", async () => {
    expect(await isPaymentReturn(read(signed(sample)), key)).toBe(true)
    expect(await isPaymentReturn(read({ ...signed(sample), RS: signed(sample).RS.toUpperCase() }), key)).toBe(true)
  })

  it("is not when any field, the key or the signature is another", async () => {
    for (const name of names) expect(await isPaymentReturn(read({ ...signed(sample), [name]: "other" }), key)).toBe(false)
    expect(await isPaymentReturn(read(signed(sample)), "fedcba9876543210")).toBe(false)
    expect(await isPaymentReturn(read({ ...signed(sample), RS: "" }), key)).toBe(false)
  })
})
