import { expect, it } from "vitest"
import { commandNames } from "./help.ts"
import { parseCommand } from "./parse-command.ts"

it("reads what npm start hands over", () => {
  expect(parseCommand(["demo", "--file", "F.csv", "--exit-when-done", "--json"])).toEqual({ name: "demo", file: "F.csv", exitWhenDone: true, json: true, host: undefined, seed: 1 })
  expect(parseCommand(["demo", "--", "--json"])).toMatchObject({ name: "demo", json: true })
  expect(parseCommand(["pay", "F.csv"])).toEqual({ name: "pay", file: "F.csv", json: false })
  expect(parseCommand(["resume", "imps"])).toEqual({ name: "resume", rail: "imps" })
  expect(parseCommand(["pause", "imps", "--reason", "bank call"])).toEqual({ name: "pause", rail: "imps", reason: "bank call" })
})

it.each(commandNames.map((name) => [name]))("%s has help of its own", (name) => {
  expect(parseCommand([name, "--help"])).toEqual({ name: "help", text: expect.stringContaining(`hundi-worker ${name}`) })
})

it.each([
  [["demo", "--fiel", "x"], /--fiel.*hundi-worker demo --help/],
  [["demo", "x"], /takes no arguments/],
  [["demo", "--seed", "1.5"], /--seed must be a whole number/],
  [["pay"], /takes one argument/],
  [["pause", "imps"], /--reason is needed/],
  [["pause", "cheque", "--reason", "x"], /there is no rail "cheque"/],
  [["resume", "cheque"], /there is no rail "cheque"; the rails are upi, imps/],
  [["pey"], /there is no command "pey"; the commands are demo/]
])("%j is refused with a reason", (args, message) => {
  expect(() => parseCommand(args)).toThrow(message)
})
