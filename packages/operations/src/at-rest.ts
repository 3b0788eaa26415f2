export { createVault, type Vault, type VaultContext, type VaultOptions } from "./at-rest/create-vault.ts"
export { makeVaultKey, parseVaultKeys, type VaultKey } from "./at-rest/vault-keys.ts"
