import { invalidField } from "./problem.ts"

/** The header that says who calls; your own sign-in sets it. */
export const ACTOR_HEADER = "X-Hundi-Actor"

/**
 * Who calls, from the value of `X-Hundi-Actor`. Undefined when it is left out.
 * @throws ProblemError for another than 1 to 64 visible characters
 */
export const readActorHeader = (given: string | null | undefined): string | undefined => {
  if (given === undefined || given === null) return undefined
  const actor = decode(given).trim()
  // Invisible characters would make two people of one.
  if (actor === "" || actor.length > 64 || /\p{C}/u.test(actor)) throw invalidField(ACTOR_HEADER, "1 to 64 visible characters: who says so")
  return actor
}

/** @throws ProblemError when the header is left out, or holds no name */
export const requireActorHeader = (given: string | null | undefined): string => {
  const actor = readActorHeader(given)
  if (actor === undefined) {
    throw invalidField(ACTOR_HEADER, "this header is required: who says so, 1 to 64 characters, as your own sign-in knows the person")
  }
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
