/** Paise as rupees with two decimals and no sign. */
export const rupeesText = (paise: bigint): string => {
  const digits = (paise < 0n ? -paise : paise).toString().padStart(3, "0")
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** The same with a minus below zero. */
export const signedRupees = (paise: bigint): string => (paise < 0n ? "-" : "") + rupeesText(paise)

/** With Indian digit grouping, 1,00,000.00, as BALANCE has it (fact file composite-and-cib, rule "CIB statement"). */
export const groupedRupees = (paise: bigint): string => {
  const [whole = "", decimals = ""] = rupeesText(paise).split(".")
  const head = whole.slice(0, -3).replace(/\B(?=(\d\d)+$)/g, ",")
  return `${paise < 0n ? "-" : ""}${head === "" ? "" : `${head},`}${whole.slice(-3)}.${decimals}`
}
