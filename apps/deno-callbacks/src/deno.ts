/** The part of Deno that this app uses; the repository has no types of Deno, and the rest runs on Node for its tests. */
export interface DenoPort {
  readonly env: { readonly get: (name: string) => string | undefined }
  readonly args: readonly string[]
  readonly readTextFileSync: (path: string) => string
  readonly writeTextFileSync: (path: string, text: string, options?: { readonly mode?: number; readonly createNew?: boolean }) => void
  readonly mkdirSync: (path: string, options: { readonly recursive: boolean; readonly mode?: number }) => void
  readonly exit: (code: number) => never
  readonly addSignalListener: (signal: "SIGINT" | "SIGTERM", listener: () => void) => void
  readonly permissions: { readonly querySync: (asked: Readonly<Record<string, string>>) => { readonly state: string } }
  readonly errors: { readonly NotFound: new () => Error; readonly AddrInUse: new () => Error; readonly NotCapable: new () => Error }
  readonly serve: (
    options: {
      readonly hostname: string
      readonly port: number
      readonly cert?: string
      readonly key?: string
      readonly onListen: (address: { readonly port: number }) => void
      readonly onError: () => Response
    },
    handler: (request: Request, info: { readonly remoteAddr: { readonly hostname: string } }) => Promise<Response>
  ) => { readonly shutdown: () => Promise<void> }
}

/** The runtime. */
export const deno = (globalThis as unknown as { readonly Deno: DenoPort }).Deno
