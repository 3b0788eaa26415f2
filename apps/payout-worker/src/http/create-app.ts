import { Hono } from "hono"
import type { Worker } from "../worker/open-worker.ts"
export const createApp = (_: { readonly worker: Worker; readonly token: string | undefined }): Hono => new Hono()
