/** What a zip, or a document that is one, tells: entry by entry. */
import { LARGEST_PART, partText } from './archive.ts'
import { found, inEntry, type Found } from './found.ts'
import { isText, type OfficeKind } from './office.ts'
import { partTags } from './office-tags.ts'
import { readZip, unpack, type ZipEntry } from './zip-read.ts'

/** Reads what is inside; given by whoever reads the whole. */
export type ReadInner = (file: Blob) => Promise<readonly Found[]>

export async function archiveTags(file: Blob, kind: OfficeKind | 'zip', inner: ReadInner): Promise<Found[]> {
  const zip = await readZip(file)
  if (zip === null || zip.entries.some(({ locked }) => locked)) return []
  const told: Found[] = [...found('comment', zip.comment), ...(zip.entries.some(({ telling }) => telling) ? found('time', 'zip') : [])]
  for (const entry of zip.entries) {
    if (entry.name.endsWith('/') || entry.size === 0) continue
    const data = await unpack(file, entry)
    if (data !== null) told.push(...inEntry(await entryTags(entry, data, kind, inner), entry.name))
  }
  return told
}

async function entryTags({ name }: ZipEntry, data: Blob, kind: OfficeKind | 'zip', inner: ReadInner): Promise<readonly Found[]> {
  if (kind === 'zip') return inner(data)
  const own = /printerSettings\d*\.bin$/i.test(name) ? found('device', name) : /thumbnail/i.test(name) ? found('thumbnail', name) : []
  if (own.length > 0) return own
  if (!isText(name)) return inner(data)
  return data.size > LARGEST_PART ? [] : partTags(name, await partText(data))
}
