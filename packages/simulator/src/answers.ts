import type { BankAnswer } from "./bank-types.ts"
import { gatewayCodes } from "./composite/act-codes.ts"

/** A reply inside the encryption, HTTP 200: every business answer, errors too. */
export const sealedAnswer = (body: unknown): BankAnswer => ({
  status: 200,
  body,
  sealed: true,
  delayMs: 0,
  manner: "answer",
  moneyMoved: false
})

/**
 * An error outside the encryption. The fact file gives two shapes: errorCode with description for most, and for 401
 * `success: "False"`, `response`, `errormessage`; a 401 carries both, so that a client of either finds its fields.
 */
export const plainAnswer = (code: string, description?: string): BankAnswer => {
  const known = gatewayCodes[code]
  const text = description ?? known?.text ?? "Error"
  const body = { success: false, errorCode: code, description: text }
  return {
    // 997 and 8015 are sealed at HTTP 200 by their nature; asked for as a plain error they are a bad request.
    status: known === undefined || known.status === 200 ? 400 : known.status,
    body: code === "401" ? { ...body, success: "False", response: 401, errormessage: text } : body,
    sealed: false,
    delayMs: 0,
    manner: "answer",
    moneyMoved: false
  }
}

/** A page of something in front of the bank: HTML, or nothing at all. */
export const pageAnswer = (status: number, html: string): BankAnswer =>
  ({ ...sealedAnswer(html), status, sealed: false, headers: { "content-type": "text/html;charset=utf-8" } })

/** The same outcome, on its way in another manner. */
export const withManner = (answer: BankAnswer, manner: BankAnswer["manner"] | "http-500"): BankAnswer =>
  manner === "http-500" ? { ...plainAnswer("500"), moneyMoved: answer.moneyMoved } : { ...answer, manner }
