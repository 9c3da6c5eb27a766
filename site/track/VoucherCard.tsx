import { claimWords } from '#contract/county/claim.ts'
import { small } from '#contract/county/small.ts'
import { formatVoucher } from '#contract/rules/voucher.ts'
import type { JSX } from 'preact'
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { codePicture } from '../report/picture.ts'
import { qrOf } from '../report/qr.ts'

const words = claimWords.voucher

interface Props {
  /** 16 digits. */
  readonly voucher: string
  readonly onHide: () => void
}

/** The voucher to take to the window: four groups of four, the same digits as a picture, and ways to keep them. */
export function VoucherCard({ voucher, onHide }: Props): JSX.Element {
  const shown = formatVoucher(voucher)
  const groups = shown.split('-')
  const heading = useRef<HTMLHeadingElement>(null)
  const qr = useMemo(() => qrOf(voucher), [voucher])
  useLayoutEffect(() => heading.current?.focus(), [voucher])
  return (
    <div class="sheet stack voucher">
      <h3 ref={heading} tabIndex={-1}>{words.title}</h3>
      <p class="no-print"><strong>{words.money}</strong></p>
      <ol class="code" aria-label={groups.join(small.pause)}>{groups.map((group, index) => <li key={index}>{group}</li>)}</ol>
      <div class="keep">
        <svg class="qr" viewBox={`0 0 ${qr.size} ${qr.size}`} role="img" aria-label={words.qr}><path d={qr.path} /></svg>
        <Ways shown={shown} groups={groups} qr={qr} onHide={onHide} />
      </div>
    </div>
  )
}

interface WaysProps {
  readonly shown: string
  readonly groups: readonly string[]
  readonly qr: ReturnType<typeof qrOf>
  readonly onHide: () => void
}

function Ways({ shown, groups, qr, onHide }: WaysProps): JSX.Element {
  const [said, setSaid] = useState('')
  const [picture, setPicture] = useState<string | null>(null)
  const copy = () => navigator.clipboard.writeText(shown).then(() => setSaid(words.copied), () => setSaid(words['copy-failed']))
  return (
    <div class="ways no-print">
      <button type="button" class="button" onClick={() => void copy()}>{words.copy}</button>
      <button type="button" class="button" onClick={() => print()}>{words.print}</button>
      {picture === null
        ? <button type="button" class="button" onClick={() => void codePicture(groups, qr).then(setPicture)}>{words.picture}</button>
        : <a class="button" href={picture} download="16.png">{words.picture}</a>}
      {picture !== null && <img class="picture" src={picture} alt={words.hold} />}
      <button type="button" class="link" onClick={onHide}>{words.hide}</button>
      <p role="status" class="hint">{said}</p>
    </div>
  )
}
