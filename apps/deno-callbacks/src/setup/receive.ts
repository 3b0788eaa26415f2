import { verifyWebhook } from "@hundi/operations/outbox"
import { deno } from "../deno.ts"
import { readTextFile } from "../read-text-file.ts"

/** A stand-in for your own system, for a first try: checks each event's signature, and prints what it may give value to. */
const main = (): void => {
  const secrets = (readTextFile(".hundi/keys/webhook.secret") ?? "").split(/\s+/).filter((line) => line !== "")
  const seen = new Set<string>()
  deno.serve(
    {
      hostname: "127.0.0.1",
      port: 4400,
      onListen: () => console.log("waiting for events on http://127.0.0.1:4400"),
      onError: () => new Response(null, { status: 500 })
    },
    async (request) => {
      const body = await request.text()
      const checked = verifyWebhook({ headers: request.headers, body, secrets, now: Date.now() })
      if (checked.kind !== "valid") return new Response(null, { status: 400 })
      // At least once: handle each id once.
      if (!seen.has(checked.id)) console.log(describe(JSON.parse(body) as Told))
      seen.add(checked.id)
      return new Response(null, { status: 204 })
    }
  )
}

interface Told {
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
}

/** Names nobody. */
const describe = ({ type, data }: Told): string =>
  [type, data["subject"], data["value"] ?? data["trust"], data["decision"] ?? data["provedBy"] ?? ""].join(" ").trimEnd()

main()
