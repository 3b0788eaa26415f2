import { isFields } from "../wire.ts"
import { idirectRecords } from "./idirect-records.data.ts"

/**
 * The first row that the document prints for a call, under `container` where it has one: what a handler does not decide keeps the
 * printed value, so that a reply has all the fields of its call.
 */
export const templateOf = (id: string, container?: string): Readonly<Record<string, unknown>> => {
  const success = idirectRecords.find((record) => record.id === id)?.reply?.Success
  const found: unknown = container !== undefined && isFields(success) ? success[container] : success
  const first: unknown = Array.isArray(found) ? found[0] : found
  if (!isFields(first)) throw new Error(`The document prints no reply for ${id}`)
  return first
}
