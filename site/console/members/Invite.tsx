import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { units } from '#contract/county/units.ts'
import { inviteMember, type MemberRow } from '#contract/member.ts'
import { ROLES_BY_KIND, type Role } from '#contract/roles.ts'
import { makeEnrolment } from '../../crypto/member.ts'
import { useConsole } from '../context.ts'
import { Line, Select, Tick } from '../fields.tsx'
import { showEnrolment } from '../sign-in/enrol.ts'
import { ROLE_NAMES } from '../words.ts'

interface Props {
  /** An existing member who gets a new start; null for a new one. */
  readonly again: MemberRow | null
  readonly onDone: (row: MemberRow) => void
  readonly onClose: () => void
}

const NONE = 'none'
const UNIT_GROUPS = [
  { name: '不属于单位', options: [{ value: NONE, label: '审计员、管理员' }] },
  { name: '单位', options: units.map(({ id, short }) => ({ value: id, label: short })) },
]

/** Adds a member. The one-time code is made in this browser, shown once, and only its hash is sent. */
export function Invite({ again, onDone, onClose }: Props): JSX.Element {
  const [open, setOpen] = useState(again !== null)
  const [made, setMade] = useState<{ row: MemberRow; code: string } | null>(null)
  const close = () => {
    setMade(null)
    setOpen(false)
    onClose()
  }
  if (made !== null) return <Code code={made.code} name={made.row.name} displayName={made.row.displayName} onClose={close} />
  if (!open) return <p><button type="button" class="button" onClick={() => setOpen(true)}>加一位工作人员</button></p>
  return <InviteForm again={again} onClose={close} onMade={(row, code) => {
    setMade({ row, code })
    onDone(row)
  }} />
}

function InviteForm({ again, onMade, onClose }: { again: MemberRow | null; onMade: (row: MemberRow, code: string) => void; onClose: () => void }): JSX.Element {
  const { session, explain } = useConsole()
  const [name, setName] = useState(again?.name ?? '')
  const [displayName, setDisplayName] = useState(again?.displayName ?? '')
  const [unit, setUnit] = useState(again === null ? '' : (again.unit ?? NONE))
  const [roles, setRoles] = useState<readonly Role[]>(again?.roles ?? [])
  const [problem, setProblem] = useState('')
  const fitting: readonly Role[] = unit === '' ? [] : ROLES_BY_KIND[units.find(({ id }) => id === unit)?.kind ?? NONE]
  const chosen = roles.filter((role) => fitting.includes(role))

  async function submit(): Promise<void> {
    const missing = missingIn(name, displayName, unit, chosen)
    setProblem(missing ?? '')
    if (missing !== null) return
    const { enrolment, enrolmentHash } = await makeEnrolment()
    const input = { name, displayName: displayName.trim(), unit: unit === NONE ? null : unit, roles: [...chosen], enrolmentHash }
    const answer = await session.tools.call(inviteMember, {}, input)
    if (answer.ok) onMade(answer.value, enrolment)
    else setProblem(explain(answer))
  }

  return (
    <form class="move-form" noValidate onSubmit={(event) => {
      event.preventDefault()
      void submit()
    }}>
      <h3>{again === null ? '加一位工作人员' : `给${again.displayName}重新开通`}</h3>
      {again !== null && <p class="hint">他原来的口令、验证器和钥匙马上失效。</p>}
      <Line label="姓名" value={displayName} onInput={setDisplayName} autoComplete="off" maxLength={40} />
      {again === null && <Line label="代号" hint="登录用，小写字母开头，如 fire02" value={name} onInput={(value) => setName(value.trim().toLowerCase())} autoComplete="off" maxLength={32} />}
      <Select label="单位" none="选一个" groups={UNIT_GROUPS} value={unit} onChange={setUnit} />
      {fitting.length > 0 && <Tick label="岗位" options={fitting.map((role) => ({ value: role, label: ROLE_NAMES[role] }))} values={chosen} onChange={setRoles} />}
      <p class="error" role="alert">{problem}</p>
      <div class="row">
        <button type="submit" class="button act">生成开通码</button>
        <button type="button" class="link" onClick={onClose}>先不加</button>
      </div>
    </form>
  )
}

function missingIn(name: string, displayName: string, unit: string, roles: readonly Role[]): string | null {
  if (displayName.trim() === '') return '写上姓名。'
  if (!/^[a-z][a-z0-9-]{1,31}$/.test(name)) return '代号用小写字母开头，后面是小写字母、数字或短横，2到32个字符。'
  if (unit === '') return '选一个单位。'
  return roles.length === 0 ? '至少选一个岗位。' : null
}

function Code({ code, name, displayName, onClose }: { code: string; name: string; displayName: string; onClose: () => void }): JSX.Element {
  const [copied, setCopied] = useState(false)
  return (
    <div class="notice act" role="status">
      <div>
        <p><strong>把这个开通码当面交给{displayName}，只显示这一次。</strong></p>
        <p>代号 <code>{name}</code></p>
        <p class="secret"><code>{showEnrolment(code)}</code></p>
        <p>7天内用一次就作废。他用它生成自己的口令，你看不到。</p>
        <div class="row">
          <button type="button" class="button" onClick={() => void navigator.clipboard.writeText(code).then(() => setCopied(true), () => setCopied(false))}>{copied ? '复制了' : '复制开通码'}</button>
          <button type="button" class="link" onClick={onClose}>交给他了，收起来</button>
        </div>
      </div>
    </div>
  )
}
