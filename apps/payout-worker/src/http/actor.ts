import { ACTOR_HEADER, readActorHeader, requireActorHeader } from "@hundi/operations/http"
import type { Context } from "hono"

/**
 * Who calls: the header `X-Hundi-Actor`, which your own sign-in sets. Undefined when it is left out.
 * @throws ProblemError for another than 1 to 64 visible characters
 */
export const readActor = (c: Context): string | undefined => readActorHeader(c.req.header(ACTOR_HEADER))

/** @throws ProblemError when the header is left out, or holds no name */
export const requireActor = (c: Context): string => requireActorHeader(c.req.header(ACTOR_HEADER))
