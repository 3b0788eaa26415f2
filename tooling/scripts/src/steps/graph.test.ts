import { describe, expect, it } from "vitest"
import type { Project } from "../workspace.ts"
import { findWrongArrows, renderGraph } from "./graph.ts"

const project = (folder: string, manifest: Partial<Project["manifest"]> = {}): Project => ({
  folder,
  manifest: { name: `@hundi/${folder.replace(/.*\//, "")}`, ...manifest }
})

describe("findWrongArrows", () => {
  it("accepts arrows to lower layers", () => {
    const projects = [project("packages/core", { dependencies: { "@hundi/catalog": "workspace:*" } }), project("packages/catalog")]
    expect(findWrongArrows(projects)).toEqual([])
  })

  it("refuses an upward arrow in any kind of dependency", () => {
    for (const kind of ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"] as const) {
      const projects = [project("packages/catalog", { [kind]: { "@hundi/core": "workspace:*" } }), project("packages/core")]
      expect(findWrongArrows(projects)).toEqual([
        `packages/catalog/package.json, ${kind}: packages/catalog (layer 1) must not depend on packages/core (layer 2)`
      ])
    }
  })

  it("refuses a package without a layer, an app in an app, and what is forbidden by name", () => {
    expect(findWrongArrows([project("packages/new-one")])).toHaveLength(1)
    const apps = [project("apps/portal", { dependencies: { "@hundi/bank-sim": "workspace:*" } }), project("apps/bank-sim")]
    expect(findWrongArrows(apps)).toHaveLength(1)
    const core = [project("packages/core", { devDependencies: { "@hundi/checksum": "workspace:*" } }), project("packages/checksum")]
    expect(findWrongArrows(core)).toEqual(["packages/core/package.json, devDependencies: packages/core must not depend on packages/checksum"])
  })
})

it("renderGraph draws packages and apps, and lists tooling too", () => {
  const text = renderGraph([
    project("packages/catalog"),
    project("packages/core", { dependencies: { "@hundi/catalog": "workspace:*", zod: "1" }, peerDependencies: { effect: "4" } }),
    project("tooling/e2e", { private: true, dependencies: { "@hundi/core": "workspace:*" } })
  ])
  expect(text).toContain("  packages_core --> packages_catalog\n")
  expect(text).not.toContain("tooling_e2e")
  expect(text).toContain("| packages/core | 2 | @hundi/core | catalog | effect (peer), zod |")
  expect(text).toContain("| tooling/e2e | 6 | private | core | - |")
})
