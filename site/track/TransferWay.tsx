import type { AwardNotice } from '#contract/award.ts'
import { claimWords } from '#contract/county/claim.ts'
import { messages } from '#contract/county/messages.ts'
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { AwardProps } from './AwardSection.tsx'
import type { TransferForm } from './TransferForm.tsx'

const words = claimWords.transfer

/** Before what has the focus goes away. */
export const toAward = (): void => document.getElementById('award')?.focus()

/** That it can be transferred too. The form for it, and all that seals it, comes when it is wanted. */
export function TransferWay({ notice, ...props }: AwardProps & { readonly notice: AwardNotice }): JSX.Element {
  const [Form, setForm] = useState<{ readonly of: typeof TransferForm } | null>(null)
  const [failed, setFailed] = useState(false)
  const { transfer, closed, standing } = notice
  const again = transfer?.standing === 'returned' || standing === 'confirming'
  const open = () => void import('./TransferForm.tsx').then(({ TransferForm: of }) => {
    setFailed(false)
    setForm({ of })
  }, () => setFailed(true))
  if (Form !== null) return <Form.of {...props} onClose={() => {
    toAward()
    setForm(null)
  }} />
  return (
    <div class="stack no-print">
      {standing !== 'confirming' && <p>{closed === 'no-voucher' ? words.only : words.both}</p>}
      <div class="actions"><button type="button" class={closed === 'no-voucher' ? 'button act' : 'button'} onClick={open}>{again ? words.again : words.open}</button></div>
      {failed && <p class="error" role="alert">{messages.network['not-opened']}</p>}
    </div>
  )
}
