import type { AnyCodec } from "@hundi/catalog"
import type * as JsonSchema from "effect/JsonSchema"
import * as Schema from "effect/Schema"
import * as SchemaAST from "effect/SchemaAST"

/** What the bank sends or takes, as JSON Schema, draft 2020-12. The names in it are the bank's. */
export function wireSchemaOf(codec: AnyCodec): JsonSchema.JsonSchema {
  const wire = wireOf(codec.ast)
  if (isOpen(wire.ast)) return { type: "object" }
  const { schema, definitions } = Schema.toJsonSchemaDocument(wire)
  return Object.keys(definitions).length === 0 ? schema : { ...schema, $defs: definitions }
}

/**
 * The schema of a codec's encoded side.
 *
 * Some replies are read from a record of anything, because the bank spells their keys in several ways: then the names stand in the code
 * that writes them, and are found by writing.
 */
function wireOf(ast: SchemaAST.AST): Schema.Constraint {
  const link = ast.encoding?.at(-1)
  if (link === undefined) return rebuild(ast)
  const inside = ast.encoding?.at(-2)?.to ?? ast
  if (!isOpen(link.to) || !SchemaAST.isObjects(inside) || inside.propertySignatures.length === 0) return wireOf(link.to)
  const { transformation } = link
  if (transformation._tag !== "Transformation" || transformation.encode._tag !== "Transform") return wireOf(link.to)
  const written = structOf(place(inside.propertySignatures, transformation.encode.transform as Write))
  return written.annotate({ description: "Keys as they are written; other spellings that sources have are read as well." })
}

type Write = (fields: Readonly<Record<string, string>>) => unknown

/** Where each of our fields comes to stand when it is written. */
function place(properties: readonly SchemaAST.PropertySignature[], write: Write): Tree {
  const byName = new Map(properties.map((property) => [String(property.name), property]))
  const grow = (value: unknown): Tree | SchemaAST.PropertySignature => {
    if (typeof value === "string") return byName.get(value) ?? fail(value)
    if (typeof value !== "object" || value === null || Array.isArray(value)) return fail(String(value))
    return new Map(Object.entries(value).map(([name, child]) => [name, grow(child)]))
  }
  const tree = grow(write(Object.fromEntries([...byName.keys()].map((name) => [name, name]))))
  return tree instanceof Map ? tree : fail("no object")
}

type Tree = ReadonlyMap<string, Tree | SchemaAST.PropertySignature>

const fail = (what: string): never => {
  throw new Error(`A reply cannot be told from what it writes: ${what}`)
}

function structOf(tree: Tree): Schema.Struct<Schema.Struct.Fields> {
  const shapeOf = (child: Tree | SchemaAST.PropertySignature): Schema.Constraint =>
    child instanceof Map ? Schema.optionalKey(structOf(child as Tree)) : fieldOf(child as SchemaAST.PropertySignature)
  return Schema.Struct(Object.fromEntries([...tree].map(([name, child]) => [name, shapeOf(child)])))
}

const fieldOf = ({ type }: SchemaAST.PropertySignature): Schema.Constraint => {
  const field = wireOf(type)
  return SchemaAST.isOptional(type) && !SchemaAST.isOptional(field.ast) ? Schema.optionalKey(field) : field
}

/** The same, with every part brought to its encoded side, and with patterns in the one form that JSON Schema can carry. */
function rebuild(ast: SchemaAST.AST): Schema.Constraint {
  if (SchemaAST.isObjects(ast) && ast.indexSignatures.length === 0) {
    return structOf(new Map(ast.propertySignatures.map((property) => [String(property.name), property])))
  }
  const item = SchemaAST.isArrays(ast) && ast.elements.length === 0 && ast.rest.length === 1 ? ast.rest[0] : undefined
  if (item !== undefined) return Schema.Array(wireOf(item))
  if (SchemaAST.isUnion(ast)) return Schema.Union(ast.types.map(wireOf))
  if (SchemaAST.isString(ast) && ast.checks !== undefined) {
    return ast.checks.reduce<Schema.String>((text, check) => text.check(exportable(check as SchemaAST.Check<string>)), Schema.String)
  }
  // JSON has no infinity, and Effect would list its names.
  if (SchemaAST.isNumber(ast) && ast.checks === undefined) return Schema.Finite
  return Schema.make(ast)
}

/** JavaScript's patterns without flags read text by halves of characters; those of JSON Schema read characters. Ours are plain ASCII. */
function exportable(check: SchemaAST.Check<string>): SchemaAST.Check<string> {
  const { id, payload } = (check.annotations?.["representation"] ?? {}) as { readonly id?: string; readonly payload?: RegExp }
  return id === "effect/schema/isPattern" && payload?.flags === "" ? Schema.isPattern(new RegExp(payload.source, "u")) : check
}

const isOpen = (ast: SchemaAST.AST): boolean => SchemaAST.isObjects(ast) && ast.propertySignatures.length === 0

/** The names of a wire schema, from the outside in: `XML.FILE_STATUS`, `fileDetails[].docName`. */
export function fieldNames(schema: JsonSchema.JsonSchema, before = ""): readonly string[] {
  const here = Object.entries((schema["properties"] ?? {}) as Readonly<Record<string, JsonSchema.JsonSchema>>).flatMap(([name, child]) => [
    before + name,
    ...fieldNames(child, `${before}${name}.`)
  ])
  const items = schema["items"] as JsonSchema.JsonSchema | undefined
  const inside = items === undefined ? [] : fieldNames(items, before.replace(/\.$/, "[]."))
  const branches = ((schema["anyOf"] ?? schema["oneOf"] ?? []) as readonly JsonSchema.JsonSchema[]).flatMap((one) => fieldNames(one, before))
  return [...new Set([...here, ...inside, ...branches])]
}
