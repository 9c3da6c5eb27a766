/** Assigning anew, and the list of units from which it and handing on choose. */
import type { JSX } from 'preact'
import { categories } from '#contract/county/categories.ts'
import { units } from '#contract/county/units.ts'
import { pastOf, whyNotLead } from '#contract/rules/past.ts'
import { useConsole } from '../context.ts'
import { Select, Tick } from '../fields.tsx'
import { FileGiving, Stuck } from '../holding/FileGiving.tsx'
import { AS_USUAL, filesOf, notGiven, type FileChoice } from '../holding/files.ts'
import { sayFiles } from '../holding/say-giving.ts'
import { assign, assignedAnew } from '../report/act.ts'
import { barOf } from '../report/holders.ts'
import type { UnsealedReport } from '../report/unseal.ts'
import { unitName, unitNames } from '../words.ts'
import { unitGroups } from './choices.ts'
import { ClueReminder } from './ClueReminder.tsx'
import { MoveForm, useMoveDraft, type FormProps } from './MoveForm.tsx'

export const asOptions = (ids: readonly string[]) => ids.map((id) => ({ value: id, label: unitName(id) }))
export const fitting = (unsealed: UnsealedReport, ids: readonly string[]) => [...new Set(ids)].filter((id) => id !== 'desk' && barOf(unsealed, id) === null)

const GIVEN = '勾上的现在就能看到这件的原件'

interface AssignDraft {
  readonly lead: string
  readonly assists: readonly string[]
  readonly added: readonly string[]
  readonly files: FileChoice
}

export function AssignForm(props: FormProps): JSX.Element {
  const { session } = useConsole()
  const { unsealed } = props
  const { report } = unsealed
  const candidates = categories.find(({ id }) => id === report.category)?.candidates ?? []
  const proposed = fitting(unsealed, [...report.parts.filter(({ part }) => part === 'assist').map(({ unit }) => unit), ...report.route.assists, ...candidates])
  const [draft, change] = useMoveDraft<AssignDraft>('assign', unsealed, { lead: '', assists: report.route.assists.filter((unit) => proposed.includes(unit)), added: [], files: AS_USUAL })
  const past = pastOf(report.timeline, report.merge.judged)
  const barred = (why: ReturnType<typeof whyNotLead>) => units.flatMap(({ id }) => (whyNotLead(id, past) === why ? [id] : []))
  const [before, conflicted] = [barred('led-before'), barred('conflicted-unit')]
  const { lead, assists, added, files: choice } = draft
  const shown = [...new Set([...proposed, ...added])].filter((unit) => unit !== lead)
  const chosen = assists.filter((unit) => shown.includes(unit))
  const giving = { files: filesOf(unsealed), units: lead === '' ? [] : assignedAnew(unsealed, lead, chosen), choice }
  const said = sayFiles(giving)
  return (
    <MoveForm move="assign" button={lead === '' ? '改派' : `交给${unitName(lead)}牵头`} {...props} missing={lead === '' ? '先选牵头单位。' : null} act={() => assign(session, unsealed, lead, chosen, notGiven(giving))}>
      {candidates.length > 0 && <p class="quiet">这一类还没有定由谁牵头，可以考虑：{unitNames(candidates)}。</p>}
      {before.length > 0 && <p class="quiet">{unitNames(before)}下过的结论没有站住，不能再由它牵头。</p>}
      {conflicted.length > 0 && <p class="quiet">{unitNames(conflicted)}因为要回避或者疑似走漏消息退出过，不能由它牵头。</p>}
      <Select label="牵头单位" none="选一个单位" groups={unitGroups(unsealed, [...before, ...conflicted])} value={lead} onChange={(value) => change({ lead: value })} />
      {shown.length > 0 && <Tick label="配合单位" hint={report.redacted === null ? GIVEN : `${GIVEN}。只给脱敏件的，先不勾，改派以后用“转配合单位”给`} options={asOptions(shown)} values={chosen} onChange={(values) => change({ assists: values })} />}
      <Adder unsealed={unsealed} without={[...shown, lead, 'desk']} onAdd={(unit) => change({ added: [...added, unit], assists: [...assists, unit] })} />
      <FileGiving {...giving} onChoose={(files) => change({ files })} />
      {said !== '' && <p>{said}</p>}
      <Stuck unsealed={unsealed} units={giving.units} />
      <ClueReminder unsealed={unsealed} />
    </MoveForm>
  )
}

/** One more unit, from the whole list of those that may hold the report. */
export function Adder({ unsealed, without, onAdd }: { unsealed: UnsealedReport; without: readonly string[]; onAdd: (unit: string) => void }): JSX.Element {
  return <Select label="再加一个单位" none="不加了" groups={unitGroups(unsealed, without)} value="" onChange={(unit) => unit !== '' && onAdd(unit)} />
}
