import type { Partner } from "../bank-types.ts"

/**
 * The partner that an order to the control plane names: by apiKey, name or debit account. It may be left out while there is only
 * one.
 *
 * @throws RangeError that says which it lacks
 */
export const findPartner = (partners: readonly Partner[], wanted: unknown): Partner => {
  if (wanted !== undefined && typeof wanted !== "string") throw new RangeError("partner must be an apiKey, a name or a debit account")
  const isWanted = ({ apiKey, name, debitAccount }: Partner): boolean => [apiKey, name, debitAccount].includes(wanted ?? "")
  const found = wanted === undefined ? partners : partners.filter(isWanted)
  const [first] = found
  if (first === undefined) throw new RangeError(wanted === undefined ? "There is no partner yet" : "There is no such partner")
  if (found.length > 1) throw new RangeError("There are several: partner must be an apiKey, a name that only one has, or a debit account")
  return first
}
