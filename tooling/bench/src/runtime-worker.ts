import { prepare, type RuntimeTask } from "./runtime-entry.ts"

declare const TASK: RuntimeTask

const ready = prepare(TASK)

/** Its clock stands still while it computes: whoever asks for `?work=open&count=100` measures from outside. */
export default {
  fetch: async (request: Request): Promise<Response> => {
    const { searchParams } = new URL(request.url)
    const work = (await ready)[searchParams.get("work") === "open" ? "open" : "raw"]
    for (let left = Number(searchParams.get("count")); left > 0; left--) await work()
    return new Response("done")
  }
}
