import { existsSync } from "node:fs"
import { dirname } from "node:path"
import { type Books, openBooks } from "@hundi/recon/books"
import { makeFolder, type StateFolder } from "./state-folder.ts"
import { UsageError } from "./usage-error.ts"

/** Opens the books for one look or word, and closes them again. `mustExist`: without books there is nothing to look at. */
export const withBooks = <A>({ books: path }: StateFolder, use: (books: Books) => A, mustExist = true): A => {
  if (mustExist && !existsSync(path)) throw new UsageError(`there are no books at ${path} yet: hundi-recon run --statement FILE --save --by NAME`)
  makeFolder(dirname(path))
  const books = openBooks(path, { now: Date.now })
  try {
    return use(books)
  } finally {
    books.close()
  }
}
