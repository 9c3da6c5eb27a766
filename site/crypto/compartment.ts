/** A compartment: the content, the identity, a stretch of dialogue, the notes — each sealed to an identity of its own. */
import { toBase64Url } from '#contract/bytes.ts'
import { makeIdentity, recipientOf } from './age.ts'
import { randomBytes } from './derive.ts'

export interface Compartment {
  readonly id: string
  readonly identity: string
  readonly recipient: string
}

/** 128 random bits, base64url: a report's or a compartment's id. */
export const makeId = (): string => toBase64Url(randomBytes(16))

export async function makeCompartment(): Promise<Compartment> {
  const identity = await makeIdentity()
  return { id: makeId(), identity, recipient: await recipientOf(identity) }
}
