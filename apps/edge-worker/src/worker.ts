import { routeRequest } from "./http/route-request.ts"
import type { EdgeEnv } from "./settings.ts"

export { PayoutShard } from "./payout-shard.ts"

/** The payout worker at the edge. */
const worker = { fetch: (request: Request, env: EdgeEnv): Promise<Response> => routeRequest(request, env) }

export default worker
