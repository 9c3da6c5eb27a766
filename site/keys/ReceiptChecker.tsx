import { profile } from '#contract/county/profile.ts'
import { track } from '#contract/county/track.ts'
import { sayDay } from '#contract/rules/day.ts'
import { fill } from '#contract/rules/fill.ts'
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { TextField } from '../ui/Field.tsx'
import { Sign } from '../ui/Sign.tsx'
import { todayIn } from '../ui/today.ts'
import type { ReceiptChecked } from './receipt-check.ts'

type Standing = { step: 'idle' } | { step: 'working' } | { step: 'done'; checked: ReceiptChecked } | { step: 'failed'; sentence: string }

/** Paste a receipt, see whether it is signed and in the chain. Only the public chain is fetched; the receipt stays in the page. */
export function ReceiptChecker(): JSX.Element {
  const [ready, setReady] = useState(false)
  const [text, setText] = useState('')
  const [error, setError] = useState<string>()
  const [standing, setStanding] = useState<Standing>({ step: 'idle' })
  useEffect(() => setReady(true), [])

  const check = async (event: Event) => {
    event.preventDefault()
    const { checkReceipt, readReceipt, call, sayFailure } = await import('./later.ts')
    const receipt = readReceipt(text)
    setError(receipt === null ? '这不像是回执。把存下来的回执文件整个贴进来，从“{”到“}”。' : undefined)
    if (receipt === null) return setStanding({ step: 'idle' })
    setStanding({ step: 'working' })
    const answer = await checkReceipt(receipt, call)
    setStanding(answer.ok ? { step: 'done', checked: answer.value } : { step: 'failed', sentence: sayFailure(answer) })
  }
  return (
    <form onSubmit={(event) => void check(event)} noValidate>
      <fieldset disabled={!ready}>
        <TextField id="receipt" label="把回执贴在这里" hint="回执不露出内容，贴在这里也不会送出去。" rows={5} value={text} onInput={setText} error={error} />
        <div class="actions"><button type="submit" class="button act">核对</button></div>
        <div role="status" aria-live="polite">
          {standing.step === 'working' && <p>正在取公开链，逐条核对…</p>}
          {standing.step === 'failed' && <p class="error">{standing.sentence}</p>}
          {standing.step === 'done' && <Result checked={standing.checked} />}
        </div>
      </fieldset>
    </form>
  )
}

function Result({ checked: { receipt, signed, brokenAt, inclusion, published } }: { readonly checked: ReceiptChecked }): JSX.Element {
  const good = signed && brokenAt === null && inclusion !== 'missing'
  const lines = [
    signed ? fill(track.receipt.good, { n: receipt.position, day: sayDay(receipt.day, todayIn(profile.timezone)) }) : track.receipt.wrong,
    brokenAt === null ? (published === 0 ? '公开链里还没有件。' : `公开链一共${published}件，从头到尾都接得上。`) : `公开链从第${brokenAt}段起接不上，请告诉受理台。`,
    { included: track.receipt.included, pending: track.receipt.pending, missing: '公开链里这一位放的是别的件，请把回执交给受理台核对。' }[inclusion],
  ]
  return (
    <div class={good ? 'notice act' : 'notice stop'}>
      <Sign shape={good ? 'square' : 'triangle'} glyph={good ? 'check' : 'alert'} size={44} />
      <div>{lines.map((line) => <p key={line}>{line}</p>)}</div>
    </div>
  )
}
