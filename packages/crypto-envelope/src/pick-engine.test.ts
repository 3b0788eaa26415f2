import { afterEach, expect, test, vi } from "vitest"

afterEach(() => {
  vi.restoreAllMocks()
  vi.resetModules()
})

test("a runtime without node:crypto is refused by name, not by a crash", async () => {
  vi.resetModules()
  vi.spyOn(process, "getBuiltinModule").mockReturnValue(undefined)
  const { pickEngine } = await import("./pick-engine.ts")
  const message = expect.stringContaining("node:crypto is missing") as string
  await expect(pickEngine()).rejects.toMatchObject({ code: "ENVELOPE_RUNTIME", message })
})

test("the engine is probed once", async () => {
  const { pickEngine } = await import("./pick-engine.ts")
  expect(await pickEngine()).toBe(await pickEngine())
})
