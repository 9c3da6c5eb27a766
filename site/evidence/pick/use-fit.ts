import { useEffect, useState } from 'preact/hooks'
import type { CleanFile } from '../clean/clean.ts'
import { fitOf, type Fit } from '../picture-size.ts'

/** Whether a picture is drawn, which has up to `most` pixels then; null until that is known, and where there is none. */
export function useFit(picture: Pick<CleanFile, 'bytes' | 'kind'> | null, most: number): Fit | null {
  const [known, setKnown] = useState<{ readonly of: Blob; readonly fit: Fit } | null>(null)
  const bytes = picture?.bytes ?? null
  useEffect(() => {
    let alive = true
    if (picture !== null) void fitOf(picture.bytes, picture.kind, most).then((fit) => alive && setKnown({ of: picture.bytes, fit }))
    return () => {
      alive = false
    }
  }, [bytes])
  return known !== null && known.of === bytes ? known.fit : null
}
