import { readFileSync } from "node:fs"
import { expect, it, vi } from "vitest"

const read = (file: string): string => readFileSync(new URL(`../${file}`, import.meta.url), "utf8")

const run = async (load: () => Promise<unknown>): Promise<readonly unknown[][]> => {
  const log = vi.spyOn(console, "log").mockImplementation(() => undefined)
  await load()
  const printed = log.mock.calls.map((values) => [...values] as unknown[])
  log.mockRestore()
  return printed
}

it("the naive client is caught paying twice; the README shows it, and such a story", async () => {
  const printed = (await run(() => import("../examples/naive-client.ts"))).map(([text]) => String(text))
  const [count, story, replay] = printed
  expect(Number(/^paid twice: (\d+) of 40$/.exec(count ?? "")?.[1])).toBeGreaterThan(5)
  expect(story).toMatch(/pay\("P\d+"\) is called[\s\S]*client: sends a payment[\s\S]*bank: debits Rs [\d.]+[\s\S]*PAID TWICE/)
  expect(replay).toMatch(/^seed 1: /)
  expect(read("README.md")).toContain(`\`\`\`ts\n${read("examples/naive-client.ts")}\`\`\`\n`)
  // The numbers change with what the simulated bank can do; the shape does not.
  expect(read("README.md")).toMatch(/```\npaid twice: \d+ of 40\nP\d+: [\s\S]*PAID TWICE[\s\S]*\nseed 1: [^\n]*\n```\n/)
})

it("the careful client is not", async () => {
  const printed = await run(() => import("../examples/careful-client.ts"))
  expect(printed).toEqual([["nobody was paid twice", expect.objectContaining({ paid: expect.any(Number) as number }) as unknown]])
  expect(read("README.md")).toContain(`\`\`\`ts\n${read("examples/careful-client.ts")}\`\`\`\n`)
})
