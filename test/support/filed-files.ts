/** Reports that bring files, through the Worker of the tests. */
import { keyring } from '#contract/county/keyring.ts'
import { profile } from '#contract/county/profile.ts'
import { ErrorBody } from '#contract/errors.ts'
import { submitReport } from '#contract/report.ts'
import { PART_BYTES } from '#contract/rules/part-size.ts'
import { partsDigest } from '#contract/rules/upload.ts'
import type { getBytes } from '../../site/api/bytes.ts'
import { recipientOf } from '../../site/crypto/age.ts'
import { makeCode } from '../../site/crypto/code.ts'
import { sealFiling, type FileToSeal } from '../../site/crypto/filing.ts'
import { keysFromCode } from '../../site/crypto/stretch.ts'
import { get, post } from './api.ts'
import { aTip } from './filings.ts'
import type { Worker } from './members.ts'
import { cheapChallenge } from './story.ts'
import { aFile, uploaded, type Begun } from './uploads.ts'

/** What the sender knows of an upload, as the form gives it to the filing. */
export async function fileOf({ id, identity, signSeed, parts }: Begun, name: string, size: number): Promise<FileToSeal> {
  const digest = await partsDigest(parts.map((part) => ({ bytes: part.bytes.length, digest: part.digest })))
  const said = parts.map(({ length, plain, digest: sealed }) => ({ length, plain, digest: sealed }))
  return { words: { name, type: 'image/jpeg', size, parts: said }, upload: id, digest, identity, recipient: await recipientOf(identity), signSeed }
}

export const sealedWith = async (files: readonly FileToSeal[]) => (await sealedFor(files)).sealed

async function sealedFor(files: readonly FileToSeal[]) {
  const keys = await keysFromCode(makeCode(), profile.id)
  return { keys, sealed: await sealFiling(aTip(), keys, keyring, ['desk', 'housing'], files) }
}
export const fileIt = async (filing: unknown, place = {}) => post('/api/reports', { filing, challenge: await cheapChallenge() }, place)

export const getter = ({ cookie }: Worker): typeof getBytes => async (operation, params) => {
  const named = params as Record<string, string>
  const response = await get(operation.path.replace(/:(\w+)/g, (_, name: string) => named[name] ?? ''), { cookie })
  return response.ok ? { ok: true, value: new Uint8Array(await response.arrayBuffer()) } : { ok: false, ...ErrorBody.parse(await response.json()).error }
}

/** Somebody files a report with this file. */
export async function told(file = aFile(PART_BYTES + 1000), name = '后厨.jpg') {
  const { sealed, keys } = await sealedFor([await fileOf(await uploaded(file), name, file.length)])
  const filed = submitReport.ok.parse(await (await fileIt(sealed.filing)).json())
  return { sealed, keys, filed, reference: filed.receipt.reference, file }
}
