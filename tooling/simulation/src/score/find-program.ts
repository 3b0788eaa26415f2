import { spawnSync } from "node:child_process"

/** The first of these commands whose check succeeds; undefined, and a notice, when the machine has none of them. */
export const findProgram = (what: string, candidates: Readonly<Record<string, string>>): string | undefined => {
  for (const [command, check] of Object.entries(candidates)) {
    if (spawnSync("sh", ["-c", check], { stdio: "ignore" }).status === 0) return command
  }
  console.warn(`NOTICE: ${what} is not installed here, so its client is not tried. tooling/e2e/clients/README.md says how to install it.`)
  return undefined
}

/** PHP with OpenSSL. */
export const findPhp = () => findProgram("PHP with openssl", { php: "php -r 'exit(extension_loaded(\"openssl\") ? 0 : 1);'" })

/** Python with `cryptography`: Debian's own finds Debian's package, the first on the PATH may not. */
export const findPython = () =>
  findProgram("Python with cryptography", {
    python3: "python3 -c 'import cryptography'",
    "/usr/bin/python3": "/usr/bin/python3 -c 'import cryptography'"
  })

/** Java 17 or later with its compiler, which single-file programs need. */
export const findJava = () =>
  findProgram("Java 17", { java: "java --list-modules | grep -Eq '^jdk.compiler@(1[7-9]|[2-9][0-9])'" })

/** The openssl command line and curl. */
export const findOpenssl = () => findProgram("openssl with curl", { sh: "openssl version && curl --version" })
