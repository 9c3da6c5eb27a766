/** What a file tells about whoever made it. Nothing is sent anywhere. What reads films, papers and archives is fetched when there is one. */
import { bytesOf, LARGEST } from './bytes.ts'
import { asFailure, CleanFailure } from './failure.ts'
import { sorted, type Found } from './found.ts'
import { isMisnamed, kindOf, type Kind } from './kind.ts'

/** Archives in archives: an archive in a report, one in that, and what stands there. */
export const DEEPEST = 3

export interface Inspection {
  readonly kind: Kind
  /** Its name says that it is something else. */
  readonly misnamed: boolean
  readonly found: readonly Found[]
}

/** `file.name` is used only to compare. Throws a CleanFailure. */
export async function inspect(file: Blob & { readonly name?: string }): Promise<Inspection> {
  if (file.size === 0) throw new CleanFailure('empty')
  try {
    const kind = await kindOf(file)
    return { kind, misnamed: isMisnamed(file.name ?? '', kind), found: sorted(await tagsOf(file, kind, 0)) }
  } catch (fault) {
    throw asFailure(fault)
  }
}

export const isImage = (kind: Kind): kind is 'jpeg' | 'png' | 'webp' | 'gif' | 'heif' | 'avif' => /^(?:jpeg|png|webp|gif|heif|avif)$/.test(kind)
export const isArchive = (kind: Kind): kind is 'docx' | 'xlsx' | 'pptx' | 'odf' | 'zip' => /^(?:docx|xlsx|pptx|odf|zip)$/.test(kind)

async function tagsOf(file: Blob, kind: Kind, depth: number): Promise<Found[]> {
  if (kind === 'other' || kind === 'old-office') return []
  if (isArchive(kind)) return depth >= DEEPEST ? [] : (await import('./archive-tags.ts')).archiveTags(file, kind, async (inner) => tagsOf(inner, await kindOf(inner), depth + 1))
  if (!isImage(kind) && kind !== 'pdf') return (await import('./media-tags.ts')).mediaTags(file, kind)
  if (file.size > LARGEST) return []
  const bytes = await bytesOf(file)
  if (isImage(kind)) return [...(await import('./image-tags.ts')).imageTags(bytes), ...(await import('./image-parts.ts')).imageParts(bytes, kind)]
  const { isLocked, pdfTags } = await import('./pdf-tags.ts')
  return isLocked(bytes) ? [] : pdfTags(bytes)
}
