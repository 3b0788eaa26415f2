import { deno } from "./deno.ts"

/** A file's text; undefined when it is not there. */
export const readTextFile = (path: string): string | undefined => {
  try {
    return deno.readTextFileSync(path)
  } catch (error) {
    if (error instanceof deno.errors.NotFound) return undefined
    throw error
  }
}
