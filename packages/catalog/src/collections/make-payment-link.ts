import * as Schema from "effect/Schema"
import { eazypayRedirect } from "./eazypay-redirect.ts"

/** What the customer is to pay for on Eazypay's hosted page. Source: facts/upi-collections-and-others.json eazypay.redirect. */
export interface PaymentPage {
  /** Given by the bank; travels in the clear. */
  readonly merchantId: string
  /** The merchant's own, unique. */
  readonly reference: string
  readonly subMerchantId: string
  /** Rupees as text, at most nine characters. */
  readonly amount: string
  /** 0 to 9; all known clients send 9. */
  readonly payMode: string
  readonly returnUrl: string
  /** Fields after reference, sub-merchant and amount, in the order of your enrolment. */
  readonly more?: readonly string[]
  readonly optionalFields?: string
}

/**
 * The link to Eazypay's hosted page for the customer's browser: every value but the merchant's id is encrypted by itself, with AES-128 in
 * ECB under `key`, the merchant's 16 characters. ECB hides no repetition and nothing signs the link, so ask `verifyPayment` what was paid.
 *
 * @throws RangeError for a key of another length, or a page that does not fit; neither is repeated.
 * @example
 * const link = await makePaymentLink(page, { origin: "https://eazypay.icicibank.com", key })
 */
export const makePaymentLink = async (
  page: PaymentPage,
  { origin, key }: { readonly origin: string; readonly key: string }
): Promise<string> => {
  const { merchantId, reference, subMerchantId, amount, payMode, returnUrl, more = [], optionalFields } = page
  check(page, key)
  const encrypt = await encrypter(key)
  const wire = Schema.encodeSync(eazypayRedirect.request)({
    merchantId,
    mandatoryFields: await encrypt([reference, subMerchantId, amount, ...more].join("|")),
    ...(optionalFields === undefined ? {} : { optionalFields: await encrypt(optionalFields) }),
    returnUrl: await encrypt(returnUrl),
    reference: await encrypt(reference),
    subMerchantId: await encrypt(subMerchantId),
    amount: await encrypt(amount),
    payMode: await encrypt(payMode)
  })
  const query = Object.entries(wire).map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
  return `${origin}${eazypayRedirect.path}?${query.join("&")}`
}

const check = ({ reference, subMerchantId, amount, payMode, more = [] }: PaymentPage, key: string): void => {
  const refuse = (what: string): never => {
    throw new RangeError(`${eazypayRedirect.id}: ${what}`)
  }
  if (new TextEncoder().encode(key).length !== 16) refuse("key: 16 characters")
  if (reference === "" || [reference, ...more].some((field) => field.includes("|"))) refuse("reference: not empty, and no field holds |")
  if (!/^\d+$/.test(subMerchantId)) refuse("subMerchantId: digits")
  if (!/^(?=.{1,9}$)\d+(?:\.\d{1,2})?$/.test(amount)) refuse("amount: rupees with at most two decimals, at most 9 characters")
  if (!/^\d$/.test(payMode)) refuse("payMode: one digit")
}

/** WebCrypto has no ECB: a block of it is the first block of CBC under an IV of zeros. */
const encrypter = async (key: string): Promise<(text: string) => Promise<string>> => {
  const aes = await crypto.subtle.importKey("raw", new TextEncoder().encode(key), "AES-CBC", false, ["encrypt"])
  const encryptBlock = async (block: Uint8Array<ArrayBuffer>): Promise<Uint8Array> =>
    new Uint8Array(await crypto.subtle.encrypt({ name: "AES-CBC", iv: new Uint8Array(16) }, aes, block)).subarray(0, 16)
  return async (text) => {
    const bytes = new TextEncoder().encode(text)
    const padding = 16 - (bytes.length % 16)
    const padded = new Uint8Array(bytes.length + padding).fill(padding)
    padded.set(bytes)
    const blocks = await Promise.all(Array.from({ length: padded.length / 16 }, (_, i) => encryptBlock(padded.slice(i * 16, i * 16 + 16))))
    return btoa(String.fromCharCode(...blocks.flatMap((block) => [...block])))
  }
}
