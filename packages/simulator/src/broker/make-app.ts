import { drawText } from "../random.ts"
import type { BrokerApp } from "./broker-types.ts"

const DIGITS = "0123456789"
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

/**
 * Made-up credentials for the `number`-th app of a seed. Keys have punctuation as the printed ones do (fact file idirect.json, rule
 * "appkey"): a client that forgets to escape them should learn it here. Session tokens are short numbers (rule "session").
 */
export const makeApp = (seed: number, number: number, name: string): BrokerApp => {
  const draw = (alphabet: string, length: number, field: string): string => drawText(alphabet, length, seed, "broker app", number, field)
  return {
    name,
    appKey: draw(`${DIGITS}${LETTERS}$_)*+!&~^`, 32, "appKey"),
    secretKey: draw(`${DIGITS}${LETTERS}$_)*+!&~^`, 32, "secretKey"),
    userId: `SIM${draw("ABCDEFGHJKLMNPQRSTUVWXYZ", 3, "userId")}${String(number + 1).padStart(3, "0")}`,
    apiSession: draw(DIGITS, 8, "apiSession"),
    sessionToken: `${draw("123456789", 1, "session")}${draw(DIGITS, 6, "sessionToken")}`
  }
}
