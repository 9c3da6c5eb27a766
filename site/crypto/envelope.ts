/** What every sealed text has in common: JSON, padded to a step, an age file to one recipient, in base64url. */
import type * as z from 'zod/mini'
import { fromBase64Url, toBase64Url, utf8 } from '#contract/bytes.ts'
import { openWith, sealTo } from './age.ts'
import { SealingFailure } from './failure.ts'
import { STEPS, pad, unpad } from './pad.ts'

export async function sealJson(recipient: string, value: unknown, steps: readonly number[] = STEPS): Promise<string> {
  return toBase64Url(await sealTo(recipient, pad(utf8(JSON.stringify(value)), steps)))
}

/** The value again, if it has the shape that `schema` says; `unopenable` for whatever else comes out. */
export async function openJson<Schema extends z.ZodMiniType>(identity: string, sealed: string, schema: Schema): Promise<z.infer<Schema>> {
  return parseJson(decodeText(unpad(await openWith(identity, fileOf(sealed)))), schema)
}

/** JSON text as the schema says, or `unopenable`. */
export function parseJson<Schema extends z.ZodMiniType>(text: string, schema: Schema): z.infer<Schema> {
  const parsed = schema.safeParse(jsonOf(text))
  if (!parsed.success) throw new SealingFailure('unopenable')
  return parsed.data
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new SealingFailure('unopenable')
  }
}

function fileOf(sealed: string): Uint8Array {
  try {
    return fromBase64Url(sealed)
  } catch {
    throw new SealingFailure('unopenable')
  }
}

function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)
  } catch {
    throw new SealingFailure('unopenable')
  }
}
