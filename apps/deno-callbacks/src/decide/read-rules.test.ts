import { expect, it } from "vitest"
import { applyRules, readRules } from "./read-rules.ts"

const held = { virtualAccount: "ASHA00000001", mode: "UPI", amountPaise: 100_000n }

it("the first rule that fits decides; all that it names must fit", () => {
  const rules = readRules(JSON.stringify([
    { virtualAccount: "ASHA00000009", decide: "reject" },
    { modes: ["NEFT"], decide: "reject" },
    { leastPaise: "100001", decide: "reject" },
    { mostPaise: "99999", decide: "reject" },
    { virtualAccount: "ASHA*", modes: ["UPI", "IMPS"], leastPaise: "100000", mostPaise: "100000", decide: "accept" },
    { decide: "reject" }
  ]))
  expect(applyRules(rules, held)).toBe("accept")
  expect(applyRules(rules, { ...held, virtualAccount: "ASHA00000009" })).toBe("reject")
  expect(applyRules([], held)).toBeUndefined()
})

it.each([
  ["no JSON", "{", /not JSON/],
  ["no list", "{}", /a JSON list/],
  ["no rule", "[1]", /rule 1: an object/],
  ["a misspelt field", '[{ "decide": "accept" }, { "mode": ["UPI"], "decide": "accept" }]', /rule 2: unknown field/],
  ["no word", "[{}]", /decide must be accept or reject/],
  ["an odd account", '[{ "virtualAccount": "*A", "decide": "accept" }]', /virtualAccount must be/],
  ["an odd mode", '[{ "modes": ["CASH"], "decide": "accept" }]', /modes must be/],
  ["rupees", '[{ "mostPaise": "10.50", "decide": "accept" }]', /mostPaise must be a text with paise/],
  ["a number", '[{ "leastPaise": 10, "decide": "accept" }]', /leastPaise must be a text with paise/]
])("%s is refused", (_, text, words) => {
  expect(() => readRules(text)).toThrow(words)
})
