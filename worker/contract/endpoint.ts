import type * as z from 'zod/mini'
import type { Role } from './roles.ts'

/** Who may call: anyone; whoever holds a report's code; or a signed-in member with one of these roles. */
export type Access = 'anyone' | 'code' | readonly Role[]

/** One HTTP operation, written once: the Worker serves it, the browser and the commands call it. */
export interface Endpoint<Path extends string, Input extends z.ZodMiniType, Ok extends z.ZodMiniType> {
  /** Verb and noun; also the operationId in /api/openapi.json. */
  readonly name: string
  readonly summary: string
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly path: Path
  readonly access: Access
  /** The JSON body of a POST, the query of a GET (every value a string). */
  readonly input: Input
  /** Sealed bytes beside the JSON. `in`: they are the body, and the input comes in headers, `anshao-<name>`. `out`: they are the answer, and `ok` is nothing. */
  readonly bytes?: 'in' | 'out'
  /** The largest body accepted, in bytes. */
  readonly maxBytes?: number
  readonly ok: Ok
}

/** What bodies and answers of bytes are sent as, and what the names of their input's headers begin with. */
export const BYTES_TYPE = 'application/octet-stream'
export const INPUT_HEADER = 'anshao-'

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
