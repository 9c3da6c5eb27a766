import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { MemberName } from '#contract/ids.ts'
import { profile } from '#contract/county/profile.ts'
import type { EventKind } from '#contract/states.ts'
import type { EventQuery } from '#contract/audit.ts'
import { parseDay } from '../../report/since.ts'
import { todayIn } from '../../ui/today.ts'
import { Line } from '../fields.tsx'
import { EventList } from './EventList.tsx'
import { readReference } from './verify.ts'

const KINDS: readonly { readonly kind: EventKind | undefined; readonly label: string }[] = [
  { kind: 'opened', label: '打开过' }, { kind: 'refused', label: '不予受理' }, { kind: 'referred', label: '转出' }, { kind: 'identity-opened', label: '看过身份' }, { kind: 'evidence-opened', label: '看过附件' }, { kind: 'evidence-saved', label: '存过附件' }, { kind: 'exported', label: '导出过' }, { kind: undefined, label: '所有记录' },
]

interface Asked {
  readonly member: string
  readonly reference: string
  readonly day: string
}
const NOBODY: Asked = { member: '', reference: '', day: '' }

/** Who opened, refused, referred, exported what: by member, by report, by day. */
export function Events(): JSX.Element {
  const [kind, setKind] = useState<EventKind | undefined>('opened')
  const [asked, setAsked] = useState(NOBODY)
  const [where, setWhere] = useState<Omit<EventQuery, 'kind'>>({})
  const [problem, setProblem] = useState('')
  const change = (part: Partial<Asked>) => setAsked((before) => ({ ...before, ...part }))

  function find(): void {
    const read = readAsked(asked)
    setProblem(typeof read === 'string' ? read : '')
    if (typeof read !== 'string') setWhere(read)
  }
  return (
    <section class="sheet stack" aria-labelledby="events-title">
      <h2 id="events-title">谁做了什么</h2>
      <p>谁打开过哪一件、哪些没有受理、为什么、让人去哪里。你看不到举报的内容。</p>
      <div class="filters" role="group" aria-label="哪一种">
        {KINDS.map((one) => <button key={one.label} type="button" class="chip" aria-pressed={one.kind === kind} onClick={() => setKind(one.kind)}>{one.label}</button>)}
      </div>
      <form noValidate class="line-form" onSubmit={(event) => {
        event.preventDefault()
        find()
      }}>
        <Line label="谁（代号）" value={asked.member} onInput={(member) => change({ member })} autoComplete="off" maxLength={32} class="short" />
        <Line label="哪一件（公开编号）" value={asked.reference} onInput={(reference) => change({ reference })} inputMode="numeric" autoComplete="off" maxLength={20} class="short" />
        <Line label="哪一天" value={asked.day} onInput={(day) => change({ day })} autoComplete="off" maxLength={20} class="short" />
        <button type="submit" class="button act">找</button>
      </form>
      <div role="alert">{problem !== '' && <p class="error">{problem}</p>}</div>
      <EventList query={{ ...where, ...(kind !== undefined && { kind }) }} />
    </section>
  )
}

/** The conditions, or what is wrong with them. */
function readAsked({ member, reference, day }: Asked): Omit<EventQuery, 'kind'> | string {
  const [name, number, when] = [member.trim().toLowerCase(), readReference(reference), parseDay(day, todayIn(profile.timezone))]
  if (name !== '' && !MemberName.safeParse(name).success) return '代号是小写字母、数字和短横，下面“核对登录方式的变动”里有。'
  if (reference.trim() !== '' && number === null) return '公开编号是8位数字，前4位、后4位。'
  if (day.trim() !== '' && when === null) return '没有看懂是哪一天。像“11月20日”“昨天”这样写。'
  return { ...(name !== '' && { member: name }), ...(number !== null && { reference: number }), ...(when !== null && { day: when }) }
}
