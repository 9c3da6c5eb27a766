/** The cleaning in a worker thread, so that a page stays quick. One message in, one out; the answer carries the number of the question. */
import type { CleanCode } from '#contract/evidence.ts'
import { clean, type CleanFile } from './clean.ts'
import { asFailure } from './failure.ts'

export interface Question {
  readonly id: number
  readonly file: Blob
}

export type Answer = { readonly id: number; readonly cleaned: CleanFile } | { readonly id: number; readonly failed: CleanCode | 'program' }

addEventListener('message', ({ data: { id, file } }: MessageEvent<Question>) => {
  clean(file).then(
    (cleaned) => postMessage({ id, cleaned } satisfies Answer),
    (fault: unknown) => postMessage({ id, failed: isUnfetched(fault) ? 'program' : asFailure(fault).code } satisfies Answer),
  )
})

/** What reads papers and films is fetched when there is one: without a network that fails, and the file is not to blame. Each browser says it in its own words. */
const isUnfetched = (fault: unknown): boolean => fault instanceof Error && fault.cause instanceof TypeError && /import(?:ed|ing)\b.*module|module script/i.test(fault.cause.message)
