import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { familyFolders } from "../catalogue/gather-declarations.ts"
import { declarationText, sampleText } from "./templates.ts"

/** What was written, by paths from the root. */
export interface NewApi {
  readonly files: readonly string[]
}

/**
 * Writes a declaration and its sample, and nothing else: what is made from declarations, the families included, is brought up to date by
 * the generator of the catalogue.
 *
 * @returns what was written, or in words why nothing was
 */
export function newApi(root: string, family: string, operation: string): NewApi | string {
  if (!isFamily(family)) return `no family ${JSON.stringify(family)}: one of ${familyFolders.join(", ")}`
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(operation)) return "the operation is kebab-case, such as lien-enquiry"
  const folder = `packages/catalog/src/${family}`
  const [file, sample] = [`${folder}/${operation}.ts`, `${folder}/${operation}.sample.ts`]
  const name = camel(operation)
  const taken = [file, sample].find((one) => existsSync(join(root, one)))
  if (taken !== undefined) return `${taken} exists`
  const holder = findHolder(join(root, folder), name, `${family}.${name}`)
  if (holder !== undefined) return `${folder}/${holder} has ${name} or the id ${family}.${name} already`
  writeFileSync(join(root, file), declarationText({ family, operation, name }), { flag: "wx" })
  writeFileSync(join(root, sample), sampleText(name), { flag: "wx" })
  return { files: [file, sample] }
}

const isFamily = (family: string): boolean => (familyFolders as readonly string[]).includes(family)

const camel = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

/** A file of the family that exports the name, or declares the id. */
const findHolder = (folder: string, name: string, id: string): string | undefined =>
  readdirSync(folder)
    .filter((file) => file.endsWith(".ts") && !/\.test\.ts$/.test(file))
    .find((file) => {
      const text = readFileSync(join(folder, file), "utf8")
      return new RegExp(`\\bexport const ${name}\\b|\\{[^}]*\\b${name}\\b[^}]*\\} from`).test(text) || text.includes(`id: "${id}"`)
    })
