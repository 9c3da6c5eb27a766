import { useEffect, useState } from 'preact/hooks'
import type { CleanFile } from '../clean/clean.ts'
import { isTooLarge } from '../picture-size.ts'

/** Whether a picture says that it is larger than is drawn: has more than `most` pixels; null until that is known, and where there is none. */
export function useIsHuge(picture: Pick<CleanFile, 'bytes' | 'kind'> | null, most: number): boolean | null {
  const [known, setKnown] = useState<{ readonly of: Blob; readonly isHuge: boolean } | null>(null)
  const bytes = picture?.bytes ?? null
  useEffect(() => {
    let alive = true
    if (picture !== null) void isTooLarge(picture.bytes, picture.kind, most).then((isHuge) => alive && setKnown({ of: picture.bytes, isHuge }))
    return () => {
      alive = false
    }
  }, [bytes])
  return known !== null && known.of === bytes ? known.isHuge : null
}
