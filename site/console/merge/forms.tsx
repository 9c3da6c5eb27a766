/** 并案: looking for an earlier report of the same matter, merging, parting, telling the result. */
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useConsole } from '../context.ts'
import { Line, Pick } from '../fields.tsx'
import { MoveForm, useMoveDraft, type FormProps } from '../moves/MoveForm.tsx'
import type { UnsealedReport } from '../report/unseal.ts'
import { sayDate } from '../words.ts'
import { merge, relay, unmerge } from './act.ts'
import type { Why } from './alike.ts'
import { suggest, type Suggestion } from './suggest.ts'

const WHY_NAMES: Record<Why, string> = { township: '同一个乡镇', category: '同一类', place: '地点像', subject: '对象像', number: '有一样的号码', words: '说的像' }
/** As people type it: with or without the dash, which a telephone's number keys do not have. */
function referenceIn(typed: string): string | null {
  const digits = typed.replace(/[\s-]/g, '')
  return /^\d{8}$/.test(digits) ? `${digits.slice(0, 4)}-${digits.slice(4)}` : null
}

export function MergeForm(props: FormProps): JSX.Element {
  const { session } = useConsole()
  const { unsealed } = props
  const [{ into }, change] = useMoveDraft('merge', unsealed, { into: '' })
  const wanted = referenceIn(into)
  return (
    <MoveForm move="merge" {...props} missing={wanted === null ? '写上那一件的编号，八位数字。' : null} act={() => merge(session, unsealed, wanted ?? '')}>
      <Search unsealed={unsealed} into={into} onChoose={(value) => change({ into: value })} />
      <Line label="并到哪一件（编号）" hint="只能并到更早、还在办的一件。" value={into} onInput={(value) => change({ into: value })} inputMode="numeric" maxLength={9} autoComplete="off" />
    </MoveForm>
  )
}

/** Looks on this device for earlier ones; stops when asked to, and when the form is put away. */
function Search({ unsealed, into, onChoose }: { unsealed: UnsealedReport; into: string; onChoose: (reference: string) => void }): JSX.Element {
  const { session } = useConsole()
  const [found, setFound] = useState<readonly Suggestion[]>([])
  const [said, setSaid] = useState('')
  const [looking, setLooking] = useState(false)
  const stopped = useRef(false)
  useEffect(() => () => {
    stopped.current = true
  }, [])

  const look = async () => {
    stopped.current = false
    setFound([])
    setLooking(true)
    setSaid('正在这台电脑上逐件打开比对…')
    const opened = await suggest(session, unsealed, (one) => setFound((all) => [...all, one].toSorted((a, b) => b.points - a.points)), () => stopped.current).catch(() => null)
    setLooking(false)
    setSaid(opened === null ? '没有比完，再按一次。' : `比了${opened}件。`)
  }
  const { today } = unsealed.report
  return (
    <div class="stack">
      <div class="row">
        {looking
          ? <button type="button" class="button" onClick={() => (stopped.current = true)}>停下</button>
          : <button type="button" class="button" onClick={() => void look()}>找一找更早的</button>}
        <p class="quiet" role="status">{said}</p>
      </div>
      {found.length > 0 && (
        <Pick
          label="可能是同一件事" value={into === '' ? null : into} onChange={onChoose}
          options={found.map(({ reference, day, place, why }) => ({ value: reference, label: `${reference} · ${sayDate(day, today)}`, hint: `${why.map((one) => WHY_NAMES[one]).join('、')}。${place}` }))}
        />
      )}
    </div>
  )
}

export function UnmergeForm(props: FormProps): JSX.Element {
  const { session } = useConsole()
  return <MoveForm move="unmerge" {...props} act={() => unmerge(session, props.unsealed)} />
}

export function RelayForm(props: FormProps): JSX.Element {
  const { session } = useConsole()
  return <MoveForm move="relay" {...props} act={() => relay(session, props.unsealed)}><p>原话写给这一件的举报人，由受理台签名。</p></MoveForm>
}
