const LEI = /^[0-9A-Z]{18}\d{2}$/

/**
 * Is this the form of a Legal Entity Identifier: 20 characters whose last two are check digits (ISO 17442, ISO 7064 MOD 97-10)?
 * It says nothing about whose it is.
 */
export const isLei = (text: string): boolean => {
  if (!LEI.test(text)) return false
  let remainder = 0
  for (const character of text) {
    for (const digit of String(Number.parseInt(character, 36))) remainder = (remainder * 10 + Number(digit)) % 97
  }
  return remainder === 1
}
