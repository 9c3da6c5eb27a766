import { rewardRules } from '#contract/county/reward-rules.ts'
import type { AccidentGrade, RewardKind, RewardQuery } from '#contract/reward.ts'
import { sayCapitals, sayYuan } from '#contract/rules/money.ts'
import { GRADE_NAMES, reckonReward, sayClause, schemeOf, type Reckoning } from '#contract/rules/reward.ts'
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Check, Radios } from '../ui/Choice.tsx'
import { parseCount, parseYuan } from './amount.ts'

const KINDS: readonly { readonly value: RewardKind; readonly label: string; readonly hint: string }[] = [
  { value: 'violation', label: '违法行为', hint: '无证经营、违法储存、带病运营' },
  { value: 'hazard', label: '重大事故隐患', hint: '监管部门认定的重大隐患' },
  { value: 'ordinary', label: '一般隐患', hint: '楼道堆物、消防栓没水' },
  { value: 'concealment', label: '瞒报谎报事故', hint: '死了人不报、少报' },
]
const OFFERED = KINDS.filter(({ value }) => value !== 'ordinary' || schemeOf(rewardRules)?.ordinary !== undefined)
const GRADES = (Object.keys(GRADE_NAMES) as AccidentGrade[]).map((value) => ({ value, label: GRADE_NAMES[value] }))

interface Asked {
  readonly kind: RewardKind
  readonly fine: string
  readonly deaths: string
  readonly grade: AccidentGrade
  readonly insider: boolean
}

/** What the rule is asked, a sentence about what is not right yet, or null while nothing is written. */
function queryOf({ kind, fine, deaths, grade, insider }: Asked): RewardQuery | string | null {
  if (kind === 'ordinary') return { kind, insider }
  if (kind === 'concealment') {
    if (deaths.trim() === '') return null
    const count = parseCount(deaths)
    return count === null ? '人数写数字，比如 2。' : { kind, deaths: count, accidentGrade: grade, insider }
  }
  if (fine.trim() === '') return null
  const fineFen = parseYuan(fine)
  return fineFen === null ? '罚款写数字，比如 50000 或 5万。' : { kind, fineFen, insider }
}

/** The calculator: the county's own rule on what is typed here. Nothing is sent or kept. */
export function Reckon(): JSX.Element {
  const [ready, setReady] = useState(false)
  const [asked, setAsked] = useState<Asked>({ kind: 'violation', fine: '', deaths: '', grade: 'general', insider: false })
  useEffect(() => setReady(true), [])
  const set = (changed: Partial<Asked>) => setAsked({ ...asked, ...changed })
  const query = queryOf(asked)
  return (
    <fieldset class="reckon" disabled={!ready}>
      <legend>算一算</legend>
      <Group label="举报的是什么"><Radios options={OFFERED} value={asked.kind} onChange={(kind) => set({ kind })} two /></Group>
      {(asked.kind === 'violation' || asked.kind === 'hazard') && (
        <NumberField id="fine" label="罚了多少钱" hint="按处罚决定书上的数，单位是元。没有罚款就写 0。" value={asked.fine} onInput={(fine) => set({ fine })} />
      )}
      {asked.kind === 'concealment' && <NumberField id="deaths" label="查实瞒报、谎报死亡几个人" hint="只算被瞒下来的。" value={asked.deaths} onInput={(deaths) => set({ deaths })} />}
      {asked.kind === 'concealment' && <Group label="最后认定是哪一级事故"><Radios options={GRADES} value={asked.grade} onChange={(grade) => set({ grade })} two /></Group>}
      <div class="field"><Check label="我在那里上班" checked={asked.insider} onChange={(insider) => set({ insider })} /></div>
      <div role="status" class="reckoned">
        {query === null && <p class="quiet">填上数，这里就有结果。</p>}
        {typeof query === 'string' && <p class="error">{query}</p>}
        {query !== null && typeof query !== 'string' && <Result reckoning={reckonReward(query, rewardRules)} />}
      </div>
    </fieldset>
  )
}

function Result({ reckoning: { fen, steps } }: { readonly reckoning: Reckoning }): JSX.Element {
  return (
    <>
      <p class="sum"><span>奖励</span><strong>{sayYuan(fen)}</strong><span>{sayCapitals(fen)}</span></p>
      <ol>
        {steps.map(({ words, clause }) => <li key={words}>{words}{clause !== null && <small class="quiet"> {sayClause(clause)}</small>}</li>)}
      </ol>
    </>
  )
}

function Group({ label, children }: { readonly label: string; readonly children: JSX.Element }): JSX.Element {
  return <fieldset role="radiogroup" aria-label={label}><p class="name" aria-hidden="true">{label}</p>{children}</fieldset>
}

interface NumberProps {
  readonly id: string
  readonly label: string
  readonly hint: string
  readonly value: string
  readonly onInput: (value: string) => void
}

function NumberField({ id, label, hint, value, onInput }: NumberProps): JSX.Element {
  return (
    <div class="field">
      <label class="name" for={id}>{label}</label>
      <p class="hint" id={`${id}-hint`}>{hint}</p>
      <input class="short" id={id} inputMode="decimal" autocomplete="off" aria-describedby={`${id}-hint`} value={value} onInput={(event) => onInput(event.currentTarget.value)} />
    </div>
  )
}
