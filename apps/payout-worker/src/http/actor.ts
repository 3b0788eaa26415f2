import type { Context } from "hono"
import { invalidField } from "./problem.ts"

const HEADER = "X-Hundi-Actor"

/**
 * Who calls: the header `X-Hundi-Actor`, which your own sign-in sets. Undefined when it is left out.
 * @throws ProblemError for another than 1 to 64 visible characters
 */
export const readActor = (c: Context): string | undefined => {
  const given = c.req.header(HEADER)
  if (given === undefined) return undefined
  const actor = decode(given).trim()
  // Invisible characters would make two people of one.
  if (actor === "" || actor.length > 64 || /\p{C}/u.test(actor)) throw invalidField(HEADER, "1 to 64 visible characters: who says so")
  return actor
}

/** @throws ProblemError when the header is left out, or holds no name */
export const requireActor = (c: Context): string => {
  const actor = readActor(c)
  if (actor === undefined) throw invalidField(HEADER, "this header is required: who says so, 1 to 64 characters, as your own sign-in knows the person")
  return actor
}

/** Header bytes come as Latin-1; names of people are UTF-8. */
const decode = (text: string): string => {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(text, (symbol) => symbol.charCodeAt(0)))
  } catch {
    return text
  }
}
