import type * as z from 'zod/mini'
import type { Role } from './roles.ts'

/** Who may call: anyone; whoever holds a report's code; or a signed-in member with one of these roles. */
export type Access = 'anyone' | 'code' | readonly Role[]

/** One HTTP operation, written once: the Worker serves it, the browser and the commands call it. */
export interface Endpoint<Path extends string, Input extends z.ZodMiniType, Ok extends z.ZodMiniType> {
  /** Verb and noun; also the operationId in /api/openapi.json. */
  readonly name: string
  readonly summary: string
  readonly method: 'GET' | 'POST'
  readonly path: Path
  readonly access: Access
  /** The JSON body of a POST, the query of a GET (every value a string). */
  readonly input: Input
  /** The largest body accepted, in bytes. */
  readonly maxBytes?: number
  readonly ok: Ok
}

export function endpoint<Path extends string, Input extends z.ZodMiniType, Ok extends z.ZodMiniType>(
  operation: Endpoint<Path, Input, Ok>,
): Endpoint<Path, Input, Ok> {
  return operation
}

/** The `:names` in a path, as a type: '/a/:id' → { id: string }. */
export type PathParams<Path extends string> = Record<NamesIn<Path>, string>
type NamesIn<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | NamesIn<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never
