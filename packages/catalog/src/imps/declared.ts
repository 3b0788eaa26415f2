// Made by tooling/scripts/src/catalogue/main.ts; do not edit. Every declaration of this folder.
export { impsP2a } from "./p2a.ts"
export { impsQuery } from "./query.ts"
