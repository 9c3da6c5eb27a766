import { claimWords } from '#contract/county/claim.ts'
import { deadlines } from '#contract/county/deadlines.ts'
import { language } from '#contract/county/language.ts'
import type { AwardNotice } from '#contract/award.ts'
import type { JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { call } from '../api/call.ts'
import { sayFailure } from '../report/failure.ts'
import { Clock } from '../ui/Clock.tsx'
import { Sign } from '../ui/Sign.tsx'
import { AwardTrust } from './AwardTrust.tsx'
import type { AwardProps } from './AwardSection.tsx'
import { asWritten, sayAward } from './award-words.ts'
import { toAward, TransferWay } from './TransferWay.tsx'
import { claim, type ClaimAnswer } from './claim.ts'
import { VoucherCard } from './VoucherCard.tsx'

const { buttons, problems } = claimWords
/** The county's term in days, for the dial alone. */
const WHOLE = deadlines.find(({ kind }) => kind === 'collect')?.days ?? 60

/** How a reward stands, the voucher for it, and why the window learns nothing. The number lives in this component and nowhere else. */
export function AwardBox(props: AwardProps): JSX.Element | null {
  const { report, today } = props
  const notice = report.tracked.award
  const { voucher, busy, problem, take, hide } = useVoucher(props)
  if (notice === null) return null
  const said = sayAward(notice, today)
  const out = notice.standing === 'claimed'
  const moving = notice.standing === 'confirming'
  const way = voucher === null && notice.transferable && <TransferWay {...props} notice={notice} />
  return (
    <div class="stack">
      <div class="award-head">
        {notice.left !== null && notice.standing === 'waiting' && notice.left >= 0
          ? <Clock days={notice.left} part={Math.min(1, notice.left / WHOLE)} size={72} />
          : <Sign shape={said.open || notice.standing === 'paid' ? 'square' : 'disc'} glyph={said.open || notice.standing === 'paid' ? 'check' : 'paper'} size={56} />}
        <div><h3>{said.lead}</h3>{said.sentences.map((sentence) => <p key={sentence}>{sentence}</p>)}{said.how !== null && <p>{said.how}</p>}</div>
      </div>
      {voucher !== null && <VoucherCard voucher={voucher} onHide={hide} />}
      {moving && way}
      {voucher === null && canTake(notice, said.open) && (
        <div class="actions no-print"><button type="button" class={moving ? 'link' : 'button act'} aria-disabled={busy} onClick={() => void take(false)}>{out ? buttons.again : moving ? buttons.instead : buttons.take}</button></div>
      )}
      {!moving && way}
      {out && notice.closed === null && <Renew busy={busy} onRenew={() => void take(true)} />}
      <p role="status" class="no-print">{busy && claimWords.working}</p>
      <div role="alert">{problem !== '' && <p class="error">{problem}</p>}</div>
      {said.open && <Where {...notice.where} />}
      {said.open && <AwardTrust report={report} />}
    </div>
  )
}

/** One that is out is shown again in any case; a transfer that nobody has confirmed yet gives way to a voucher. */
const canTake = ({ standing, closed }: AwardNotice, open: boolean): boolean => (open || standing === 'confirming') && (standing === 'claimed' || closed === null)

/** What is written for the door stands as the county wrote it. */
const Where = ({ address, hours }: { readonly address: string; readonly hours: string }): JSX.Element => (
  <div class="where no-print">
    <h3>{claimWords.where}</h3>
    {[address, hours].map((words) => <p key={words} lang={language.id === 'zh' ? undefined : 'zh-CN'}>{asWritten(words)}</p>)}
  </div>
)

/** Another voucher kills the one that may be in somebody's hand already, so it asks once more. */
function Renew({ busy, onRenew }: { readonly busy: boolean; readonly onRenew: () => void }): JSX.Element {
  const [sure, setSure] = useState(false)
  const really = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => {
    if (sure) really.current?.focus()
  }, [sure])
  if (!sure) return <p class="no-print"><button type="button" class="link" aria-disabled={busy} onClick={() => setSure(true)}>{buttons.renew}</button></p>
  return (
    <div class="notice warn no-print">
      <div>
        <p>{buttons.sure}</p>
        <div class="actions">
          <button type="button" class="button" ref={really} aria-disabled={busy} onClick={() => {
            setSure(false)
            onRenew()
          }}>{buttons.really}</button>
          <button type="button" class="link" onClick={() => {
            toAward()
            setSure(false)
          }}>{buttons.keep}</button>
        </div>
      </div>
    </div>
  )
}

function sayClaimFailure(failure: Exclude<ClaimAnswer, { ok: true }>): string {
  switch (failure.code) {
    case 'network':
    case 'garbled':
      return problems.lost
    case 'conflict':
    case 'nothing-to-claim':
      return problems.conflict
    case 'forbidden':
      return problems.forbidden
    case 'too_many':
      return problems['too-many']
    default:
      return sayFailure(failure)
  }
}

/** One claim at a time. After a lost answer the same press asks for the same voucher. */
function useVoucher({ report, onFresh }: AwardProps) {
  const [voucher, setVoucher] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  async function take(renew: boolean): Promise<void> {
    if (busy) return
    setBusy(true)
    setProblem('')
    const answer = await claim(report, { call, renew }).finally(() => setBusy(false))
    if (!answer.ok) return setProblem(sayClaimFailure(answer))
    setVoucher(answer.value.voucher)
    onFresh(answer.value.report)
  }
  const hide = () => {
    toAward()
    setVoucher(null)
  }
  return { voucher, busy, problem, take, hide }
}
