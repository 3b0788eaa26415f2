import { Sensitive } from "@hundi/core"
import { describe, expect, it } from "vitest"
import { createAdvice } from "./create-advice.ts"
import { accepted, ACCOUNT, foundPaid, journalled, lateMoney, NAME, refused, returned, settled, timedOut } from "./testing/view-of.ts"

const sender = { name: "Asha Stores" }

describe("what is proved", () => {
  it("paid: amount in figures and words, date, rail, RRN, the account's last four", async () => {
    const { text, json } = createAdvice((await journalled([timedOut, settled])).view, { sender })
    expect(text).toBe(
      [
        ...["Payment advice", "", "From: Asha Stores", "Status: Paid", "Amount: ₹ 1,00,100.50"],
        "In words: Rupees one lakh one hundred and fifty paise only",
        ...["Date of payment: 31-01-2030", "Sent by: IMPS", "RRN: 600000000001", "Our reference: T012AY00000000A"],
        ...["To account: XXXXXXXX6789, IFSC TEST0000001", "Remark: rent of January", "Known since: 31-01-2030 11:32 IST", ""],
        ...["The bank has confirmed this payment. Look for the number above on your statement.", ""]
      ].join("\n")
    )
    expect(json).toMatchObject({ standing: "paid", amountPaise: "10010050", paidOn: "2030-01-31", bankNumber: { kind: "rrn", value: "600000000001" } })
    expect(json.knownSince).toBe("2030-01-31T11:32:00+05:30")
  })

  it("accepted by NEFT: sent, credit pending, with its UTR", async () => {
    const { text, json } = createAdvice((await journalled([accepted], { rail: "neft" })).view, { sender })
    expect(text).toContain("Status: Sent, credit pending\n")
    expect(text).toContain("UTR: ICICN52030013100000001\n")
    expect(text).toContain("That it reached yours is not confirmed yet.")
    expect(json.standing).toBe("sent")
  })

  it("returned says so, and that it is no proof", async () => {
    const { text } = createAdvice((await journalled([settled, returned])).view, { sender })
    expect(text).toContain("Status: Returned to the sender")
    expect(text).toContain("no proof of payment")
  })

  it("late money that two people found on the statement has that line's number", async () => {
    const { json } = createAdvice((await journalled([refused, lateMoney, foundPaid])).view, { sender })
    expect(json).toMatchObject({ standing: "paid", bankNumber: { value: "600000000009" } })
  })

  it("to a UPI address, in Hindi, without a number", async () => {
    const beneficiary = { name: new Sensitive(NAME, 0), accountNumber: new Sensitive(""), ifsc: "", vpa: new Sensitive("asha@testbank") }
    const change = { ...settled, attempt: { state: "settled" as const } }
    const { text, html } = createAdvice((await journalled([change], { rail: "upi", beneficiary })).view, { sender, locale: "hi-IN" })
    expect(text).toContain("शब्दों में: रुपये एक लाख एक सौ और पचास पैसे मात्र")
    expect(text).toContain("RRN: बैंक ने नहीं दी")
    expect(text).toContain("UPI पता: XXXXXXXXXbank")
    expect(html).toContain('<html lang="hi-IN">')
  })
})

describe("what is not proved gets no advice", () => {
  it.each([
    [[], "has not been sent yet"],
    [[timedOut], "do not pay again"],
    [[refused], "nothing was paid"],
    [[refused, lateMoney], "people are finding out where the money is (late-money"],
    [[accepted, { ...accepted, payout: { status: "review" as const, dueAt: null, reviewReason: "no proof by the end of its ladder" } }], "decide the review first"]
  ])("%#: %s", async (changes, words) => {
    const { view } = await journalled(changes)
    expect(() => createAdvice(view, { sender })).toThrow(words)
    expect(() => createAdvice(view, { sender })).toThrow("P1 of Rs 1,00,100.50")
  })
})

describe("L10, and hostile texts", () => {
  it("shows neither the account nor the name, unless the caller writes to the payee by name", async () => {
    const { view } = await journalled([settled])
    const plain = JSON.stringify(createAdvice(view, { sender }))
    expect(plain).not.toContain(ACCOUNT.slice(0, 8))
    expect(plain).not.toContain(NAME)
    expect(createAdvice(view, { sender, payee: NAME }).text).toContain("Payee: Asha Rao\n")
  })

  it("a remark stays a text: no element, no attribute, no second line, no turned writing", async () => {
    const remark = `</td><script>alert("x")</script>' onload='x & \u202e50.001\u202c`
    const { view } = await journalled([settled], { remark })
    const { html, text } = createAdvice(view, { sender: { name: `<b>"A"\nPaid: Rs 9</b>` }, payee: "<img src=x>" })
    expect(html.match(/<(script|img|b)\b/)).toBeNull()
    expect(html).toContain("&#60;script&#62;alert(&#34;x&#34;)&#60;/script&#62;&#39; onload=&#39;x &#38; 50.001")
    expect(html + text).not.toMatch(/[\u202a-\u202e]/)
    expect(text.split("\n").filter((line) => line.startsWith("Paid:"))).toEqual([])
  })

  it("the page loads nothing: no script, no link, no address but the doctype's", async () => {
    const { html } = createAdvice((await journalled([settled])).view, { sender })
    expect(html).not.toMatch(/<script|<link|<img|href=|src=|url\(|https?:|@import/)
    expect(html).toContain("default-src 'none'")
    expect(html).toContain("size: A4")
  })

  it("a sender without a name is refused", async () => {
    const { view } = await journalled([settled])
    expect(() => createAdvice(view, { sender: { name: " \n" } })).toThrow("sender.name")
  })
})
