/** Age files good and bad, in base64url, for what the Worker must refuse without being able to open any. */
import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { toBase64Url, utf8 } from '#contract/bytes.ts'
import { makeIdentity, recipientOf } from '../../site/crypto/age.ts'
import { sealJson } from '../../site/crypto/envelope.ts'
import { makeId } from '../../site/crypto/compartment.ts'
import { anyRecipient } from './members.ts'

/** Fresh bytes sealed to somebody; two calls never give the same. */
export const freshSealed = (): Promise<string> => sealJson(anyRecipient, { fresh: makeId() })

/** A body for a place, which its reader will not be able to open: the Worker cannot know. */
export const aBody = async (compartment: string, n = 1) => ({ compartment, n, sealed: await freshSealed() })

export const grantsTo = async (...holders: string[]) => Promise.all(holders.map(async (holder) => ({ holder, sealed: await freshSealed() })))

/** What classic age makes: safe today, open to whoever records it and has a quantum computer later. */
export async function classicSealed(): Promise<string> {
  return sealedTo(await classicRecipient())
}

export const classicRecipient = async (): Promise<string> => identityToRecipient(await generateX25519Identity())

/** One file for two: somebody else could read it too. */
export async function twiceSealed(): Promise<string> {
  return sealedTo(anyRecipient, await recipientOf(await makeIdentity()))
}

async function sealedTo(...recipients: string[]): Promise<string> {
  const encrypter = new Encrypter()
  for (const recipient of recipients) encrypter.addRecipient(recipient)
  return toBase64Url(await encrypter.encrypt(utf8('x')))
}

/** The same bytes under another text: base64url whose last, unused bits are not zero. */
export function respelled(sealed: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  if (sealed.length % 4 === 0) throw new Error('this file has no bits to spare')
  return sealed.slice(0, -1) + (alphabet[alphabet.indexOf(sealed.slice(-1)) + 1] ?? '')
}
