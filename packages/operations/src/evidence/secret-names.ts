/** A name that asks for the secret of a card or a payer: `payerMpin`, `card-cvv`, `OTP_CODE`; not `pinCode`, `shipping`, `otpRequired`. */
export const isSecretName = (key: string): boolean => {
  const words = wordsOf(key)
  if (words.includes("pin") && words.some((word) => postalWords.has(word))) return false
  if (namesSecret(words)) return true
  while (words.length > 1 && countingWords.has(words.at(-1) ?? "")) words.pop()
  return namesSecret(words)
}

const namesSecret = (words: readonly string[]): boolean => secretWords.has(words.at(-1) ?? "") || secretWords.has(words.slice(-2).join(""))

const wordsOf = (key: string): string[] =>
  key
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "")

/** Empty, masked (`***`, `XXXX`) and place-holding (`<secret>`) values give nothing away, and a yes or no is a setting. */
export const isShown = (text: string): boolean => !/^([\s*x•#.-]*|<[^>]*>|y|n|yes|no|true|false)$/i.test(text)

/** Names of numbers that are nobody's card; a name that says card is never one of them. */
export const isNumberedName = (key: string): boolean => {
  const name = wordsOf(key).join("")
  return NUMBERED.test(name) && !/card|pan$/.test(name)
}

/** `<cvv>123</cvv>`, `a=1&cvv=123`, `OTP: 123456`: in texts that are no JSON. */
export const hasNamedSecret = (text: string): boolean => NAMED_SECRET.test(text)

const NAMED_SECRET = /(?:^|[^a-z0-9])(?:cvv2?|cvc2?|mpin|upi[_-]?pin|atm[_-]?pin|otp|pin)["'&;]{0,6}\s*(?:[=:>]|is)\s*["'&;]{0,6}\d{3,8}(?!\d)/i

const NUMBERED = /(acc|acct|account|accounts)(no|num|number|id)?$|(rrn|utr|reference|refno|refnum|refnumber|uniqueid|seqno|txnid|txnno|urn|vpa)$/

const secretWords = new Set([
  ...["cvv", "cvv2", "cvc", "cvc2", "cvn", "cvn2", "csc", "cid2", "pin", "mpin", "tpin", "atmpin", "upipin", "cardpin", "pinblock"],
  ...["otp", "agotp", "totp", "track1", "track2", "cardcvv", "cardcvc", "cvvno", "cvvnumber", "securitycode", "verificationvalue"]
])
/** PIN codes of the post. */
const postalWords = new Set(["code", "codes", "postal", "post", "area", "city", "address", "zip", "district"])
const countingWords = new Set(["no", "number", "num", "code", "value", "data", "field"])
