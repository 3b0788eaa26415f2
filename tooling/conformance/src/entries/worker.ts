import { bindSuites } from "../bind-suites.ts"
import { capabilities } from "../capabilities.ts"
import { runSuites } from "../run-suites.ts"

/** Runs the suites inside one request: outside of one, workerd has neither timers nor random numbers. */
const worker = {
  async fetch(request: Request): Promise<Response> {
    const runtime = "process" in globalThis ? "workerd" : "workerd-bare"
    const env = { runtime, has: capabilities[runtime] } as const
    return Response.json(await runSuites(bindSuites(env), env, new URL(request.url).searchParams.get("version") ?? ""))
  }
}

export default worker
