import type { JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { readReport } from '#contract/console.ts'
import type { WaitingRequest } from '#contract/custody.ts'
import { whyNotSecond } from '#contract/rules/custody.ts'
import { useConsole } from '../context.ts'
import type { Outcome } from '../outcome.ts'
import { unsealReport } from '../report/unseal.ts'
import { consent, decline } from './act.ts'
import { grantReset } from './unit-act.ts'
import { useWaiting, type Waiting } from './use-waiting.ts'
import { WaitingList } from './WaitingList.tsx'

const OF_DESK = '举报人丢了查询码，身份保管员核对过本人，做了一个新的。你同意，新码就能看往来、写话，旧码当时作废。举报的正文，哪个码都打不开。'
const OF_LOOKS = '身份保管员要看一次实名举报人的姓名电话。你同意，他到明天为止能看一次；谁申请、谁同意、什么理由，审计看得到；举报人看得到哪个单位、什么理由，看不到是谁。你自己看不到姓名电话。'

/** What waits for the second member's word: a supervisor's on a look, the desk's on a new code. */
export function Second(): JSX.Element {
  const { session: { me } } = useConsole()
  const list = useWaiting()
  const { busy, problem, heading, yes, no } = useWord(list)
  useLayoutEffect(() => heading.current?.focus({ preventScroll: true }), [])
  const leads = (request: WaitingRequest) => whyNotSecond(request, request.lead, me, list.today) === 'leads'
  return (
    <section class="sheet stack custody">
      <h2 ref={heading} tabIndex={-1}>等你点头的</h2>
      {me.roles.includes('supervisor') && <p>{OF_LOOKS}</p>}
      {me.roles.includes('desk') && <p>{OF_DESK}</p>}
      <p class="error" role="alert">{problem}</p>
      <WaitingList list={list} none="现在没有等你点头的。" deeds={(request) => leads(request) ? <p class="hint">你的单位正牵头办这件，要换一位不办它的人。</p> : (
        <>
          <button type="button" class="button act" aria-disabled={busy} onClick={() => yes(request)}>{request.kind === 'reset' ? '同意换' : '同意看一次'}<span class="sr-only">，{request.reference}</span></button>
          <button type="button" class="button" aria-disabled={busy} onClick={() => no(request)}>不同意<span class="sr-only">，{request.reference}</span></button>
        </>
      )} />
    </section>
  )
}

/** Yes or no; the list again, and the focus at its head. */
function useWord(list: Waiting) {
  const { session, say, explain } = useConsole()
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)

  async function run(work: () => Promise<Outcome<unknown>>, done: string): Promise<void> {
    if (busy) return
    setBusy(true)
    setProblem('')
    const outcome = await work().finally(() => setBusy(false))
    if (outcome.ok) say(done)
    else setProblem(explain(outcome))
    await list.load()
    heading.current?.focus()
  }

  /** The desk's own keys grant the dialogue to the new code: the report is opened for it first. */
  async function reset({ reference }: WaitingRequest): Promise<Outcome<unknown>> {
    const answer = await session.tools.call(readReport, { reference }, {})
    return answer.ok ? grantReset(session, await unsealReport(session, answer.value)) : answer
  }
  return {
    busy, problem, heading,
    yes: (request: WaitingRequest) => void (request.kind === 'reset'
      ? run(() => reset(request), '换好了。旧的查询码已经作废，新的能看到往来。')
      : run(() => consent(session, request.reference, request.n), '同意了。申请的人到明天为止可以看一次，举报人会看到这件事。')),
    no: (request: WaitingRequest) => void run(() => decline(session, request.reference, request.n), '没有同意，申请的人会看到。'),
  }
}
