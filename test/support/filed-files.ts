/** Reports that bring files, through the Worker of the tests. */
import { keyring } from '#contract/county/keyring.ts'
import { profile } from '#contract/county/profile.ts'
import { submitReport } from '#contract/report.ts'
import { PART_BYTES } from '#contract/rules/part-size.ts'
import { makeCode } from '../../site/crypto/code.ts'
import { sealFiling, type FileToSeal } from '../../site/crypto/filing.ts'
import { keysFromCode } from '../../site/crypto/stretch.ts'
import { post } from './api.ts'
import { aTip } from './filings.ts'
import { cheapChallenge } from './story.ts'
import { aFile, toSeal, uploaded } from './uploads.ts'

export const sealedWith = async (files: readonly FileToSeal[]) => (await sealedFor(files)).sealed

async function sealedFor(files: readonly FileToSeal[]) {
  const keys = await keysFromCode(makeCode(), profile.id)
  return { keys, sealed: await sealFiling(aTip(), keys, keyring, ['desk', 'housing'], files) }
}
export const fileIt = async (filing: unknown, place = {}) => post('/api/reports', { filing, challenge: await cheapChallenge() }, place)

/** Somebody files a report with this file. */
export async function told(file = aFile(PART_BYTES + 1000), name = '后厨.jpg') {
  const { sealed, keys } = await sealedFor([await toSeal(await uploaded(file), name, file.length)])
  const filed = submitReport.ok.parse(await (await fileIt(sealed.filing)).json())
  return { sealed, keys, filed, reference: filed.receipt.reference, file }
}
