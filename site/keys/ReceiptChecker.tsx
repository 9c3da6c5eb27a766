import { profile } from '#contract/county/profile.ts'
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { TextField } from '../ui/Field.tsx'
import { Sign } from '../ui/Sign.tsx'
import { todayIn } from '../ui/today.ts'
import type { Heads } from './heads.ts'
import { ChooseFile, KeptChains, type Kept } from './KeptChains.tsx'

type Standing = { step: 'idle' } | { step: 'working' } | { step: 'done'; well: boolean; lines: readonly string[] } | { step: 'failed'; sentence: string }

const load = () => import('./receipt-later.ts')

/**
 * A receipt, as a file or pasted: what it is worth. Or the proof of a claim, which needs nothing besides. With kept copies of the chain nothing is fetched; without, only the public chain is. All
 * that checks is loaded with the page, so that the network can go once it is open.
 */
export function ReceiptChecker(): JSX.Element {
  const [ready, setReady] = useState(false)
  const [text, setText] = useState('')
  const [kept, setKept] = useState<readonly Kept[]>([])
  const [error, setError] = useState<string>()
  const [standing, setStanding] = useState<Standing>({ step: 'idle' })
  useEffect(() => void load().finally(() => setReady(true)), [])

  const check = async (written: string) => {
    const { readReceipt } = await load()
    const [receipt, proof] = [readReceipt(written), await judgeProof(written)]
    setError(receipt === null && proof === null ? NEITHER : undefined)
    if (receipt === null) return setStanding(proof ?? { step: 'idle' })
    setStanding({ step: 'working' })
    setStanding(await judge(receipt, kept.map(({ heads }) => heads)))
  }
  const choose = async ([file]: readonly File[]) => {
    if (file === undefined) return
    const written = await file.text()
    setText(written)
    await check(written)
  }
  return (
    <form noValidate onSubmit={(event) => {
      event.preventDefault()
      void check(text)
    }}>
      <fieldset disabled={!ready}>
        <ChooseFile words="选回执文件" onChoose={(files) => void choose(files)} />
        <TextField id="receipt" label="或者把回执贴在这里" hint="回执不露出内容，也不会从这一页送出去。" rows={5} value={text} onInput={setText} error={error} />
        <KeptChains kept={kept} onKept={setKept} />
        <div class="actions"><button type="submit" class="button act">核对</button></div>
        <div role="status" aria-live="polite">
          {standing.step === 'working' && <p>{kept.length > 0 ? '正在逐条核对…' : '正在取公开链，逐条核对…'}</p>}
          {standing.step === 'failed' && <p class="error">{standing.sentence}</p>}
          {standing.step === 'done' && <Result {...standing} />}
        </div>
      </fieldset>
    </form>
  )
}

const NEITHER = '这不像是回执，也不像领奖的证明。选存下的回执文件，或者把它整个贴进来，从“{”到“}”。'

/** Null for a text that is no proof of a claim. */
async function judgeProof(written: string): Promise<Standing | null> {
  const { judgeClaim, readClaimProof, sayClaimProof } = await load()
  const proof = readClaimProof(written)
  if (proof === null) return null
  const verdict = judgeClaim(proof)
  return { step: 'done', well: verdict === 'signed', lines: sayClaimProof(proof, verdict) }
}

type Receipt = NonNullable<ReturnType<Awaited<ReturnType<typeof load>>['readReceipt']>>

async function judge(receipt: Receipt, kept: readonly Heads[]): Promise<Standing> {
  const { call, checkReceipt, isWell, judgeReceipt, sayChecked, sayFailure } = await load()
  const today = todayIn(profile.timezone)
  const answer = kept.length > 0 ? { ok: true as const, value: await judgeReceipt(receipt, kept) } : await checkReceipt(receipt, call, today)
  if (!answer.ok) return { step: 'failed', sentence: sayFailure(answer) }
  return { step: 'done', well: isWell(answer.value), lines: sayChecked(answer.value, today, kept.length > 0) }
}

function Result({ well, lines: [first, ...others] }: { readonly well: boolean; readonly lines: readonly string[] }): JSX.Element {
  return (
    <div class={well ? 'notice act' : 'notice stop'}>
      <Sign shape={well ? 'square' : 'triangle'} glyph={well ? 'check' : 'alert'} size={44} />
      <div><p><strong>{first}</strong></p>{others.map((line) => <p key={line}>{line}</p>)}</div>
    </div>
  )
}
