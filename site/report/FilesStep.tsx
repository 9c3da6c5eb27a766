import { form } from '#contract/county/form.ts'
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { loadPick } from './load-pick.ts'
import type { ScreenProps } from './screen.ts'

const RETRY_MS = 3_000

/** Photographs, films and papers; what shows them is fetched here, and asked for again until it comes. */
export function FilesStep({ file }: Pick<ScreenProps, 'file'>): JSX.Element {
  const [pick, setPick] = useState<Awaited<ReturnType<typeof loadPick>> | null>(null)
  useEffect(() => {
    if (pick !== null) return undefined
    const load = () => void loadPick().then(setPick, () => undefined)
    load()
    const timer = setInterval(load, RETRY_MS)
    return () => clearInterval(timer)
  }, [pick])
  if (pick === null) return <p role="status" class="room">{form.waiting}</p>
  file.picked ??= pick.make()
  return (
    <>
      <p class="hint">{pick.hint}</p>
      <pick.Files picked={file.picked} />
    </>
  )
}
