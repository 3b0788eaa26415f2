/** Every declaration of Composite Pay by name. The family object for `createBank` is in index.ts and has IMPS alone. */
export * from "./declared.ts"
