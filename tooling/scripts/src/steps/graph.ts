import { layerOf, whyForbidden } from "@hundi/eslint-config/layers"
import type { Step } from "../step.ts"
import type { Project } from "../workspace.ts"
import { readWorkspace } from "../workspace.ts"
import { writeOrCompare } from "../write-or-compare.ts"

/** The package graph, generated from the package.json files, and the direction of every arrow in it. */
export const graph: Step = (options) => {
  const projects = readWorkspace(options.root)
  const stale = writeOrCompare(options, "docs/generated/packages.md", renderGraph(projects), "pnpm verify graph --write")
  return [...findWrongArrows(projects), ...stale]
}

/** Arrows that do not point to a lower layer, and folders without a layer. */
export function findWrongArrows(projects: readonly Project[]): readonly string[] {
  const lost = projects.filter(({ folder }) => layerOf(folder) === undefined)
  const wrong = arrowsOf(projects).flatMap(({ from, to, kind }) => {
    const why = whyForbidden(from, to)
    return why === undefined ? [] : [`${from}/package.json, ${kind}: ${why}`]
  })
  return [...lost.map(({ folder }) => `${folder} has no layer in tooling/eslint-config/src/layers.ts`), ...wrong]
}

/** The page, as text. */
export function renderGraph(projects: readonly Project[]): string {
  const arrows = arrowsOf(projects)
  const shipped = projects.filter(({ folder }) => !folder.startsWith("tooling/"))
  const lines = [
    "# Packages and layers",
    "",
    "Generated from the package.json files by `pnpm verify graph --write`; do not edit. An arrow may only point to a lower layer",
    "(`tooling/eslint-config/src/layers.ts`); the lint rule `hundi/layers` checks every import, `pnpm verify graph` every package.json.",
    "",
    "```mermaid",
    "graph TD"
  ]
  for (const layer of [...new Set(shipped.map(layerText))].sort().reverse()) {
    lines.push(`  subgraph ${layer}`)
    for (const { folder } of shipped.filter((project) => layerText(project) === layer)) lines.push(`    ${id(folder)}["${short(folder)}"]`)
    lines.push("  end")
  }
  const drawn = new Set(shipped.map(({ folder }) => folder))
  for (const { from, to, kind } of arrows) {
    if (drawn.has(from) && drawn.has(to)) lines.push(`  ${id(from)} ${kind === "devDependencies" ? "-.->" : "-->"} ${id(to)}`)
  }
  lines.push("```", "", "| folder | layer | npm | depends on | other packages |", "|---|---|---|---|---|")
  for (const project of projects) lines.push(`| ${rowOf(project, arrows).join(" | ")} |`)
  return `${lines.join("\n")}\n`
}

interface Arrow {
  readonly from: string
  readonly to: string
  readonly kind: (typeof kinds)[number]
}

const kinds = ["dependencies", "peerDependencies", "optionalDependencies", "devDependencies"] as const

function arrowsOf(projects: readonly Project[]): readonly Arrow[] {
  const folders = new Map(projects.map(({ folder, manifest }) => [manifest.name, folder]))
  return projects.flatMap(({ folder: from, manifest }) =>
    kinds.flatMap((kind) =>
      Object.keys(manifest[kind] ?? {})
        .sort()
        .flatMap((name) => {
          const to = folders.get(name)
          return to === undefined ? [] : [{ from, to, kind }]
        })
    )
  )
}

function rowOf({ folder, manifest }: Project, arrows: readonly Arrow[]): readonly string[] {
  const own = arrows.filter(({ from }) => from === folder)
  const inside = own.map(({ to, kind }) => `${short(to)}${kind === "devDependencies" ? " (dev)" : ""}`)
  const outside = [...Object.keys(manifest.dependencies ?? {}), ...Object.keys(manifest.peerDependencies ?? {}).map((name) => `${name} (peer)`)]
  return [
    folder,
    String(layerOf(folder) ?? "?"),
    manifest.private === true ? "private" : manifest.name,
    inside.join(", ") || "-",
    outside.filter((name) => !name.startsWith("@hundi/")).sort().join(", ") || "-"
  ]
}

function layerText({ folder }: Project): string {
  return `L${layerOf(folder) ?? "?"}`
}

function short(folder: string): string {
  return folder.replace(/^packages\//, "")
}

/** Mermaid ids must not contain slashes or hyphens followed by `>`. */
function id(folder: string): string {
  return folder.replaceAll(/[^a-z0-9]/g, "_")
}
