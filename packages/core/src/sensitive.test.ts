import { inspect } from "node:util"
import { expect, it } from "vitest"
import { Sensitive } from "./sensitive.ts"

const account = new Sensitive("000123456789")

it.each([
  ["a string", String(account)],
  ["a template", `${account}`],
  ["JSON", JSON.stringify({ account })],
  ["inspect", inspect({ account }, { depth: 9, showHidden: true })],
  ["its own properties", JSON.stringify(Object.getOwnPropertyDescriptors(account))]
])("L10: as %s only the tail shows", (_, text) => {
  expect(text).not.toContain("12345")
})

it("L10: of a short text nothing shows", () => {
  expect(String(new Sensitive("12345678"))).toBe("XXXXXXXX")
  expect(String(new Sensitive("123456789"))).toBe("XXXXX6789")
  expect(String(new Sensitive("Asha Rao", 0))).toBe("XXXXXXXX")
})
