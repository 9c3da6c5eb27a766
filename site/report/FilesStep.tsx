import { form } from '#contract/county/form.ts'
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { loadPick, pickNow } from './load-pick.ts'
import type { ScreenProps } from './screen.ts'

const RETRY_MS = 3_000

/** Photographs, films and papers. What shows them came with the rest of the form, as a rule; if not, it is asked for here until it comes. */
export function FilesStep({ file, go }: Pick<ScreenProps, 'file' | 'go'>): JSX.Element {
  const [pick, setPick] = useState(pickNow)
  useEffect(() => {
    if (pick !== null) return undefined
    const load = () => void loadPick().then((loaded) => setPick(loaded), () => undefined)
    load()
    const timer = setInterval(load, RETRY_MS)
    return () => clearInterval(timer)
  }, [pick])
  useEffect(() => {
    const { picked } = file
    // Who was stopped for a stroke and has kept it, or left it, is told of nothing any more.
    let brushed = false
    return picked?.listen(() => {
      if (brushed && picked.brushed === null) go('files')
      brushed = picked.brushed !== null
    })
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
