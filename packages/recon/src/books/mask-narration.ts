const LONG_DIGITS = /\d{9,18}/g
const UPI_ADDRESS = /([\w.-]{2,})@([a-z]{2,})/gi

/**
 * A narration as a report shows it: evidence, without the payee's account or UPI address. What is a bank's number stays: 12 digits after
 * the rail (RRN, host reference), and UTRs, which begin with letters. Every other run of 9 to 18 digits may be an account.
 */
export const maskNarration = (narration: string): string =>
  narration
    .split("/")
    .map((part, index) => {
      const isBankNumber = index > 0 && /^\d{12}$/.test(part.trim())
      const shown = isBankNumber ? part : part.replace(LONG_DIGITS, maskDigits)
      return shown.replace(UPI_ADDRESS, (_, name: string, bank: string) => `${name.slice(0, 2)}...@${bank}`)
    })
    .join("/")

/** A UTR is letters and digits in one word: its digits are left alone. */
const maskDigits = (digits: string, at: number, whole: string): string => (/[A-Za-z]/.test(whole[at - 1] ?? "") ? digits : `..${digits.slice(-4)}`)
