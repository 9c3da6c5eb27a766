/** Handing on: to whom, and to whom of them the redacted copy only. */
import type { JSX } from 'preact'
import { originalsOf } from '#contract/rules/holding.ts'
import { goneFrom, pastOf } from '#contract/rules/past.ts'
import { Sign } from '../../ui/Sign.tsx'
import { useConsole } from '../context.ts'
import { Tick } from '../fields.tsx'
import { ClueReminder } from '../moves/ClueReminder.tsx'
import { MoveForm, useMoveDraft, type FormProps } from '../moves/MoveForm.tsx'
import { Adder, asOptions, fitting } from '../moves/unit-forms.tsx'
import { handOn } from '../report/act.ts'
import { barOf } from '../report/holders.ts'
import { unitName, unitNames } from '../words.ts'
import { FileGiving, Stuck } from './FileGiving.tsx'
import { AS_USUAL, filesOf, lackingUnits, notGiven, type FileChoice } from './files.ts'
import { sayFiles } from './say-giving.ts'

interface HandOnDraft {
  readonly units: readonly string[]
  /** Units that the member put on the list beyond the proposed ones. */
  readonly added: readonly string[]
  /** Units that are to get the original though there is a redacted copy. */
  readonly whole: readonly string[]
  readonly files: FileChoice
}

export function HandOnForm(props: FormProps): JSX.Element {
  const { session } = useConsole()
  const { unsealed } = props
  const { report } = unsealed
  const gone = session.me.unit === 'desk' ? [] : goneFrom(report.parts, pastOf(report.timeline, report.merge.judged))
  const inParts = (wanted: 'proposed' | 'holding') => fitting(unsealed, report.parts.filter(({ standing, copy }) => standing === wanted && (wanted === 'proposed' || copy === 'redacted')).map(({ unit }) => unit))
  const [proposed, withCopy] = [inParts('proposed'), inParts('holding')]
  const [{ units, added, whole, files: choice }, change] = useMoveDraft<HandOnDraft>('hand-on', unsealed, { units: proposed, added: [], whole: [], files: AS_USUAL })
  const lacking = lackingUnits(unsealed).filter((unit) => unit !== session.me.unit && !gone.includes(unit))
  const originals = originalsOf(report.parts)
  const shown = [...new Set([...proposed, ...withCopy, ...added, ...lacking])].filter((unit) => (!originals.includes(unit) || lacking.includes(unit)) && !gone.includes(unit))
  const chosen = units.filter((unit) => shown.includes(unit))
  const fresh = chosen.filter((unit) => !lacking.includes(unit))
  const redacted = report.redacted === null ? [] : fresh.filter((unit) => !whole.includes(unit))
  const giving = { files: filesOf(unsealed), units: chosen, redacted, choice }
  const barred = report.parts.filter(({ unit, standing }) => standing === 'proposed' && barOf(unsealed, unit) !== null).map(({ unit }) => unit)
  const setRedacted = (values: readonly string[]) => change({ whole: [...whole.filter((unit) => !fresh.includes(unit)), ...fresh.filter((unit) => !values.includes(unit))] })
  return (
    <MoveForm move="hand-on" button={chosen.length === 0 ? '转出去' : `看过了，转给${chosen.length}个单位`} {...props} missing={chosen.length === 0 ? '先勾一个单位。' : null} act={() => handOn(session, unsealed, chosen, redacted, notGiven(giving))}>
      {report.redacted === null && <MakeCopyFirst onGo={() => props.onGo('redact')} />}
      {redacted.length < chosen.length && <ClueReminder unsealed={unsealed} />}
      {shown.length > 0 && <Tick label="转给" hint={hintOf(withCopy, lacking)} options={asOptions(shown)} values={chosen} onChange={(values) => change({ units: values })} />}
      <Adder unsealed={unsealed} without={[...shown, ...originals, ...gone, 'desk']} onAdd={(unit) => change({ added: [...added, unit], units: [...units, unit] })} />
      {report.redacted !== null && fresh.length > 0 && (
        <Tick label="只给脱敏件" hint="没勾的拿原件，还看得到和举报人的往来、内部记录" options={asOptions(fresh)} values={redacted} onChange={setRedacted} />
      )}
      <FileGiving {...giving} onChoose={(chose) => change({ files: chose })} />
      {chosen.length > 0 && <p>{sayChoice(chosen, redacted)}{sayFiles(giving)}</p>}
      <Stuck unsealed={unsealed} units={chosen.filter((unit) => !redacted.includes(unit))} />
      {barred.length > 0 && <p>不能转给：<strong>{unitNames(barred)}</strong>（举报人要求避开，或按规定回避）。</p>}
    </MoveForm>
  )
}

function hintOf(withCopy: readonly string[], lacking: readonly string[]): string | undefined {
  const said = [withCopy.length > 0 && `${unitNames(withCopy)}手里是脱敏件，勾上可以再给新的一份，或者给原件。`, lacking.length > 0 && `${unitNames(lacking)}手里是原件，少几个附件，勾上可以补给。`].filter(Boolean).join('')
  return said === '' ? undefined : said
}

function MakeCopyFirst({ onGo }: { readonly onGo: () => void }): JSX.Element {
  return (
    <div class="notice" role="note">
      <Sign shape="disc" glyph="look" size={40} />
      <div>
        <p>还没有脱敏件，转出去的就是原件：正文、和举报人的往来、内部记录，全都看得到。</p>
        <p><button type="button" class="button" onClick={onGo}>先做脱敏件</button></p>
      </div>
    </div>
  )
}

function sayChoice(chosen: readonly string[], redacted: readonly string[]): string {
  const whole = chosen.filter((unit) => !redacted.includes(unit))
  return [whole.length > 0 && `原件：${whole.map(unitName).join('、')}。`, redacted.length > 0 && `脱敏件：${redacted.map(unitName).join('、')}。`].filter(Boolean).join('')
}
