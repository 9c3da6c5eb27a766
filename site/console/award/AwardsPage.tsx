import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { AwardStanding, ListedAward } from '#contract/award.ts'
import { PAGE_SIZE } from '#contract/limits.ts'
import { REPORT_ROLES } from '#contract/roles.ts'
import { sayYuan } from '#contract/rules/money.ts'
import { useConsole } from '../context.ts'
import { LedgerSection } from '../window/LedgerSection.tsx'
import { sayDate, sayDue } from '../words.ts'
import { AnnouncementPaper } from './AwardPapers.tsx'
import { lineName, sayStanding, STANDING_WORDS } from './deeds.ts'
import { Reversals } from './Reversals.tsx'
import { useAwards } from './use-awards.ts'

const CHIPS: readonly (AwardStanding | undefined)[] = [undefined, 'proposed', 'waiting', 'claimed', 'confirming', 'transferring', 'paid', 'declined', 'lapsed', 'withdrawn']

/** The county's awards; what a cashier asks to take back; and, for those who watch over the money, its ledger. */
export function AwardsPage(): JSX.Element {
  const { roles } = useConsole().session.me
  const watches = roles.some((role) => role === 'approver' || role === 'supervisor' || role === 'auditor')
  const answers = roles.some((role) => role === 'approver' || role === 'supervisor')
  return <div class="money">{answers && <Reversals />}<AwardList />{watches && <LedgerSection />}</div>
}

function AwardList(): JSX.Element {
  const { roles } = useConsole().session.me
  const [standing, setStanding] = useState<AwardStanding | undefined>(roles.includes('approver') ? 'proposed' : undefined)
  const { awards, people, next, today, problem, more } = useAwards(standing)
  return (
    <section class="sheet stack" aria-labelledby="awards-title">
      <h2 id="awards-title">奖励</h2>
      <div class="filters" role="group" aria-label="哪一种">
        {CHIPS.map((one) => <button key={one ?? 'all'} type="button" class="chip" aria-pressed={one === standing} onClick={() => setStanding(one)}>{one === undefined ? '全部' : STANDING_WORDS[one]}</button>)}
      </div>
      {problem !== '' && <p class="error" role="alert">{problem}</p>}
      <p class="sr-only" role="status">{awards === null ? '正在取' : `列出${awards.length}笔`}</p>
      {awards?.length === 0 && <p class="none">{standing === undefined ? '还没有奖励。' : `没有“${STANDING_WORDS[standing]}”的。`}</p>}
      {awards !== null && awards.length > 0 && (
        <table class="rows awards">
          <thead><tr><th scope="col">编号</th><th scope="col" class="number">多少钱</th><th scope="col">现在</th><th scope="col">最晚领</th><th scope="col">谁提的、谁批的</th><th scope="col">资金</th></tr></thead>
          <tbody>{awards.map((award) => <Row key={award.id} award={award} people={people} today={today} />)}</tbody>
        </table>
      )}
      {next !== null && <button type="button" class="button more" onClick={more}>再看{PAGE_SIZE}笔</button>}
      <p class="row no-print"><AnnouncementPaper /></p>
    </section>
  )
}

interface RowProps {
  readonly award: ListedAward
  readonly people: Readonly<Record<string, string>>
  readonly today: string
}

function Row({ award, people, today }: RowProps): JSX.Element {
  const { reference, fen, dueDay, standing, line } = award
  const names = [award.proposedBy, award.approvedBy, award.secondBy].flatMap((name) => (name === null ? [] : [people[name] ?? '已离开的同事']))
  const due = dueDay === null || (standing !== 'waiting' && standing !== 'claimed') ? null : sayDue(dueDay, today)
  return (
    <tr>
      <td data-label="编号"><Reference reference={reference} /></td>
      <td data-label="多少钱" class={fen === 0 ? 'number empty-cell' : 'number'}>{fen !== 0 && sayYuan(fen)}</td>
      <td data-label="现在">{sayStanding(award)}</td>
      <td data-label="最晚领" class={dueDay === null ? 'empty-cell' : undefined}>{dueDay !== null && <>{sayDate(dueDay, today)}{due !== null && <>，<span class={`due ${due.tone}`}>{due.words}</span></>}</>}</td>
      <td data-label="谁提的、谁批的">{names.join('、')}</td>
      <td data-label="资金" class={fen === 0 ? 'empty-cell' : undefined}>{fen !== 0 && lineName(line)}</td>
    </tr>
  )
}

/** A way into the report for those who work on reports; for the auditor its number alone. */
function Reference({ reference }: { readonly reference: string }): JSX.Element {
  const { session, place } = useConsole()
  if (!session.me.roles.some((role) => (REPORT_ROLES as readonly string[]).includes(role))) return <span class="ref">{reference}</span>
  return (
    <button type="button" class="link ref" aria-label={`打开 ${reference}`} onClick={() => {
      place.reference = reference
      location.hash = '#inbox'
    }}>{reference}</button>
  )
}
