/**
 * Takes out of a file what tells about whoever made it, and looks again afterwards with other eyes. What still stands is said; so is what cannot be
 * cleaned at all, which is handed back as it came. No network; runs in a worker thread as well as in a page or a terminal.
 */
import { bytesOf, LARGEST, type Bytes } from './bytes.ts'
import { asFailure } from './failure.ts'
import type { Cleaned, Found, Left } from './found.ts'
import { cleanGif } from './gif.ts'
import { cleanHeif } from './heif.ts'
import type { ImageKind } from './image-parts.ts'
import { DEEPEST, inspect, isArchive, isImage, type Inspection } from './inspect.ts'
import { cleanJpeg } from './jpeg.ts'
import { kindOf, type Kind } from './kind.ts'
import { cleanPng } from './png.ts'
import { cleanWebp } from './webp.ts'

export interface CleanFile extends Inspection {
  /** The cleaned file; the very one that was given where nothing could be done. */
  readonly bytes: Blob
  /** Of what was found. */
  readonly removed: readonly Found[]
  /** What stays, each with the reason. Empty: nothing is known to be left. */
  readonly left: readonly Left[]
}

/** Throws a CleanFailure where the file is empty, damaged, or unpacks to more than anybody sends. */
export async function clean(file: Blob & { readonly name?: string }): Promise<CleanFile> {
  const before = await inspect(file)
  try {
    const { bytes, left } = await cleanKind(file, before.kind, 0)
    if (bytes === file) return { ...before, bytes, removed: [], left: [...left, ...standing(before.found)] }
    const after = await inspect(bytes)
    const stays = new Set(after.found.map(keyOf))
    return { ...before, bytes, removed: before.found.filter((one) => !stays.has(keyOf(one))), left: once([...left, ...standing(after.found)]) }
  } catch (fault) {
    throw asFailure(fault)
  }
}

const keyOf = ({ what, value, entry }: Found) => `${what}\n${entry ?? ''}\n${value}`

const standing = (all: readonly Found[]): Left[] => all.map(({ what, entry }) => ({ code: 'stands', what, ...(entry !== undefined && { entry }) }))

const once = (all: readonly Left[]): Left[] => [...new Map(all.map((one) => [`${one.code}\n${one.what ?? ''}\n${one.entry ?? ''}`, one])).values()]

/** That names stay is said once, of the whole. */
const withoutNames = ({ bytes, left }: Cleaned): Cleaned => ({ bytes, left: left.filter(({ code }) => code !== 'names') })

const IMAGES: Record<ImageKind, (bytes: Bytes) => Bytes> = { jpeg: cleanJpeg, png: cleanPng, webp: cleanWebp, gif: cleanGif, heif: cleanHeif, avif: cleanHeif }

async function cleanKind(file: Blob, kind: Kind, depth: number): Promise<Cleaned> {
  if (kind === 'other') return { bytes: file, left: [{ code: 'kind' }] }
  if (kind === 'old-office') return { bytes: file, left: [{ code: 'old-office' }] }
  if (isArchive(kind)) return depth >= DEEPEST ? { bytes: file, left: [{ code: 'nested' }] } : (await import('./archive.ts')).cleanArchive(file, kind, async (inner) => withoutNames(await cleanKind(inner, await kindOf(inner), depth + 1)))
  if (!isImage(kind) && kind !== 'pdf') return (await import('./media.ts')).cleanMedia(file, kind)
  if (file.size > LARGEST) return { bytes: file, left: [{ code: 'big' }] }
  return kind === 'pdf' ? (await import('./pdf.ts')).cleanPdf(file) : { bytes: new Blob([IMAGES[kind](await bytesOf(file))]), left: [] }
}
