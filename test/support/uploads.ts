/** Uploads as the page makes them, through the Worker of the tests, and broken on the way where a test wants it. */
import { env } from 'cloudflare:workers'
import { completeStatement, partsDigest, partStatement, stateStatement } from '#contract/rules/upload.ts'
import { completeUpload, openUpload, readUpload } from '#contract/upload.ts'
import { ErrorBody } from '#contract/errors.ts'
import { INPUT_HEADER, BYTES_TYPE } from '#contract/endpoint.ts'
import type { getBytes, putBytes } from '../../site/api/bytes.ts'
import { makeIdentity, recipientOf } from '../../site/crypto/age.ts'
import { randomBytes } from '../../site/crypto/derive.ts'
import type { FileToSeal } from '../../site/crypto/filing.ts'
import { sign, verifyKeyOf } from '../../site/crypto/sign.ts'
import { sealPart, shapeOrThrow, type SealedPartFile, type Source } from '../../site/evidence/seal/seal.ts'
import { callerOf, get, must, post, send, type Place } from './api.ts'
import { cheapChallenge } from './story.ts'

export const aSource = (bytes: Uint8Array<ArrayBuffer>): Source => ({ size: bytes.length, read: async (start, end) => bytes.slice(start, end) })

/** Bytes that say something, so that a thief could find them. */
export const aFile = (size: number, words = '夜市东头的气瓶照片'): Uint8Array<ArrayBuffer> => {
  const said = new TextEncoder().encode(words)
  const file = new Uint8Array(size)
  for (let at = 0; at < size; at += said.length) file.set(said.subarray(0, Math.min(said.length, size - at)), at)
  return file
}

/** Puts bytes as the page does. `length`: what the request says it is long. */
export async function putRaw(id: string, n: number | string, headers: Record<string, string>, bytes: Uint8Array<ArrayBuffer>, place: Place = {}, length: number | null = bytes.length): Promise<Response> {
  const said = length === null ? {} : { 'content-length': String(length) }
  return send('PUT', `/api/uploads/${id}/parts/${n}`, bytes, { ...place, headers: { ...said, 'content-type': BYTES_TYPE, ...headers } })
}

export const putter = (place: Place = {}): typeof putBytes => async (operation, params, input, bytes) => {
  const named = Object.fromEntries(Object.entries(input).map(([name, value]) => [INPUT_HEADER + name, value]))
  const { id = '', n = '' } = params as Record<string, string>
  const response = await putRaw(id, n, named, bytes instanceof Blob ? new Uint8Array(await bytes.arrayBuffer()) : bytes, place)
  const json: unknown = await response.json()
  return response.ok ? { ok: true, value: operation.ok.parse(json) as never } : { ok: false, ...ErrorBody.parse(json).error }
}

/** Bytes as the page fetches them: by address, or with the code in the body. */
export const getterOf = (place: Place = {}): typeof getBytes => async (operation, params, input) => {
  const named = params as Record<string, string>
  const path = operation.path.replace(/:(\w+)/g, (_, name: string) => named[name] ?? '')
  const response = operation.method === 'GET' ? await get(path, place) : await post(path, input, place)
  return response.ok ? { ok: true, value: new Uint8Array(await response.arrayBuffer()) } : { ok: false, ...ErrorBody.parse(await response.json()).error }
}

/** An upload that somebody has begun, with the parts that they will bring. */
export interface Begun {
  readonly id: string
  readonly signSeed: Uint8Array
  readonly identity: string
  readonly parts: readonly SealedPartFile[]
}

export async function begin(file: Uint8Array<ArrayBuffer>, place: Place = {}): Promise<Begun> {
  const [signSeed, identity] = [randomBytes(32), await makeIdentity()]
  const shape = shapeOrThrow(file.length)
  const recipient = await recipientOf(identity)
  const parts = await Promise.all(Array.from({ length: shape.parts }, (_, at) => sealPart(aSource(file), shape, at + 1, recipient)))
  const { id } = must(await callerOf(place)(openUpload, {}, { ...shape, verify: verifyKeyOf(signSeed), challenge: await cheapChallenge(`upload/${shape.parts}`) }))
  return { id, signSeed, identity, parts }
}

/** What the page would send for a part; `as` changes it. */
export function partHeaders({ id, signSeed, parts }: Begun, n: number, as: { id?: string; n?: number; bytes?: number; digest?: string; seed?: Uint8Array } = {}): Record<string, string> {
  const part = parts[n - 1]
  const digest = as.digest ?? part?.digest ?? ''
  const bytes = as.bytes ?? part?.bytes.length ?? 0
  return { [`${INPUT_HEADER}digest`]: digest, [`${INPUT_HEADER}signature`]: sign(as.seed ?? signSeed, partStatement(as.id ?? id, as.n ?? n, { bytes, digest })) }
}

export const bring = (begun: Begun, n: number, place: Place = {}): Promise<Response> =>
  putRaw(begun.id, n, partHeaders(begun, n), begun.parts[n - 1]?.bytes ?? new Uint8Array(), place)

export async function finish(begun: Begun, place: Place = {}, order = begun.parts) {
  const digest = await partsDigest(order.map((part) => ({ bytes: part.bytes.length, digest: part.digest })))
  return callerOf(place)(completeUpload, { id: begun.id }, { digest, signature: sign(begun.signSeed, completeStatement(begun.id, digest)) })
}

/** A whole upload of this file, complete. */
export async function uploaded(file: Uint8Array<ArrayBuffer>): Promise<Begun> {
  const begun = await begin(file)
  for (const at of begun.parts.keys()) if (!(await bring(begun, at + 1)).ok) throw new Error('a part was refused')
  must(await finish(begun))
  return begun
}

/** What the sender knows of an upload, as it is given to what seals it. */
export async function toSeal({ id, identity, signSeed, parts }: Begun, name: string, size: number): Promise<FileToSeal> {
  const digest = await partsDigest(parts.map((part) => ({ bytes: part.bytes.length, digest: part.digest })))
  const said = parts.map(({ length, plain, digest: sealed }) => ({ length, plain, digest: sealed }))
  return { words: { name, type: 'image/jpeg', size, parts: said }, upload: id, digest, identity, recipient: await recipientOf(identity), signSeed }
}

export const stateOf = ({ id, signSeed }: Begun, seed: Uint8Array = signSeed) => callerOf()(readUpload, { id }, { signature: sign(seed, stateStatement(id)) })

/** Every object of the store with its bytes' size, by key. */
export async function objects(): Promise<{ key: string; size: number; uploaded: Date }[]> {
  return (await env.EVIDENCE.list()).objects.map(({ key, size, uploaded: at }) => ({ key, size, uploaded: at }))
}

/** The bytes of one object; none where there is none. */
export async function bytesAt(key: string): Promise<Uint8Array<ArrayBuffer>> {
  const found = await env.EVIDENCE.get(key)
  return found === null ? new Uint8Array() : new Uint8Array(await found.arrayBuffer())
}
