export { defineListed } from "./listed-api.ts"
export type { ListedApi, ListedOptions } from "./listed-api.ts"
