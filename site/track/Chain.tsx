import { profile } from '#contract/county/profile.ts'
import { track } from '#contract/county/track.ts'
import type { Receipt } from '#contract/report.ts'
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { call } from '../api/call.ts'
import { checkReceipt } from '../keys/receipt-check.ts'
import { sayFailure } from '../report/failure.ts'
import { todayIn } from '../ui/today.ts'

/** Looks for the receipt in the public chain, when asked: the whole chain is fetched for it. */
export function Chain({ receipt }: { readonly receipt: Receipt }): JSX.Element {
  const [said, setSaid] = useState<string | null>(null)
  const check = async () => {
    setSaid(track.receipt.working)
    const answer = await checkReceipt(receipt, call, todayIn(profile.timezone))
    if (!answer.ok) return setSaid(sayFailure(answer))
    const { verdict } = answer.value
    setSaid(verdict === 'included' || verdict === 'pending' || verdict === 'late' ? track.receipt[verdict] : track.receipt.wrong)
  }
  return (
    <>
      <p role="status">{said ?? track.receipt.explain}</p>
      {said === null && <p><button type="button" class="button small" onClick={() => void check()}>{track.receipt.ask}</button></p>}
    </>
  )
}
