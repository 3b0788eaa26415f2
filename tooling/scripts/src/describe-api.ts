import { join } from "node:path"
import ts from "typescript"

/**
 * The exported declarations of entry files, as declaration text without comments, sorted by name.
 *
 * @param entries - the entry file (absolute) behind each import specifier
 * @returns the declarations by specifier
 */
export function describeApi(root: string, entries: readonly ApiEntry[]): ReadonlyMap<string, readonly string[]> {
  const program = createProgram(root, entries)
  const checker = program.getTypeChecker()
  const emitted = new Map<string, ts.SourceFile>()
  const declarationsOf = (file: ts.SourceFile): ts.SourceFile => {
    const cached = emitted.get(file.fileName) ?? emitDeclarations(program, file)
    emitted.set(file.fileName, cached)
    return cached
  }
  return new Map(
    entries.map(({ specifier, file }) => {
      const symbol = checker.getSymbolAtLocation(program.getSourceFile(file) ?? raise(`${file} is not in the program`))
      const exported = symbol === undefined ? [] : checker.getExportsOfModule(symbol)
      const texts = exported.flatMap((member) => describeExport(checker, member, declarationsOf))
      return [specifier, [...new Set(texts)].sort(byName)]
    })
  )
}

export interface ApiEntry {
  readonly specifier: string
  readonly file: string
}

function createProgram(root: string, entries: readonly ApiEntry[]): ts.Program {
  const { config } = ts.readConfigFile(join(root, "tsconfig.base.json"), (path) => ts.sys.readFile(path)) as { config: unknown }
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root)
  return ts.createProgram(
    entries.map(({ file }) => file),
    { ...options, noEmit: false, declaration: true, emitDeclarationOnly: true, removeComments: true }
  )
}

/** A name may stand for a value and a type at once; each declaration is one text. */
function describeExport(
  checker: ts.TypeChecker,
  member: ts.Symbol,
  declarationsOf: (file: ts.SourceFile) => ts.SourceFile
): readonly string[] {
  const target = (member.flags & ts.SymbolFlags.Alias) === 0 ? member : checker.getAliasedSymbol(member)
  const declarations = target.declarations ?? []
  return declarations.flatMap((declaration) => {
    const file = declaration.getSourceFile()
    if (/\/node_modules\//.test(file.fileName)) return [`export { ${member.name} } // from another package`]
    if (ts.isSourceFile(declaration)) return [`export * as ${member.name}`]
    const texts = findStatements(declarationsOf(file), target.name === "default" ? member.name : target.name)
    if (texts.length === 0) return [`export { ${member.name} }`]
    return member.name === target.name ? texts : texts.map((text) => `// exported as ${member.name}\n${text}`)
  })
}

function emitDeclarations(program: ts.Program, file: ts.SourceFile): ts.SourceFile {
  let text = ""
  const { diagnostics } = program.emit(file, (_name, content) => (text = content), undefined, true)
  // A type that cannot be written down is emitted as `any`: users would get it without a word.
  if (diagnostics.length > 0) raise(`${file.fileName}: ${ts.flattenDiagnosticMessageText(diagnostics[0]?.messageText, "\n")}`)
  return ts.createSourceFile(`${file.fileName}.d.ts`, text, ts.ScriptTarget.Latest, true)
}

/** The statements of a declaration file that declare a name, `export declare` and layout normalised away. */
function findStatements(file: ts.SourceFile, name: string): readonly string[] {
  return file.statements.flatMap((statement) => {
    if (ts.isVariableStatement(statement)) {
      // `class X extends f(...)` is declared through a constant X_base that holds all there is to see.
      const wanted = [name, `${name}_base`]
      const own = statement.declarationList.declarations.filter((declaration) => wanted.includes(declaration.name.getText(file)))
      return own.map((declaration) => `const ${normalise(declaration.getText(file))}`)
    }
    const named = statement as ts.Statement & { readonly name?: ts.Node }
    return named.name?.getText(file) === name ? [normalise(statement.getText(file))] : []
  })
}

function normalise(text: string): string {
  return text
    .replace(/^export\s+/, "")
    .replace(/^declare\s+/, "")
    .replaceAll(/;$/gm, "")
    .replaceAll("    ", "  ")
}

function byName(left: string, right: string): number {
  const a = sortKey(left)
  const b = sortKey(right)
  return a < b ? -1 : a > b ? 1 : 0
}

function sortKey(text: string): string {
  const name = /(?:const|function|class|interface|type|enum|namespace)\s+([\w$]+)/.exec(text)?.[1] ?? ""
  return `${name.toLowerCase()} ${text}`
}

function raise(message: string): never {
  throw new Error(message)
}
