/** Each event of a report's history in one line for staff. No DOM. */
import { events } from '#contract/county/events.ts'
import { question } from '#contract/county/question.ts'
import { reasons } from '#contract/county/reasons.ts'
import type { SeenEvent } from '#contract/event.ts'
import type { EventText } from '#contract/form-schema.ts'
import type { Kind } from '#contract/report.ts'
import { fileOfCopy, isFileCopy } from '#contract/rules/file-copy.ts'
import { fill } from '#contract/rules/fill.ts'
import { beside, destinationName, letterName, stateName, unitName, unitNames } from '../words.ts'

const REASONS: Record<string, Readonly<Record<string, { readonly name: string }>>> = {
  'taken-out': reasons['take-out'], refused: reasons.refuse, returned: reasons.return, 'extension-requested': reasons.extend, extended: reasons.extend, closed: reasons.close,
  'evidence-saved': reasons.save,
  'identity-asked': reasons.look, 'identity-consented': reasons.look, 'identity-declined': reasons.look, 'identity-opened': reasons.look, 'custody-lapsed': reasons.lapse,
  'extension-declined': reasons.decline, escalated: reasons.escalate, 'review-decided': reasons.review,
  'award-declined': reasons['award-decline'], 'award-extended': reasons['award-extend'], 'reversal-asked': reasons.reversal, 'reversal-refused': reasons.reversal, 'award-reversed': reasons.reversal,
  'payee-declined': reasons['payee-decline'], 'transfer-returned': reasons['transfer-return'],
}

/** `people`: what members are called. `me`: the reader's own name, who is called 你. */
export function sayEvent({ kind, unit, member, detail }: SeenEvent, people: Readonly<Record<string, string>>, me: string | null, report: Kind = 'report'): string {
  const listed = (ids: readonly string[] | undefined) => (ids === undefined || ids.length === 0 ? null : unitNames(ids))
  const own: Readonly<Record<string, EventText>> = report === 'question' ? question.events : {}
  const who = member === null ? null : member === me ? '你' : (people[member] ?? '已离开的工作人员')
  return fill((own[kind] ?? events[kind]).staff, {
    unit: unit === null ? null : member === me ? '' : beside(unitName(unit), who),
    member: who,
    keeper: unitName('custodian'),
    lead: typeof detail.lead === 'string' ? unitName(detail.lead) : null,
    assists: listed(detail.assists),
    units: listed(detail.units),
    redacted: listed(detail.redacted),
    ...sayFiles(kind, detail),
    reason: detail.reason === undefined ? null : (REASONS[kind]?.[detail.reason]?.name ?? null),
    destination: detail.destination === undefined ? null : destinationName(detail.destination),
    result: detail.result === undefined ? null : stateName(detail.result),
    letter: detail.letter === undefined ? null : letterName(detail.letter),
  }).trim().replace(/^你 /, '你')
}

/** The kinds whose units are those that were given the report by it: of others they say who left, or nothing. */
const UNITS_GIVEN: readonly SeenEvent['kind'][] = ['handed-on', 'review-named']

/** Files by number: the one that it is about, those of which copies were given in their place, and those that were not given at all. */
function sayFiles(kind: SeenEvent['kind'], { units = [], ...rest }: SeenEvent['detail']) {
  const { file } = rest
  const detail = { ...rest, units: UNITS_GIVEN.includes(kind) ? units : [] }
  return { file: file === undefined ? null : `${fileOfCopy(file)}${isFileCopy(file) ? '的脱敏件' : ''}`, copies: sayCopies(detail), without: sayWithout(detail) }
}

/** 附件2、3 */
const sayNumbers = (files: readonly number[]): string => `附件${files.join('、')}`

/** 附件2; 消防大队附件2给的是脱敏件，市监局附件3. */
function sayCopies({ units = [], copies = {} }: SeenEvent['detail']): string | null {
  const given = Object.entries(copies).map(([unit, files]) => ({ unit, files: sayNumbers(files.map(fileOfCopy)) }))
  return sayOfEach(given, given.length === units.length, '给的是脱敏件，')
}

/** 附件2; 消防大队附件2、3，没有给市监局附件1. Null where everybody was given everything, if only a copy of it. */
function sayWithout({ units = [], redacted = [], without = {}, copies = {} }: SeenEvent['detail']): string | null {
  if (Array.isArray(without)) return sayNumbers(without)
  const lacks = Object.entries(without).flatMap(([unit, files]) => {
    const copied = (copies[unit] ?? []).map(fileOfCopy)
    const lacked = files.filter((k) => !isFileCopy(k) && !copied.includes(k))
    return lacked.length === 0 ? [] : [{ unit, files: sayNumbers(lacked) }]
  })
  return sayOfEach(lacks, lacks.length === units.length - redacted.length, '，没有给')
}

/** Once where it is the same for all, else each by name. */
function sayOfEach(all: readonly { readonly unit: string; readonly files: string }[], isAll: boolean, between: string): string | null {
  if (all.length === 0) return null
  const isSame = isAll && all.every(({ files }) => files === all[0]?.files)
  return isSame ? (all[0]?.files ?? null) : all.map(({ unit, files }) => unitName(unit) + files).join(between)
}
