/** Is there a card number in this text? Runs of digits in groups count, unless they touch a letter: a UTR or a hash is none. */
export const hasCardNumber = (text: string): boolean => {
  for (const [run] of text.matchAll(RUNS)) {
    const groups = run.split(SEPARATORS)
    for (let from = 0; from < groups.length; from++) {
      let digits = ""
      for (let to = from; to < groups.length && digits.length < MAX_DIGITS; to++) {
        digits += groups[to] ?? ""
        if (isCardNumber(digits)) return true
      }
    }
  }
  return false
}

const MIN_DIGITS = 13
const MAX_DIGITS = 19

/**
 * First digits by length, of the schemes used in India and abroad: Visa, Mastercard, American Express, RuPay, Diners, Discover, JCB,
 * UnionPay, Maestro.
 */
const schemes: Readonly<Record<number, RegExp>> = {
  13: /^4/,
  14: /^3[068]/,
  15: /^3[47]/,
  16: /^(4|5[0-9]|2[2-7]|6|35|3[068]|8[12]|50[0-9])/,
  17: /^(5[06-8]|6)/,
  18: /^(5[06-8]|6)/,
  19: /^(4|5[06-8]|6|35|3[068])/
}

const isCardNumber = (digits: string): boolean =>
  digits.length >= MIN_DIGITS && digits.length <= MAX_DIGITS && schemes[digits.length]?.test(digits) === true && hasCheckDigit(digits)

/** The check digit of ISO/IEC 7812-1, annex B. */
const hasCheckDigit = (digits: string): boolean => {
  let sum = 0
  for (let at = 0; at < digits.length; at++) {
    const digit = digits.charCodeAt(digits.length - 1 - at) - 48
    sum += at % 2 === 0 ? digit : digit < 5 ? digit * 2 : digit * 2 - 9
  }
  return sum % 10 === 0 && !/^(\d)\1+$/.test(digits)
}

const RUNS = /(?<![0-9A-Za-z])\d+(?:[ .\-\u00a0\u2010-\u2015]\d+)*(?![0-9A-Za-z])/g
const SEPARATORS = /[^0-9]/
