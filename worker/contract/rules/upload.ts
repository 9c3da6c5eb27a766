/** What the key of an upload signs. Each statement names its purpose, so that none can stand for another. */
import { utf8 } from '../bytes.ts'
import { digestOf } from './digest.ts'

/** A sealed part: how many bytes, and their SHA-256 (base64url). */
export interface SealedPart {
  readonly bytes: number
  readonly digest: string
}

const statement = (purpose: string, fields: readonly (string | number)[]) => utf8([`anshao/v1/${purpose}`, ...fields].join('\n'))

export const partStatement = (upload: string, n: number, { bytes, digest }: SealedPart) => statement('upload-part', [upload, n, bytes, digest])
export const stateStatement = (upload: string) => statement('upload-state', [upload])
export const completeStatement = (upload: string, digest: string) => statement('upload-complete', [upload, digest])

/** That whoever adds a file to a report had brought it. `manifest`: the digest of its sealed manifest. */
export const attachStatement = (upload: string, report: string, compartment: string, manifest: string) => statement('upload-attach', [upload, report, compartment, manifest])

/** One digest over all parts in their order: what the receipt covers of the objects themselves. */
export const partsDigest = (parts: readonly SealedPart[]): Promise<string> => digestOf('upload', parts.flatMap(({ bytes, digest }) => [bytes, digest]))
