/** How the console says things. No DOM, no ids on screen: units by their short names, days as 6月3日（周三）. */
import { categories } from '#contract/county/categories.ts'
import { deadlines } from '#contract/county/deadlines.ts'
import { destinations } from '#contract/county/destinations.ts'
import { languages } from '#contract/county/languages.ts'
import { messages } from '#contract/county/messages.ts'
import { moveWords } from '#contract/county/moves.ts'
import { question } from '#contract/county/question.ts'
import { reasons } from '#contract/county/reasons.ts'
import { status } from '#contract/county/status.ts'
import { track } from '#contract/county/track.ts'
import { units } from '#contract/county/units.ts'
import { flags, violations } from '#contract/county/violations.ts'
import type { Copy, Part } from '#contract/staff-report.ts'
import type { MoveText, ReasonText, StatusText } from '#contract/form-schema.ts'
import type { MemberRow } from '#contract/member.ts'
import type { Kind } from '#contract/report.ts'
import type { Role } from '#contract/roles.ts'
import { daysBetween, sayDay } from '#contract/rules/day.ts'
import { fill } from '#contract/rules/fill.ts'
import { closingsOf } from '#contract/rules/closing.ts'
import type { Move } from '#contract/rules/moves.ts'
import { REFUSALS_OF, type CloseReason, type LetterKind, type RefuseReason, type State } from '#contract/states.ts'
import type * as z from 'zod/mini'
import type { LocalCode, Refusal } from './outcome.ts'

const nameIn = (list: readonly { id: string; name: string }[], id: string, unknown: string): string => list.find((one) => one.id === id)?.name ?? unknown

export const unitName = (id: string): string => (id === 'reporter' ? '举报人' : (units.find((unit) => unit.id === id)?.short ?? '已撤销的单位'))
export const unitNames = (ids: readonly string[]): string => ids.map(unitName).join('、')
export const categoryName = (id: string): string => nameIn(categories, id, '已取消的类别')
/** A category in a list: what a name says in brackets is left out, and after some eight characters its further parts. */
export function categoryShort(id: string): string {
  const [first = '', ...more] = categoryName(id).replace(/（.*?）/g, '').split(/[、/]/)
  const kept = more.reduce((names, part) => (names.length < 8 ? `${names}、${part}` : names), first)
  return kept.split('、').length <= more.length ? `${kept}等` : kept
}
export const violationName = (id: string): string => nameIn(violations, id, '已取消的类型')
export const flagName = (id: string): string => nameIn(flags, id, '已取消的标志')
/** What the reporter reads: an answer in it is understood. */
export const languageName = (id: string): string => languages.find((one) => one.id === id)?.called ?? '已取消的语言'
/** What a question says otherwise than a report. */
const ASKED: { readonly status: Partial<Record<string, StatusText>>; readonly moves: Partial<Record<string, MoveText>>; readonly reasons: Partial<Record<string, ReasonText>> } = question
export const stateName = (state: State, kind: Kind = 'report'): string => ((kind === 'question' ? ASKED.status[state] : undefined) ?? status[state]).name
export const moveText = (move: Move, kind: Kind): MoveText => (kind === 'question' ? ASKED.moves[move] : undefined) ?? moveWords.moves[move]
/** The reasons for which this kind of filing is refused, with its own words for them. */
export const refusalReasons = (kind: Kind): Partial<Record<z.infer<typeof RefuseReason>, ReasonText>> =>
  Object.fromEntries(REFUSALS_OF[kind].map((reason) => [reason, (kind === 'question' ? ASKED.reasons[reason] : undefined) ?? reasons.refuse[reason]]))
/** The reasons for closing that go with what was found. */
export const closingReasons = (kind: Kind, state: State): Partial<Record<CloseReason, ReasonText>> =>
  Object.fromEntries(closingsOf(kind, state).map((reason) => [reason, reasons.close[reason]]))
/** Who wrote: a unit, or whoever filed. */
export const authorName = (author: string, kind: Kind): string => (author === 'reporter' && kind === 'question' ? question.desk.asker : unitName(author))
export const deadlineName = (kind: string): string => deadlines.find((rule) => rule.kind === kind)?.name ?? '时限'
export const destinationName = (number: string): string => {
  const office = destinations.find((one) => one.number === number)
  return office === undefined ? number : `${office.number} ${office.office}`
}

export const letterName = (kind: LetterKind): string => track.letters[kind]

export const ROLE_NAMES: Record<Role, string> = {
  desk: '受理员', handler: '承办人', approver: '审批人', supervisor: '督办员', cashier: '兑付员', custodian: '身份保管员', auditor: '审计员', administrator: '管理员',
}
export const PART_NAMES: Record<Part['part'], string> = { desk: '受理', lead: '牵头', assist: '配合', copy: '属地' }
export const COPY_NAMES: Record<Copy, string> = { original: '原件', redacted: '脱敏件' }
export const STANDING_NAMES: Record<MemberRow['standing'], string> = { invited: '等他开通', waiting: '等单位钥匙', active: '在用', disabled: '已停用' }

/** Somebody with the place they are of, once: a name that says it already, as 身份保管员一, is not given it again. */
export const placed = (place: string, name: string): string => `${beside(place, name)} ${name}`.trimStart()
/** The place to write beside a name; nothing where the name begins with it. */
export const beside = (place: string, name: string | null): string => (name?.startsWith(place) === true ? '' : place)

/** The unit's name as a Chinese page calls it, or what a member without one is. */
export const workplace = (unit: string | null, roles: readonly Role[]): string => (unit === null ? roles.map((role) => ROLE_NAMES[role]).join('、') : unitName(unit))

/** A day by which something is due, as somebody would say it. */
export interface Due {
  readonly words: string
  readonly tone: 'over' | 'soon' | 'later'
}

const SOON_DAYS = 7

export function sayDue(due: string, today: string): Due {
  const left = daysBetween(today, due)
  if (left < 0) return { words: `已过${-left}天`, tone: 'over' }
  if (left === 0) return { words: '今天到期', tone: 'soon' }
  return { words: `还有${left}天`, tone: left <= SOON_DAYS ? 'soon' : 'later' }
}

/** A day in a list, where the weekday would be one thing too many: 6月3日. */
export const sayDate = (day: string, today: string): string => sayDay(day, today).replace(/（.*）/, '')

const LOCAL: Record<LocalCode, string> = {
  'no-unit-key': '你还没有本单位的钥匙，这一步要用它加密。请一位同事在“同事”里交给你。',
  'route-differs': '按密封的内容，不该由建议的单位牵头。用“改派”另选牵头单位，并告诉管理员。',
  'bad-passphrase': '口令是四组，每组四个字母或数字。看看是不是少抄了、抄错了。',
  unsolved: '防刷屏的题没有算出来，再按一次就会换一道。',
  'bad-box': '口令不对，打不开你的钥匙。再核对一遍。',
  'passkey-cancelled': '没有用上通行密钥：没选、没确认，或者等得太久。再按一次，或者换一种办法。',
  'passkey-there': '这台设备上已经有一把你的通行密钥，不用再加。',
  'award-missing': '没有等着批的奖励。',
  'award-shut': '奖励的依据打不开，没有批。',
  'award-unsigned': '奖励的依据不是提出的单位签的，没有批，先查清楚。',
  'award-differs': '封好的数和明面上的数不一样，没有批，先查清楚。',
  'award-unreadable': '奖励的依据看不懂，没有批，请提出的人收回重提。',
  'award-miscounted': '按封好的依据重新算，数对不上，没有批，请提出的人收回重提。',
  'payee-shut': '收款人打不开，或者核对不上，没有确认。用“收款人不对”退回去。',
  'transfer-shut': '收款信息打不开，没有记账。把它退回去，请领奖人再填。',
  'transfer-unsigned': '收款信息的签名不对，不能付。退回去，并告诉审计员。',
  'transfer-unconfirmed': '这个收款人身份保管员没有核对过，不能付。退回去，并告诉审计员。',
  'reversal-missing': '没有人申请冲正这一笔，或者已经有人答复了。看看付款单号对不对。',
  'voucher-mistyped': '凭证号是16位数字，这个对不上，看看是不是输错了一位。',
  unopenable: '有密封的内容打不开，这一步没有做，什么也没有改。',
  misplaced: '有一段密封内容是从别处搬来的，这一步没有做。请告诉管理员。',
  unvouched: '这一段的钥匙没有该有的签名，可能是别人塞进来的。没有写进去，请告诉管理员。',
  'bad-key': '公钥册里有一把钥匙是坏的，这一步没有做。请告诉管理员。',
  'too-long': '太长了，删短一些再送。',
  'no-holder': '公钥册里没有这个单位的钥匙，没有交出去。请告诉管理员。',
  revoked: '这一页的公钥册已经作废。刷新这一页再来，没发出的字先复制下来。',
  avoided: '里面有不该收到这件的单位，没有交出去。',
}

/** Why something was not even sent; undefined for what the Worker says. */
export const sayLocal = (code: string): string | undefined => (LOCAL as Readonly<Record<string, string>>)[code]

/** What happened, in one or two sentences. The Worker's own words where it gave some. */
export function sayRefusal({ code, message, requestId }: Refusal): string {
  if (code in LOCAL) return LOCAL[code as LocalCode]
  if (code === 'network') return messages.network['not-sent'].replace('“送出”', '')
  if (code === 'garbled') return '回来的不是本站的答复，可能被中间的网络换掉了。换个网络再试，没有做成。'
  if (code === 'fault') return fill(messages.errors.fault, { requestId })
  return message === '' ? messages.errors[code as keyof typeof messages.errors] : message
}

/** Zero-width and direction-changing characters: shown as they are, and said to be there. Joiners inside emoji do not count. */
export const hasHiddenMarks = (text: string): boolean => /[\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/u.test(text)
