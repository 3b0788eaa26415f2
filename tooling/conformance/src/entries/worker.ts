import { DurableObject, type ObjectNamespace } from "cloudflare:workers"
import { openObjectJournal } from "../../../../apps/edge-worker/src/journal/open-object-journal.ts"
import { bindSuites } from "../bind-suites.ts"
import { capabilities } from "../capabilities.ts"
import { runSuites } from "../run-suites.ts"

/** Runs the suites inside one request of an object: outside of one, workerd has neither timers nor random numbers, nor a disk. */
export class Suites extends DurableObject {
  override async fetch(request: Request): Promise<Response> {
    const { storage } = this.ctx
    const runtime = "process" in globalThis ? "workerd" : "workerd-bare"
    const env = { runtime, has: capabilities[runtime] } as const
    const openInObject = async () => {
      await storage.deleteAll()
      return openObjectJournal(storage, 0).journal
    }
    return Response.json(await runSuites(bindSuites(env, openInObject), env, new URL(request.url).searchParams.get("version") ?? ""))
  }
}

const worker = {
  fetch: (request: Request, { SUITES }: { readonly SUITES: ObjectNamespace }): Promise<Response> => SUITES.getByName("suites").fetch(request)
}

export default worker
