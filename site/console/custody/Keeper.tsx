import type { JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { WaitingRequest } from '#contract/custody.ts'
import { PAGE_SIZE } from '#contract/limits.ts'
import { useConsole } from '../context.ts'
import { Line } from '../fields.tsx'
import { sayDate } from '../words.ts'
import { read, type OpenedCustody } from './act.ts'
import { One } from './One.tsx'
import { usePayees, type PayeeList } from './use-payees.ts'
import { useWaiting } from './use-waiting.ts'
import { WaitingList } from './WaitingList.tsx'

/** The custodian's desk: what waits, and any named report by its reference. */
export function Keeper(): JSX.Element {
  const { session, explain } = useConsole()
  const list = useWaiting()
  const payees = usePayees()
  const [opened, setOpened] = useState<OpenedCustody | null>(null)
  const [reference, setReference] = useState('')
  const [problem, setProblem] = useState('')
  const heading = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => heading.current?.focus({ preventScroll: true }), [opened === null])

  async function open(wanted: string): Promise<void> {
    setProblem('')
    const digits = wanted.replace(/\D/g, '')
    if (digits.length !== 8) return setProblem('公开编号是8位数字，像 0123-4567。')
    const outcome = await read(session, `${digits.slice(0, 4)}-${digits.slice(4)}`)
    if (!outcome.ok) return setProblem(explain(outcome))
    setOpened(outcome.value)
  }


  if (opened !== null) return <One opened={opened} onChange={setOpened} onBack={() => void Promise.all([list.load(), payees.load()]).then(() => setOpened(null))} />
  return (
    <section class="sheet stack custody">
      <h2 ref={heading} tabIndex={-1}>实名保管</h2>
      <p>姓名电话只有身份保管员的钥匙打得开。看一次，要先写明理由，再由第二个人同意；同意了只能看一次。每一步都留在流转记录里，审计看得到，举报人也看得到。举报说了什么，不会到这里来。</p>
      <WaitingList list={list} none={payees.payees?.length === 0 ? '现在没有等着办的。' : '没有等着看的，也没有等着联系的。'} deeds={({ reference: wanted }: WaitingRequest) => (
        <button type="button" class="button act" onClick={() => void open(wanted)}>打开<span class="sr-only"> {wanted}</span></button>
      )} />
      {payees.problem !== '' && <p class="error" role="alert">{payees.problem}</p>}
      {payees.payees !== null && payees.payees.length > 0 && <Payees list={payees} onOpen={(wanted) => void open(wanted)} />}
      {/* Not before the list: what comes in above a field takes the field away from under whoever writes in it. */}
      {(list.waiting !== null || list.problem !== '') && (payees.payees !== null || payees.problem !== '') && <form class="line-form" noValidate onSubmit={(event) => {
        event.preventDefault()
        void open(reference)
      }}>
        <Line label="按公开编号打开一件实名举报" hint="匿名的没有留身份，谁也联系不到他，丢了查询码也换不了。" value={reference} onInput={setReference} inputMode="numeric" autoComplete="off" maxLength={12} />
        <p class="error" role="alert">{problem}</p>
        <button type="submit" class="button">打开</button>
      </form>}
    </section>
  )
}

/** Reports whose reporter wants the reward transferred: a look is to confirm whose account it is. */
function Payees({ list, onOpen }: { readonly list: PayeeList; readonly onOpen: (reference: string) => void }): JSX.Element {
  return (
    <>
      <h3>转账领奖，等核对收款人</h3>
      <ul class="plain asked">
        {list.payees?.map(({ reference: wanted, day }) => (
          <li key={wanted}>
            <p><strong>核对收款人</strong>　<span class="ref">{wanted}</span></p>
            <p class="quiet">举报人 {sayDate(day, list.today)}填的</p>
            <div class="row"><button type="button" class="button act" onClick={() => onOpen(wanted)}>打开<span class="sr-only"> {wanted}</span></button></div>
          </li>
        ))}
      </ul>
      {list.hasMore && <button type="button" class="button more" onClick={() => void list.more()}>再看{PAGE_SIZE}件</button>}
    </>
  )
}
