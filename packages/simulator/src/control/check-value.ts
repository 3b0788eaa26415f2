/** The part of JSON Schema (2020-12, as OpenAPI 3.1 takes it) that the control plane describes its requests with. */
export type Schema =
  | { readonly type: "object"; readonly properties?: Readonly<Record<string, Schema>>; readonly required?: readonly string[]
    readonly additionalProperties?: boolean; readonly description?: string }
  | { readonly type: "array"; readonly items: Schema; readonly description?: string }
  | { readonly type: "string"; readonly enum?: readonly string[]; readonly minLength?: number; readonly pattern?: string; readonly description?: string }
  | { readonly type: "integer" | "number"; readonly minimum?: number; readonly maximum?: number; readonly description?: string }
  | { readonly type: "boolean"; readonly description?: string }
  | { readonly type: readonly ("string" | "integer")[]; readonly description?: string }

/** What is wrong with a value, by the name of the field; undefined when it is as the schema says. */
export const refuseValue = (schema: Schema, value: unknown, name = ""): string | undefined => {
  const what = name === "" ? "The body" : name
  if (typeof schema.type !== "string") {
    const isOne = typeof value === "string" || (typeof value === "number" && Number.isInteger(value))
    return isOne ? undefined : `${what} must be a text`
  }
  switch (schema.type) {
    case "object":
      return refuseObject(schema, value, name)
    case "array":
      if (!Array.isArray(value)) return `${what} must be a list`
      return first(value, (one, index) => refuseValue(schema.items, one, `${what}[${index}]`))
    case "boolean":
      return typeof value === "boolean" ? undefined : `${what} must be true or false`
    case "string":
      return refuseText(schema, value, what)
    default:
      return refuseNumber(schema, value, what)
  }
}

type ObjectSchema = Extract<Schema, { readonly type: "object" }>
type TextSchema = Extract<Schema, { readonly type: "string" }>
type NumberSchema = Extract<Schema, { readonly type: "integer" | "number" }>

const refuseObject = (schema: ObjectSchema, value: unknown, name: string): string | undefined => {
  const what = name === "" ? "The body" : name
  if (typeof value !== "object" || value === null || Array.isArray(value)) return `${what} must be ${name === "" ? "a JSON object" : "an object"}`
  const { properties = {}, required = [], additionalProperties = true } = schema
  const fields = value as Readonly<Record<string, unknown>>
  const path = (field: string): string => (name === "" ? field : `${name}.${field}`)
  // A field that nobody knows is an error: ignored, a fault for one payment would turn into a fault for all.
  const unknown = additionalProperties ? undefined : Object.keys(fields).find((field) => !Object.hasOwn(properties, field))
  if (unknown !== undefined) return `${what} knows ${Object.keys(properties).join(", ")}, not ${unknown.slice(0, 50)}`
  const missing = required.find((field) => fields[field] === undefined)
  if (missing !== undefined) return `${path(missing)} is missing`
  return first(Object.entries(properties), ([field, inner]) =>
    (fields[field] === undefined ? undefined : refuseValue(inner, fields[field], path(field))))
}

const refuseText = (schema: TextSchema, value: unknown, what: string): string | undefined => {
  if (typeof value !== "string") return `${what} must be a text`
  if (schema.enum !== undefined && !schema.enum.includes(value)) return `${what} must be one of ${schema.enum.join(", ")}`
  if (schema.minLength !== undefined && value.trim().length < schema.minLength) return `${what} must be a text that is not empty`
  return schema.pattern === undefined || new RegExp(schema.pattern).test(value) ? undefined : `${what} must have the form ${schema.pattern}`
}

const refuseNumber = (schema: NumberSchema, value: unknown, what: string): string | undefined => {
  const { minimum = -Infinity, maximum = Infinity } = schema
  const isKind = typeof value === "number" && (schema.type === "number" || Number.isInteger(value))
  if (isKind && value >= minimum && value <= maximum) return undefined
  const range = maximum === Infinity ? `from ${minimum}` : `from ${minimum} to ${maximum}`
  return `${what} must be a ${schema.type === "integer" ? "whole number" : "number"} ${range}`
}

const first = <T>(values: readonly T[], refuse: (value: T, index: number) => string | undefined): string | undefined => {
  for (const [index, value] of values.entries()) {
    const refusal = refuse(value, index)
    if (refusal !== undefined) return refusal
  }
  return undefined
}
