/**
 * The few types of Cloudflare's runtime that this worker uses, as its documentation gives them (developers.cloudflare.com, Durable
 * Objects: storage API, alarms, namespaces). The official type package declares globals that contradict those of Node and the DOM.
 */
declare module "cloudflare:workers" {
  export interface ObjectSqlCursor {
    toArray(): Record<string, string | number | null | ArrayBuffer>[]
  }
  export interface ObjectStorage {
    readonly sql: { exec(text: string, ...parameters: readonly (string | number | null)[]): ObjectSqlCursor }
    transactionSync<A>(work: () => A): A
    sync(): Promise<void>
    /** ms since 1970 (UTC) */
    setAlarm(at: number): Promise<void>
    getAlarm(): Promise<number | null>
    deleteAlarm(): Promise<void>
    deleteAll(): Promise<void>
  }
  export interface ObjectState {
    readonly storage: ObjectStorage
    blockConcurrencyWhile<A>(work: () => Promise<A>): Promise<A>
    abort(reason?: string): void
  }
  export class DurableObject<Env = unknown> {
    protected readonly ctx: ObjectState
    protected readonly env: Env
    constructor(ctx: ObjectState, env: Env)
    fetch(request: Request): Promise<Response>
    alarm(): Promise<void>
  }
  export interface ObjectNamespace {
    getByName(name: string): ObjectStub
  }
  export interface ObjectStub {
    fetch(request: Request): Promise<Response>
  }
  export interface KvNamespace {
    get(key: string): Promise<string | null>
    put(key: string, value: string): Promise<void>
    delete(key: string): Promise<void>
  }
  export interface D1Database {
    prepare(text: string): { bind(...values: readonly unknown[]): { all(): Promise<{ readonly results: readonly unknown[] }> } }
    batch(statements: readonly unknown[]): Promise<readonly unknown[]>
  }
}
