import type { JSX } from 'preact'
import { paying } from '#contract/county/paying.ts'
import { rewardRules } from '#contract/county/reward-rules.ts'
import { MAX_BODY_CHARACTERS } from '#contract/limits.ts'
import type { AccidentGrade, RewardKind } from '#contract/reward.ts'
import { GRADE_NAMES, reckonReward, schemeOf } from '#contract/rules/reward.ts'
import { useConsole } from '../context.ts'
import { useDraft } from '../drafts.ts'
import { Line, Pick, Tick, Words } from '../fields.tsx'
import { DeedForm, draftKey, type DeedFormProps } from '../moves/MoveForm.tsx'
import { awardMovesNow, propose, type Proposal } from './act.ts'
import { askedOf, NOTHING_ASKED, type Asked } from './asked.ts'
import { awardMoveText, sayWhyNot } from './deeds.ts'
import { Reckoned } from './Reckoned.tsx'

const KIND_NAMES: Record<RewardKind, string> = { violation: '违法行为', hazard: '重大事故隐患', ordinary: '一般隐患', concealment: '瞒报、谎报事故' }
const KINDS = (Object.keys(KIND_NAMES) as RewardKind[]).filter((kind) => kind !== 'ordinary' || schemeOf(rewardRules)?.ordinary !== undefined).map((value) => ({ value, label: KIND_NAMES[value] }))
const GRADES = (Object.keys(GRADE_NAMES) as AccidentGrade[]).map((value) => ({ value, label: GRADE_NAMES[value] }))
const EXCLUSIONS = rewardRules.exclusions.map(({ id, name }) => ({ value: id, label: name }))
const MAX_DOCUMENT = 80

interface Draft extends Asked {
  readonly document: string
  readonly finding: string
  readonly line: string
  readonly meant: boolean
}
const EMPTY: Draft = { ...NOTHING_ASKED, document: '', finding: '', line: paying.funding[0]?.id ?? '', meant: false }

/** What was verified, and what the rule gives for it while one types. */
export function ProposeForm(props: DeedFormProps): JSX.Element {
  const { session, drafts } = useConsole()
  const key = draftKey('award-propose', props.unsealed)
  const [draft, change] = useDraft(drafts, key, EMPTY)
  const unwished = awardMovesNow(session, props.unsealed).propose === 'not-wished'
  const query = askedOf(draft)
  const reckoning = typeof query === 'string' ? null : reckonReward({ ...query, scheme: rewardRules.scheme }, rewardRules)
  const missing = missingOf(draft, query, reckoning?.fen ?? 0, unwished)
  const act = () => propose(session, props.unsealed, proposalOf(draft, query, unwished))
  return (
    <DeedForm {...props} words={awardMoveText('propose')} draft={key} button="封好，交去批" missing={missing} act={act}>
      {unwished && <Tick label={sayWhyNot('not-wished')} options={[{ value: 'meant', label: '知道，还是要提' }]} values={draft.meant ? ['meant'] : []} onChange={(values) => change({ meant: values.length > 0 })} />}
      <Matter draft={draft} change={change} />
      <div role="status">{reckoning !== null && <Reckoned reckoning={reckoning} />}{typeof query === 'string' && <p class="quiet">填好上面的，这里算出数来。</p>}</div>
      <Line label="处罚决定文号（没有就空着）" value={draft.document} onInput={(document) => change({ document })} maxLength={MAX_DOCUMENT} autoComplete="off" />
      <Words label="核查结论，简单写" hint="批的人看这个。不写能认出举报人的话。" value={draft.finding} onInput={(finding) => change({ finding })} max={MAX_BODY_CHARACTERS} rows={4} />
      {paying.funding.length > 1
        ? <Pick label="从哪笔资金出" options={paying.funding.map(({ id, name }) => ({ value: id, label: name }))} value={draft.line} onChange={(line) => change({ line })} />
        : <p class="quiet">从“{paying.funding[0]?.name}”出。</p>}
    </DeedForm>
  )
}

function missingOf({ finding, meant }: Draft, query: ReturnType<typeof askedOf>, fen: number, unwished: boolean): string | null {
  if (unwished && !meant) return '举报人选了不要奖励。还是要提，先在上面勾一下。'
  if (typeof query === 'string') return query
  if (fen === 0) return '算出来没有钱，提不了。要告诉举报人，请审批人用“不予奖励”。'
  if (finding.trim() === '') return '写几句查到了什么，批的人要看。'
  return [...finding].length > MAX_BODY_CHARACTERS ? '核查结论太长了，删短一些。' : null
}

function proposalOf({ document, finding, line }: Draft, query: ReturnType<typeof askedOf>, unwished: boolean): Proposal {
  const asked = typeof query === 'string' ? { kind: 'violation' as const } : query
  return { query: asked, finding: finding.trim(), ...(document.trim() !== '' && { document: document.trim() }), line, unwished }
}

interface MatterProps {
  readonly draft: Asked
  readonly change: (changed: Partial<Asked>) => void
}

function Matter({ draft, change }: MatterProps): JSX.Element {
  const { kind, fine, deaths, grade, insider, joint, exclusions } = draft
  return (
    <>
      <Pick label="查实的是什么" options={KINDS} value={kind} onChange={(value) => change({ kind: value })} />
      {(kind === 'violation' || kind === 'hazard') && <Line label="罚了多少钱" hint="按处罚决定书，单位是元。没有罚款写 0。" value={fine} onInput={(value) => change({ fine: value })} autoComplete="off" />}
      {kind === 'concealment' && <Line label="查实瞒报、谎报死亡几个人" hint="只算被瞒下来的。" value={deaths} onInput={(value) => change({ deaths: value })} inputMode="numeric" autoComplete="off" />}
      {kind === 'concealment' && <Pick label="最后认定的事故等级" options={GRADES} value={grade} onChange={(value) => change({ grade: value })} />}
      <Tick label="举报人" options={[{ value: 'insider', label: '在那里上班', hint: '核实过的才勾。封好以后，只有本单位和受理台打得开。' }]} values={insider ? ['insider'] : []} onChange={(values) => change({ insider: values.length > 0 })} />
      <Line label="几个人联名（一个人就空着）" value={joint} onInput={(value) => change({ joint: value })} inputMode="numeric" autoComplete="off" />
      <Tick label="有没有不奖的情形" options={EXCLUSIONS} values={exclusions} onChange={(values) => change({ exclusions: values })} />
    </>
  )
}
