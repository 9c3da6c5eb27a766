import type { JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { whyNotAnswer, whyNotAskLook, whyNotReset } from '#contract/rules/custody.ts'
import { reasons } from '#contract/county/reasons.ts'
import type { LookReason } from '#contract/states.ts'
import { useConsole } from '../context.ts'
import { Pick } from '../fields.tsx'
import { askLook, askReset, consent, decline, look, type MadeCode, type OpenedCustody, type SeenIdentity } from './act.ts'
import { AnswerForm } from './AnswerForm.tsx'
import { Errands } from './Errands.tsx'
import { Identity } from './Identity.tsx'
import { NewCode } from './NewCode.tsx'
import { Requests } from './Requests.tsx'
import { LOOK_REASONS } from './say.ts'
import { sayDate } from '../words.ts'
import { useRun } from './use-run.ts'

interface Props {
  readonly opened: OpenedCustody
  readonly onChange: (opened: OpenedCustody) => void
  readonly onBack: () => void
}

/** One named report: what was asked about it, what passes between who asks and who keeps, and what this custodian can do now. */
export function One(props: Props): JSX.Element {
  const { opened, onChange, onBack } = props
  const { me } = useConsole().session
  const { view } = opened
  const deeds = useDeeds(props)
  const { busy, seen, made } = deeds
  const heading = useRef<HTMLHeadingElement>(null)
  // After each deed too: what was asked and what came of it stand below, and the form it was done with is gone.
  useLayoutEffect(() => heading.current?.focus(), [seen === null, made === null, opened])

  if (seen !== null) return <Identity seen={seen} reference={view.reference} errands={waitingErrands(opened)} today={view.today} onClose={deeds.close} onAnswered={(after) => {
    onChange({ ...opened, view: after })
    deeds.close()
  }} />
  if (made !== null) return <NewCode made={made} reference={view.reference} onDone={deeds.close} />
  const contact = view.requests.find((request) => whyNotAnswer(request, view.requests, me, view.today) === null)
  return (
    <section class="sheet stack custody">
      <button type="button" class="link back" onClick={onBack}>← 回到实名保管</button>
      <h2 ref={heading} tabIndex={-1}>实名举报 <span class="ref">{view.reference}</span></h2>
      <p class="error" role="alert">{deeds.problem}</p>
      {view.payee !== null && <p class="notice act"><span>他 {sayDate(view.payee.day, view.today)}要转账领奖，等核对收款人是不是本人。按“{reasons.look['transfer-payee'].name}”申请看一次，看的时候收款人会摆在旁边。</span></p>}
      <Requests view={view} busy={busy} onLook={deeds.show} onConsent={deeds.agree} onDecline={deeds.refuse} />
      <Errands errands={opened.errands} today={view.today} />
      {contact !== undefined && <AnswerForm opened={opened} n={contact.n} onAnswered={onChange} />}
      {whyNotAskLook(view.requests, me, view.today) === null && <AskForm busy={busy} withPayee={view.payee !== null} onAsk={deeds.ask} />}
      {whyNotReset(view.requests, me) === null && (
        <div class="notice act">
          <div>
            <p>已经为“本人丢了查询码”看过身份。打电话或者当面，按姓名、电话和他能说出的情况核对；对得上，再做新码。旧码等受理台同意以后才作废。</p>
            <button type="button" class="button act" aria-disabled={busy} onClick={deeds.reset}>核对过是本人，做一个新码</button>
          </div>
        </div>
      )}
    </section>
  )
}

/** The words of contacts that nobody has answered yet: with the telephone in hand one needs them beside the number. */
function waitingErrands({ view, errands }: OpenedCustody): OpenedCustody['errands'] {
  const waiting = view.requests.filter(({ kind, standing }) => kind === 'contact' && standing === 'asked').map(({ compartment }) => compartment)
  return errands.filter(({ compartment }) => waiting.includes(compartment))
}

/** What can be done with it; an identity or a new code, while it is on the screen, and nowhere else. */
function useDeeds({ opened, onChange }: Props) {
  const { session, say } = useConsole()
  const { view } = opened
  const [seen, setSeen] = useState<SeenIdentity | null>(null)
  const [made, setMade] = useState<MadeCode | null>(null)
  const { busy, problem, run } = useRun()
  const second = (work: typeof consent, n: number, done: string) => run(() => work(session, view.reference, n), ({ request }) => {
    const people = { ...view.people, [session.me.name]: session.me.displayName }
    onChange({ ...opened, view: { ...view, people, requests: view.requests.map((one) => (one.n === request.n ? request : one)) } })
    say(done)
  })
  return {
    busy, problem, seen, made,
    close: () => {
      setSeen(null)
      setMade(null)
    },
    agree: (n: number) => void second(consent, n, '同意了，申请的人到明天为止可以看一次。'),
    refuse: (n: number) => void second(decline, n, '记下了。'),
    show: (n: number) => void run(() => look(session, view.reference, n), (found) => {
      onChange(found.after)
      setSeen(found)
    }),
    reset: () => void run(() => askReset(session, opened), (fresh) => {
      onChange(fresh.after)
      setMade(fresh)
    }),
    ask: (reason: LookReason) => run(() => askLook(session, view.reference, reason), (after) => {
      onChange(after)
      say('申请提了，等第二个人同意。')
    }),
  }
}

function AskForm({ busy, withPayee, onAsk }: { readonly busy: boolean; readonly withPayee: boolean; readonly onAsk: (reason: LookReason) => Promise<boolean> }): JSX.Element {
  const [reason, setReason] = useState<LookReason | null>(null)
  const [missing, setMissing] = useState('')
  return (
    <form noValidate onSubmit={(event) => {
      event.preventDefault()
      if (reason === null) return setMissing('先选理由。')
      setMissing('')
      void onAsk(reason).then((done) => done && setReason(null))
    }}>
      <Pick label="申请看一次姓名电话，理由是" hint="每一项下面的话，举报人会看到" options={LOOK_REASONS.filter(({ value }) => withPayee || value !== 'transfer-payee')} value={reason} onChange={setReason} />
      <p class="error" role="alert">{missing}</p>
      <button type="submit" class="button" aria-disabled={busy}>申请看一次</button>
    </form>
  )
}
