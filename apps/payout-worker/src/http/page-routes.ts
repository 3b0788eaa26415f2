import { readFileSync } from "node:fs"
import type { Hono } from "hono"

const files = { "/": ["index.html", "text/html"], "/page.css": ["page.css", "text/css"], "/page.js": ["page.js", "text/javascript"] } as const

const headers = {
  "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-cache"
}

/** The page: three static files, and nothing from elsewhere. */
export const addPageRoutes = (app: Hono): void => {
  for (const [path, [name, type]] of Object.entries(files)) {
    const text = readFileSync(new URL(`../../static/${name}`, import.meta.url), "utf8")
    app.get(path, (c) => c.body(text, 200, { ...headers, "content-type": `${type}; charset=utf-8` }))
  }
}
