import type { Refuse } from "./recon-input-error.ts"

/** An object of a JSON file. */
export type JsonPage = Readonly<Record<string, unknown>>

/**
 * The objects of a JSON file: one, a list of them, or one a line. A number keeps the text that it has in the file, since as a float it
 * could be another amount.
 *
 * @throws ReconInputError RECON_INPUT_TRUNCATED for JSON that breaks off, RECON_INPUT_FORMAT for anything but objects
 */
export const parsePages = (text: string, refuse: Refuse): readonly JsonPage[] => {
  let value: unknown
  try {
    value = parseExactly(text)
  } catch {
    value = parseLines(text, refuse)
  }
  const pages = Array.isArray(value) ? (value as readonly unknown[]) : [value]
  if (!pages.every(isJsonObject)) throw refuse("RECON_INPUT_FORMAT", 0, "the file is an object, or a list of them", "Save the bank's decrypted reply as it came.")
  return pages
}

/** An object that is no list. */
export const isJsonObject = (value: unknown): value is JsonPage => typeof value === "object" && value !== null && !Array.isArray(value)

const parseLines = (text: string, refuse: Refuse): readonly unknown[] =>
  text.split("\n").flatMap((line, index) => {
    if (line.trim() === "") return []
    try {
      return [parseExactly(line)]
    } catch {
      throw refuse("RECON_INPUT_TRUNCATED", index + 1, "the JSON ends or breaks off here", "The file is cut or damaged: fetch it again.")
    }
  })

const parseExactly = (text: string): unknown => {
  const keep = (_: string, value: unknown, context?: { readonly source?: string }): unknown =>
    typeof value === "number" ? (context?.source ?? String(value)) : value
  return JSON.parse(text, keep)
}
