import { readFileSync, writeFileSync } from "node:fs"
import { replaceBetweenMarks, writeFaultTables } from "./write-fault-tables.ts"

/** Writes the generated tables into the README: `node --conditions=hundi-source src/faults/update-readme.node.ts`. */
const file = new URL("../../README.md", import.meta.url)
const tables = writeFaultTables()
const text = Object.entries(tables).reduce((readme, [name, table]) => replaceBetweenMarks(readme, name, table), readFileSync(file, "utf8"))
writeFileSync(file, text)
