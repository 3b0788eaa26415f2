import { expect, it } from "vitest"
import { commandNames } from "./help.ts"
import { parseCommand } from "./parse-command.ts"

it("reads what npm start hands over", () => {
  expect(parseCommand(["demo", "--file", "F.csv", "--exit-when-done", "--json"])).toEqual({ name: "demo", file: "F.csv", exitWhenDone: true, json: true, host: undefined, seed: 1, by: undefined })
  expect(parseCommand(["demo", "--", "--json"])).toMatchObject({ name: "demo", json: true })
  expect(parseCommand(["pay", "F.csv", "--by", "asha"])).toEqual({ name: "pay", file: "F.csv", json: false, by: "asha" })
  expect(parseCommand(["resume", "imps"])).toEqual({ name: "resume", rail: "imps" })
  expect(parseCommand(["pause", "imps", "--reason", "bank call"])).toEqual({ name: "pause", rail: "imps", reason: "bank call" })
})

it("reads what people decide and take out", () => {
  const word = { by: "ravi", reason: "invoice 17" }
  const flags = ["--by", "ravi", "--reason", "invoice 17"]
  expect(parseCommand(["approve", "P1", ...flags])).toEqual({ name: "approve", payoutId: "P1", action: "approve", ...word })
  expect(parseCommand(["approve", "P1", "--action", "release", ...flags])).toMatchObject({ action: "release" })
  expect(parseCommand(["reject", "P1", ...flags])).toEqual({ name: "reject", payoutId: "P1", ...word })
  expect(parseCommand(["policy", "check", "p.json"])).toEqual({ name: "policy", file: "p.json", json: false })
  expect(parseCommand(["webhooks", "replay", "--from", "2030-01-31T00:00:00+05:30", "--payout", "P1"])).toEqual({ name: "webhooks", act: "replay", from: Date.UTC(2030, 0, 30, 18, 30), payoutId: "P1" })
  expect(parseCommand(["webhooks", "dead"])).toEqual({ name: "webhooks", act: "dead", json: false })
  expect(parseCommand(["webhooks", "enable"])).toEqual({ name: "webhooks", act: "enable" })
  expect(parseCommand(["advice", "P1", "--html"])).toEqual({ name: "advice", payoutId: "P1", form: "html" })
  expect(parseCommand(["dossier", "P1", "--to", "c.pem", "--out", "d.jwe", ...flags])).toEqual({ name: "dossier", payoutId: "P1", to: "c.pem", out: "d.jwe", ...word })
  expect(parseCommand(["approvals-report", "--from", "2030-01-01", "--to", "2030-01-31", "--key", "k.pem"])).toMatchObject({ from: "2030-01-01", out: undefined })
  expect(parseCommand(["retention", "plan"])).toEqual({ name: "retention", json: false })
  expect(parseCommand(["migrate", "--seal"])).toEqual({ name: "migrate", seal: true })
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
  [["approve", "P1", "--by", "ravi"], /--reason is needed/],
  [["reject", "P1", "--reason", "x"], /--by is needed: who says so/],
  [["approve", "P1", "--by", "r", "--reason", "x", "--action", "yes"], /--action must be one of approve, not-a-duplicate/],
  [["policy", "show", "x"], /policy check FILE/],
  [["policy", "check"], /takes 2 arguments/],
  [["webhooks"], /dead, replay --from TIME, enable/],
  [["webhooks", "replay"], /--from is needed/],
  [["webhooks", "replay", "--from", "yesterday"], /--from must be a time/],
  [["advice", "P1", "--html", "--json"], /not both/],
  [["dossier", "P1", "--by", "r", "--reason", "x", "--out", "o"], /--to is needed/],
  [["approvals-report", "--from", "2030-02-30x", "--to", "2030-03-01", "--key", "k"], /--from must be a date/],
  [["retention"], /takes one argument/],
  [["pey"], /there is no command "pey"; the commands are demo/]
])("%j is refused with a reason", (args, message) => {
  expect(() => parseCommand(args)).toThrow(message)
})
