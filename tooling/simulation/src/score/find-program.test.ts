import { expect, it, vi } from "vitest"
import { findProgram } from "./find-program.ts"

it("takes the first command that works, and says so aloud when there is none", () => {
  const warn = vi.spyOn(console, "warn").mockReturnValue(undefined)
  expect(findProgram("A shell", { missing: "exit 1", sh: "exit 0" })).toBe("sh")
  expect(warn).not.toHaveBeenCalled()
  expect(findProgram("A tool", { missing: "no-such-program-here --version" })).toBeUndefined()
  expect(warn).toHaveBeenCalledWith(expect.stringContaining("NOTICE: A tool is not installed here"))
  warn.mockRestore()
})
