/** A redacted copy before it is sealed: what it looks like, and what was taken out of it. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Drawn } from '../../evidence/Drawn.tsx'
import { Outcome } from '../../evidence/pick/Chosen.tsx'
import type { Item } from '../../evidence/pick/picked.ts'
import { useFit } from '../../evidence/pick/use-fit.ts'
import { MOST_PIXELS } from '../../evidence/picture-size.ts'
import { saySize } from '../../evidence/say-size.ts'
import { BROKEN, HUGE, LEFT } from './copy-words.ts'

/** Large enough to see whether anybody can be made out. */
const LONGEST = 2048

export function Made({ item, isByHand }: { readonly item: Item; readonly isByHand: boolean }): JSX.Element {
  const { cleaned, group, file, covered } = item
  const photo = group === 'photo' ? cleaned : null
  const fit = useFit(photo, MOST_PIXELS)
  const [broken, setBroken] = useState<Blob | null>(null)
  const isBroken = fit === 'unread' || (photo !== null && broken === photo.bytes)
  return (
    <>
      {fit === 'huge' && <p class="quiet">{HUGE}</p>}
      {photo !== null && fit === 'fits' && !isBroken && <Drawn class="made" bytes={photo.bytes} kind={photo.kind} label="做好的脱敏件" longest={LONGEST} onBroken={() => setBroken(photo.bytes)} />}
      <div role="alert">{isBroken && <p class="notice">{BROKEN}</p>}</div>
      {isByHand ? <p>遮了{covered}处，重新存成了一张图。原来的附件没有动。</p> : (
        <>
          <p><strong><bdi>{file.name}</bdi></strong> <span class="quiet">{saySize(cleaned?.bytes.size ?? 0)}</span></p>
          <Outcome item={item} isFirst={false} says={LEFT} />
        </>
      )}
      <p class="hint">存以前再看一遍、听一遍：脸、车牌、影子、笔迹、说话的声音，还认不认得出人。</p>
    </>
  )
}
