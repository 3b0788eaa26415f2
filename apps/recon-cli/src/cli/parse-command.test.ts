import { expect, it } from "vitest"
import { commandNames } from "./help.ts"
import { dateOf, needed, parseCommand, personOf } from "./parse-command.ts"

it("reads flags, lists and words", () => {
  expect(parseCommand(["run", "--statement", "a.csv", "--statement", "b.csv", "--save", "--by", "asha"])).toMatchObject({
    name: "run", flags: { statement: ["a.csv", "b.csv"], save: true, by: "asha", "dry-run": false, json: false, rules: undefined }
  })
  expect(parseCommand(["exceptions", "close", "5f3a91", "--reason", "known"])).toMatchObject({ words: ["close", "5f3a91"], flags: { reason: "known" } })
  // As a package manager hands it over.
  expect(parseCommand(["--", "merge", "aaaa", "bbbb"])).toMatchObject({ name: "merge", words: ["aaaa", "bbbb"] })
})

it.each(commandNames.map((name) => [name]))("%s --help shows examples first", (name) => {
  const help = parseCommand([name, "--help"])
  expect(help).toMatchObject({ name: "help", text: expect.stringMatching(new RegExp(`^hundi-recon ${name}[^]*?\\n\\n  hundi-recon ${name}`)) })
  expect(parseCommand(["help", name])).toEqual(help)
})

it.each([
  [["ruin"], 'there is no command "ruin"'], [["run", "--statment", "x"], /--statment.*hundi-recon run --help/], [["explain"], "takes one word"],
  [["merge", "one"], "takes 2 or more words"], [["run", "x"], "takes no words"]
])("%j is refused with a reason", (args, message) => expect(() => parseCommand(args)).toThrow(message))

it("a date exists, a needed flag is there, a person has a name", () => {
  expect(dateOf("2028-02-29", "from")).toBe("2028-02-29")
  for (const bad of ["2026-02-29", "2026-13-01", "1/2/2026"]) expect(() => dateOf(bad, "from")).toThrow("--from must be a date")
  expect(() => needed(" ", "out", "where to")).toThrow("--out is needed: where to")
  expect(personOf(undefined, { HUNDI_ACTOR: "asha" })).toBe("asha")
  expect(() => personOf(undefined, {})).toThrow("--by is needed")
})
