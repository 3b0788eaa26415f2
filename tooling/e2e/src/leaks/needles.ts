import type { Planted } from "./plant.ts"

/** One way in which a planted value may be written. `text` is in small letters. */
export interface Needle {
  readonly planted: Planted
  readonly form: string
  readonly text: string
}

/** Shorter than this, a hit would be chance. */
const SHORTEST = 5
/** A secret's beginning or end tells enough to look it up. */
const PART = 8

/** Every form in which a planted value is sought: as it is, base64 in each alignment, hex, URL-encoded, escaped, in part; in any case. */
export const needlesOf = (planted: Planted): readonly Needle[] => {
  const { value } = planted
  const forms = typeof value === "string" ? textForms(planted, value) : byteForms(value)
  const seen = new Set<string>()
  return forms.flatMap(([form, text]) => {
    const small = text.toLowerCase()
    if (small.length < SHORTEST || seen.has(small)) return []
    seen.add(small)
    return [{ planted, form, text: small }]
  })
}

type Form = readonly [form: string, text: string]

const secret: ReadonlySet<Planted["kind"]> = new Set<Planted["kind"]>(["api key", "passcode", "session token", "private key"])

const textForms = ({ kind }: Planted, value: string): readonly Form[] => [
  ["as it is", value],
  ...encodedForms(Buffer.from(value, "utf8")),
  ["URL-encoded", encodeURIComponent(value)],
  ["form-encoded", new URLSearchParams([["v", value]]).toString().slice(2)],
  ["JSON-escaped", JSON.stringify(value).slice(1, -1)],
  ["escaped", [...value].map((character) => escape(character)).join("")],
  ["HTML-escaped", value.replaceAll("&", "&amp;").replaceAll("+", "&#43;").replaceAll("@", "&#64;")],
  ["backwards", [...value].reverse().join("")],
  ...(secret.has(kind) ? [["beginning", value.slice(0, PART)] as const, ["end", value.slice(-PART)] as const] : [])
]

/** Bytes print as hex, as base64, or as a list of numbers: any eight of them in a row are found. */
const byteForms = (value: Uint8Array): readonly Form[] => {
  const bytes = Buffer.from(value)
  const windows = Array.from({ length: Math.floor(bytes.length / PART) }, (_, index) => bytes.subarray(index * PART, (index + 1) * PART))
  return [
    ...encodedForms(bytes),
    ...windows.flatMap((window): readonly Form[] => [
      ["hex, in part", window.toString("hex")],
      ["numbers", [...window].join(",")],
      ["numbers", [...window].join(", ")]
    ]),
    ["numbers by index", [...bytes.subarray(0, PART)].map((byte, index) => `"${index}":${byte}`).join(",")]
  ]
}

const encodedForms = (bytes: Buffer): readonly Form[] => [
  ["hex", bytes.toString("hex")],
  ...[0, 1, 2].flatMap((shift): readonly Form[] => {
    const inside = base64Inside(bytes, shift)
    return [
      [`base64, alignment ${shift}`, inside],
      [`base64url, alignment ${shift}`, inside.replaceAll("+", "-").replaceAll("/", "_")]
    ]
  })
]

/** The letters of a base64 text that the bytes alone decide, when `shift` other bytes come before them. */
const base64Inside = (bytes: Buffer, shift: number): string => {
  const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString("base64").replace(/=+$/, "")
  const start = Math.ceil((shift * 8) / 6)
  const end = Math.floor(((shift + bytes.length) * 8) / 6)
  const inside = text.slice(start, end)
  // Fewer letters than this are found in any long base64 text.
  return inside.length < 7 ? "" : inside
}

const escape = (character: string): string => {
  const code = character.codePointAt(0) ?? 0
  return code < 128 ? character : `\\u${code.toString(16).padStart(4, "0")}`
}
