import type { Archive } from '../archive.ts'
import { utf8 } from '../bytes.ts'
import { digestOf } from './digest.ts'

type Unsealed = Omit<Archive, 'manifest' | 'seal'>

/** The parts of an archive that its manifest names, each as the JSON it stands as in the file. */
function partsOf({ receipt, chain, keyring, shown, tables }: Unsealed): [name: string, json: string][] {
  const parts = Object.entries({ receipt, chain, keyring, shown, ...tables })
  return parts.map(([name, value]) => [name, JSON.stringify(value)])
}

/** SHA-256 of each part. JSON keeps the order of its keys, so the browser that reads the file computes the same. */
export async function manifestOf(archive: Unsealed): Promise<Archive['manifest']> {
  return Object.fromEntries(await Promise.all(partsOf(archive).map(async ([name, json]) => [name, await digestOf('archive-part', [name, json])] as const)))
}

/** The exact bytes that the receipt key signs: without it, whoever changes a part could change the manifest with it. */
export async function sealStatement({ county, day, receipt, manifest }: Pick<Archive, 'county' | 'day' | 'receipt' | 'manifest'>): Promise<Uint8Array<ArrayBuffer>> {
  const digest = await digestOf('archive-manifest', Object.entries(manifest).sort(([a], [b]) => (a < b ? -1 : 1)).flat())
  return utf8(['anshao/v1/archive', county, receipt.reference, day, digest].join('\n'))
}
