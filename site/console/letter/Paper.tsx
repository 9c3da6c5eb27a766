/** A letter as it lies on paper: on the screen a sheet to be read over, printed one of A4 in the form of a 信函 (GB/T 9704-2012, 10.1). */
import type { ComponentChildren, JSX } from 'preact'
import type { ReferralLetter, RefusalNotice } from './letter.ts'

type AnyLetter = ReferralLetter | RefusalNotice

/** Where the focus goes once a sheet is shown. */
export const SHEET = 'letter-sheet'

/** Beyond this many characters of what was reported a page does not hold it in 三号: it is set in 四号. */
const ROOMY = 70

export function Paper({ letter }: { readonly letter: AnyLetter }): JSX.Element {
  return letter.kind === 'referral' ? <Referral letter={letter} /> : <Notice letter={letter} />
}

function Sheet({ letter, dense, children }: { readonly letter: AnyLetter; readonly dense: boolean; readonly children: ComponentChildren }): JSX.Element {
  return (
    <article id={SHEET} tabIndex={-1} class={dense ? 'letter-paper dense' : 'letter-paper'} aria-label={letter.title}>
      <p class="issuer">{letter.issuer}</p>
      <p class="number">{letter.number}</p>
      <h4 class="title">{letter.title}</h4>
      {children}
      <div class="signed"><p>{letter.issuer}</p><p>{letter.day}</p></div>
      <p>（联系电话：{letter.telephone}）</p>
    </article>
  )
}

function Referral({ letter }: { readonly letter: ReferralLetter }): JSX.Element {
  const long = letter.reported.reduce((sum, { text }) => sum + [...text].length, 0) > ROOMY
  return (
    <Sheet letter={letter} dense={long}>
      <p class="addressee">{letter.addressee}：</p>
      <p>{letter.opening}</p>
      <h5>{letter.said}</h5>
      {letter.reported.map(({ label, text }) => <p key={label} class="reported">{label}：{text}</p>)}
      <h5>{letter.asks}</h5>
      {letter.demands.map((demand) => <p key={demand}>{demand}</p>)}
      <p>{letter.closing}</p>
      {letter.attachments.length > 0 && <Attachments names={letter.attachments} />}
    </Sheet>
  )
}

/** One is named as it is, several are numbered; no full stop behind them. */
function Attachments({ names }: { readonly names: readonly string[] }): JSX.Element {
  return <div class="attached"><p>附件：</p><div>{names.map((name, at) => <p key={name}>{names.length > 1 && `${at + 1}. `}{name}</p>)}</div></div>
}

function Notice({ letter }: { readonly letter: RefusalNotice }): JSX.Element {
  return (
    <Sheet letter={letter} dense={false}>
      <p>{letter.opening.split(/(\d{4}-\d{4})/).map((part, at) => (at % 2 === 1 ? <span key={part} class="nowrap">{part}</span> : part))}</p>
      <p>{letter.because}</p>
      {letter.elsewhere !== null && <p>{letter.elsewhere}</p>}
      {letter.closing.map((line) => <p key={line}>{line}</p>)}
      {letter.counter !== null && <p>地址：{letter.counter}。</p>}
    </Sheet>
  )
}
