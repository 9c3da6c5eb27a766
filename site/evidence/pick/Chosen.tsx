import { evidenceWords } from '#contract/county/evidence.ts'
import { small } from '#contract/county/small.ts'
import { MAX_FILES } from '#contract/rules/part-size.ts'
import { fill } from '#contract/rules/fill.ts'
import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { Glyph } from '../../ui/glyph-names.ts'
import { Check } from '../../ui/Choice.tsx'
import { Sign } from '../../ui/Sign.tsx'
import { Drawn } from '../Drawn.tsx'
import { MOST_ON_A_PHONE } from '../picture-size.ts'
import { Cover } from './Cover.tsx'
import { isDrawn, type Group } from './kinds.ts'
import { nameOf } from './names.ts'
import type { Item, Picked } from './picked.ts'
import { saySize } from '../say-size.ts'
import { leftOf, type LeftWords } from './told.ts'
import { Removed } from './Removed.tsx'
import { useFit } from './use-fit.ts'

const words = evidenceWords.pick
/** Of the small picture in the list, on a screen of two dots to the pixel. */
const LONGEST = 224
const GLYPHS: Record<Group, Glyph> = { photo: 'look', film: 'look', sound: 'speak', paper: 'paper' }

interface Props {
  readonly item: Item
  readonly picked: Picked
  readonly onRemove: () => void
}

/** One chosen file: its picture, what was taken out, what stays, and what can be done about it. */
export function Chosen({ item, picked, onRemove }: Props): JSX.Element {
  const [covering, setCovering] = useState(false)
  const cover = useRef<HTMLButtonElement>(null)
  const name = nameOf(item)
  const { cleaned, state } = item
  const leave = () => {
    setCovering(false)
    // With the next paint: the button is there again by then.
    requestAnimationFrame(() => cover.current?.focus())
  }
  if (covering && cleaned !== null) return <li><Cover name={name} item={item} picked={picked} onLeave={leave} /></li>
  return (
    <li>
      <Look item={item} name={name} />
      <div class="stack">
        <p><strong>{name}</strong> <span class="quiet">{saySize(cleaned?.bytes.size ?? item.file.size)}</span>{name !== item.file.name && <span class="hint was">{fill(words.was, { name: item.file.name })}</span>}</p>
        {cleaned !== null && item.group === 'paper' && <p class="hint">{words.named}</p>}
        {state === 'cleaning' && <p class="quiet">{words.cleaning}</p>}
        {state === 'refused' && <Refused item={item} picked={picked} />}
        {cleaned !== null && <Outcome item={item} isFirst={picked.items.find(({ cleaned: told }) => told !== null && told.removed.length > 0) === item} />}
        {cleaned !== null && (cleaned.removed.length > 0 || item.covered > 0) && (item.keepsOriginal || picked.fitsOriginal(item)) && (
          <Check label={words.original.label} hint={words.original.hint} checked={item.keepsOriginal} onChange={(keeps) => picked.keepOriginal(item.id, keeps)} />
        )}
        <div class="row">
          {cleaned !== null && isDrawn(cleaned.kind) && <button ref={cover} type="button" class="button small" aria-label={fill(small.pair, { name: evidenceWords.cover.open, words: name })} onClick={() => setCovering(true)}>{evidenceWords.cover.open}</button>}
          <button type="button" class="button small" aria-label={fill(small.pair, { name: words.remove, words: name })} onClick={onRemove}>{words.remove}</button>
        </div>
      </div>
    </li>
  )
}

/** The cleaned picture itself, from this page's memory; a sign for what is not drawn. */
function Look({ item: { cleaned, group }, name }: { readonly item: Item; readonly name: string }): JSX.Element {
  const [broken, setBroken] = useState<Blob | null>(null)
  const bytes = cleaned !== null && group === 'photo' && broken !== cleaned.bytes ? cleaned.bytes : null
  const fit = useFit(bytes === null ? null : cleaned, MOST_ON_A_PHONE)
  if (cleaned === null || bytes === null || fit !== 'fits') return <div class="look"><Sign shape="square" glyph={GLYPHS[group]} size={48} />{fit === 'huge' && <span class="hint">{words.huge}</span>}</div>
  return <div class="look"><Drawn bytes={bytes} kind={cleaned.kind} label={fill(words.picture, { name })} longest={LONGEST} onBroken={() => setBroken(bytes)} /></div>
}

function Refused({ item: { refused, file }, picked }: { readonly item: Item; readonly picked: Picked }): JSX.Element {
  const { failed } = evidenceWords
  const why = refused === null ? ''
    : refused === 'count' || refused === 'size' || refused === 'program' ? fill(words.full[refused], { count: MAX_FILES, size: saySize(file.size), room: saySize(picked.room.bytes) })
      : failed[refused]
  return <p class="error"><Sign shape="triangle" glyph="alert" size={28} /><span>{words.refused}{small.between}{why}</span></p>
}

/** What was taken out of it, what stays, and how many places were covered. */
export function Outcome({ item: { cleaned, covered }, isFirst, says }: { readonly item: Item; readonly isFirst: boolean; readonly says?: LeftWords }): JSX.Element | null {
  if (cleaned === null) return null
  const left = leftOf(cleaned, says)
  const untouched = cleaned.left.some(({ code }) => ['kind', 'old-office', 'locked', 'big'].includes(code))
  return (
    <>
      {!untouched && cleaned.removed.length === 0 && <p>{evidenceWords.nothing}</p>}
      {cleaned.removed.length > 0 && <Removed removed={cleaned.removed} open={isFirst} />}
      {covered > 0 && <p>{fill(evidenceWords.cover.covered, { n: covered })}</p>}
      {cleaned.misnamed && <p class="hint">{evidenceWords.misnamed}</p>}
      {left.length > 0 && (
        <div class={untouched ? 'notice warn' : 'hint'}>
          {untouched && <Sign shape="triangle" glyph="alert" size={32} />}
          <ul class="plain">{left.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>
        </div>
      )}
    </>
  )
}
