import { answerProblem } from "./answer.ts"

/** A Response when the call does not carry the token. Compared by digest, so that neither length nor content shows in the time it takes. */
export const checkToken = async (request: Request, token: string): Promise<Response | undefined> => {
  const [given, wanted] = await Promise.all([digest(request.headers.get("authorization") ?? ""), digest(`Bearer ${token}`)])
  let difference = 0
  for (const [index, byte] of given.entries()) difference |= byte ^ (wanted[index] ?? 0)
  if (difference === 0) return undefined
  return answerProblem(
    { status: 401, code: "UNAUTHORIZED", title: "A token is needed", field: "Authorization", rule: "Bearer, and the token of HUNDI_TOKEN" },
    { "www-authenticate": 'Bearer realm="hundi-edge"' }
  )
}

const digest = async (text: string): Promise<Uint8Array> => new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)))
