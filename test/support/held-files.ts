/** What of a report's files comes to a unit: by the API, and from the disk to a thief with its keys. */
import { env } from 'cloudflare:workers'
import { fromBase64Url } from '#contract/bytes.ts'
import { recordLook } from '../../site/console/evidence/act.ts'
import { openHeldFiles } from '../../site/console/evidence/held.ts'
import { openWith } from '../../site/crypto/age.ts'
import { demonstrationUnitKeys } from '../../site/crypto/demonstration.ts'
import { openGrants } from '../../site/crypto/grant.ts'
import { readPart } from '../../site/evidence/read.ts'
import { must } from './must.ts'
import { rows } from './database.ts'
import type { Worker } from './members.ts'
import { look } from './story.ts'
import { getterOf } from './uploads.ts'

/** What a member reads of the files through the API, by number. */
export async function reads(who: Worker, reference: string): Promise<Record<number, Uint8Array | string>> {
  const found: Record<number, Uint8Array | string> = {}
  for (const file of await openHeldFiles(await look(who, reference))) {
    must(await recordLook(who.session, reference, file.k))
    const part = await readPart(getterOf(who), reference, file, 1)
    found[file.k] = file.problem ?? (part.ok ? part.value : part.code)
  }
  return found
}

/** Which files' parts open to a thief with this unit's private keys and the whole database and store, by number. */
export async function opensFromDisk(unit: string, report: string): Promise<number[]> {
  const { identity } = await demonstrationUnitKeys(unit)
  const grants = await rows<{ sealed: string }>('SELECT sealed FROM report_grant')
  const { opens } = await openGrants(grants.map(({ sealed }) => sealed), identity, { report, holder: unit })
  const parts = await rows<{ k: number; object: string; sealed: string }>(
    `SELECT e.k, p.object, b.sealed FROM evidence e JOIN upload_part p ON p.upload_id = e.upload_id JOIN body b ON b.report_id = e.report_id AND b.compartment = e.compartment WHERE e.report_id = ?1 ORDER BY e.k`, report)
  const opening = parts.map(async ({ k, object, sealed }) => {
    const bytes = [new Uint8Array((await (await env.EVIDENCE.get(object))?.arrayBuffer()) ?? new ArrayBuffer(0)), fromBase64Url(sealed)]
    const tried = await Promise.allSettled([identity, ...Object.values(opens)].flatMap((key) => bytes.map((one) => openWith(key, one))))
    return tried.some(({ status }) => status === 'fulfilled') ? [k] : []
  })
  return [...new Set((await Promise.all(opening)).flat())]
}
