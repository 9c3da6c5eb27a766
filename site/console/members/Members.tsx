import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { messages } from '#contract/county/messages.ts'
import { disableMember, listMembers, type MemberRow } from '#contract/member.ts'
import { useConsole } from '../context.ts'
import { ROLE_NAMES, STANDING_NAMES, unitName } from '../words.ts'
import { Invite } from './Invite.tsx'
import { KeysDue } from './KeysDue.tsx'

/** The administrator's list. Nothing here opens a report or learns a member's secrets. */
export function Members(): JSX.Element {
  const { members, next, problem, load, put, disable } = useMembers()
  const [again, setAgain] = useState<MemberRow | null>(null)
  return (
    <section class="sheet stack">
      <h2>工作人员</h2>
      <p>管理员看不到任何一件举报，也不知道别人的口令。</p>
      <KeysDue after={members} />
      <p class="error" role="alert">{problem}</p>
      <Invite key={again?.name ?? ''} again={again} onDone={put} onClose={() => setAgain(null)} />
      {members.length === 0 ? <p class="none">{messages.empty.members}</p> : (
        <table class="rows members">
          <caption>列出{members.length}位</caption>
          <thead><tr><th scope="col">姓名</th><th scope="col">代号</th><th scope="col">单位</th><th scope="col">岗位</th><th scope="col">现在</th><th scope="col"><span class="sr-only">能做什么</span></th></tr></thead>
          <tbody>{members.map((row) => <Row key={row.name} row={row} onAgain={() => setAgain(row)} onDisable={() => disable(row)} />)}</tbody>
        </table>
      )}
      {next !== null && <button type="button" class="button" onClick={() => void load(next)}>再看一些</button>}
    </section>
  )
}

function Row({ row, onAgain, onDisable }: { row: MemberRow; onAgain: () => void; onDisable: () => Promise<void> }): JSX.Element {
  const { me } = useConsole().session
  const [sure, setSure] = useState(false)
  const { name, displayName, unit, roles, standing } = row
  return (
    <tr>
      <td data-label="姓名">{displayName}</td>
      <td data-label="代号" class="ref">{name}</td>
      <td data-label="单位">{unit === null ? '不属于单位' : unitName(unit)}</td>
      <td data-label="岗位">{roles.map((role) => ROLE_NAMES[role]).join('、')}</td>
      <td data-label="现在">{STANDING_NAMES[standing]}</td>
      <td>
        {name !== me.name && !sure && <button type="button" class="link" aria-label={`重新开通${displayName}`} onClick={onAgain}>重新开通</button>}
        {name !== me.name && !sure && standing !== 'disabled' && <button type="button" class="link" aria-label={`停用${displayName}`} onClick={() => setSure(true)}>停用</button>}
        {sure && <button type="button" class="button stop" onClick={() => void onDisable().then(() => setSure(false))}>真的停用{displayName}</button>}
        {sure && <button type="button" class="link" onClick={() => setSure(false)}>不停用</button>}
      </td>
    </tr>
  )
}

function useMembers() {
  const { session, explain, say } = useConsole()
  const [members, setMembers] = useState<readonly MemberRow[]>([])
  const [next, setNext] = useState<string | null>(null)
  const [problem, setProblem] = useState('')
  const put = (row: MemberRow) => setMembers((before) => [...before.filter((one) => one.name !== row.name), row].toSorted((a, b) => (a.name < b.name ? -1 : 1)))

  async function load(after: string | null): Promise<void> {
    const answer = await session.tools.call(listMembers, {}, after === null ? {} : { after })
    if (!answer.ok) return setProblem(explain(answer))
    setMembers((before) => (after === null ? answer.value.members : [...before, ...answer.value.members]))
    setNext(answer.value.next)
  }
  async function disable(row: MemberRow): Promise<void> {
    const answer = await session.tools.call(disableMember, { name: row.name }, {})
    if (!answer.ok) return setProblem(explain(answer))
    put(answer.value)
    say(`${row.displayName}停用了，他的登录马上失效。${row.unit === null ? '' : '他那个单位该换钥匙了。'}`)
  }
  useEffect(() => void load(null), [session.me.name])
  return { members, next, problem, load, put, disable }
}
