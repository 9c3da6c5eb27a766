import { claimWords } from '#contract/county/claim.ts'
import { paying } from '#contract/county/paying.ts'
import { fill } from '#contract/rules/fill.ts'
import { hasCardCheck, readAccount } from '#contract/rules/transfer.ts'
import type { JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { call } from '../api/call.ts'
import { sayFailure } from '../report/failure.ts'
import { Check } from '../ui/Choice.tsx'
import { FieldError, TextField } from '../ui/Field.tsx'
import type { AwardProps } from './AwardSection.tsx'
import { accountProblems, MAX_BANK, MAX_NAME, transferClaimer, type Account, type TransferAnswer } from './transfer.ts'

const { transfer: words, problems } = claimWords
const { consent, fields } = words
const NOTHING: Account = { name: '', bank: '', account: '' }
/** Lengths that bank cards have. */
const CARD = /^\d{16,19}$/

/** First what becomes of what is asked, then what is asked. It lives in this component and goes with it. */
export function TransferForm({ report, onFresh, onClose }: AwardProps & { readonly onClose: () => void }): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null)
  const form = useRef<HTMLFormElement>(null)
  const { account, change, agreed, agree, shown, busy, problem, send } = useTransfer({ report, onFresh, onClose }, () => form.current?.querySelector<HTMLElement>('.wrong input, .disagreed input')?.focus())
  useLayoutEffect(() => heading.current?.focus(), [])
  const line = (field: keyof Account, max: number) => (
    <TextField id={`transfer-${field}`} label={fields[field]} hint={fields[`${field}-hint`]} value={account[field]} max={max} onInput={(value) => change({ ...account, [field]: value })}
      {...(shown?.[field] !== undefined && { error: shown[field] })} {...(field === 'account' && { inputMode: 'numeric' as const })} />
  )
  return (
    <form ref={form} class="sheet stack transfer no-print" noValidate onSubmit={(event) => {
      event.preventDefault()
      void send()
    }}>
      <h3 ref={heading} tabIndex={-1}>{words.title}</h3>
      <h4>{consent.title}</h4>
      <ul>{[consent.collect, consent.who, fill(consent.kept, { days: paying.payoutDays }), consent.free].map((one) => <li key={one}>{one}</li>)}</ul>
      <div class={shown?.agree === undefined ? undefined : 'disagreed'}>
        <Check label={consent.agree} checked={agreed} onChange={agree} />
        <FieldError id="transfer-agree" error={shown?.agree} />
      </div>
      {line('name', MAX_NAME)}
      {line('bank', MAX_BANK)}
      {line('account', 40)}
      <p role="status" class="hint">{sayAccount(account.account)}</p>
      <p role="status">{busy && words.sending}</p>
      <div role="alert">{problem !== '' && <p class="error">{problem}</p>}</div>
      <div class="actions">
        <button type="submit" class="button act" aria-disabled={busy}>{words.send}</button>
        <button type="button" class="link" onClick={onClose}>{words.back}</button>
      </div>
    </form>
  )
}

/** What can be said of an account without asking anybody. */
function sayAccount(typed: string): string {
  const digits = readAccount(typed)
  if (digits === null) return ''
  return CARD.test(digits) && !hasCardCheck(digits) ? words['check-digit'] : words.fits
}

type Shown = Partial<Record<keyof Account | 'agree', string>>

function problemsOf(account: Account, agreed: boolean): Shown | null {
  const found = accountProblems(account)
  return found === null && agreed ? null : { ...found, ...(!agreed && { agree: words.errors.agree }) }
}

/** One claim at a time; the same press after a lost answer sends the same bytes. */
function useTransfer({ report, onFresh, onClose }: Pick<AwardProps, 'report' | 'onFresh'> & { readonly onClose: () => void }, onWrong: () => void) {
  const [account, change] = useState(NOTHING)
  const [agreed, agree] = useState(false)
  const [tried, setTried] = useState(0)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const [claim] = useState(() => transferClaimer(call))
  const shown = tried > 0 ? problemsOf(account, agreed) : null
  useLayoutEffect(() => {
    if (tried > 0 && shown !== null) onWrong()
  }, [tried])
  async function send(): Promise<void> {
    if (busy) return
    setProblem('')
    setTried(tried + 1)
    if (problemsOf(account, agreed) !== null) return
    setBusy(true)
    const answer = await claim(report, account).finally(() => setBusy(false))
    if (!answer.ok) return setProblem(sayTransferFailure(answer))
    onFresh(answer.value)
    onClose()
  }
  return { account, change, agreed, agree, shown, busy, problem, send }
}

function sayTransferFailure(failure: Exclude<TransferAnswer, { ok: true }>): string {
  switch (failure.code) {
    case 'network':
    case 'garbled':
      return problems['lost-transfer']
    case 'conflict':
    case 'nothing-to-claim':
      return problems.conflict
    case 'forbidden':
      return problems['not-taken']
    case 'too_many':
      return problems['too-many']
    case 'sealing':
      return words.errors.sealing
    default:
      return sayFailure(failure)
  }
}
