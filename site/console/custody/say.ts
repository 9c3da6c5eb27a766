/** What is asked of the custodian, in words. No DOM. */
import { reasons } from '#contract/county/reasons.ts'
import type { CustodyRequest } from '#contract/custody.ts'
import type { LookReason } from '#contract/states.ts'
import { sayDate, unitName } from '../words.ts'

type People = Readonly<Record<string, string>>

export const LOOK_REASONS = Object.entries(reasons.look).map(([value, { name, sentence }]) => ({ value: value as LookReason, label: name, hint: sentence }))

/** 看一次身份：单位请代为联系 */
export function sayAsked({ kind, reason, askedUnit }: CustodyRequest): string {
  if (kind === 'look') return `看一次身份${reason === null ? '' : `：${reasons.look[reason].name}`}`
  return kind === 'contact' ? `替${unitName(askedUnit)}联系举报人` : '换查询码'
}

const nameOf = (member: string, people: People, me: string) => (member === me ? '你' : (people[member] ?? '已离开的工作人员'))

/** 你 6月3日申请 */
export const sayAsker = ({ askedBy, askedDay }: CustodyRequest, people: People, me: string, today: string): string =>
  `${nameOf(askedBy, people, me)}${askedBy === me ? ' ' : ' · '}${sayDate(askedDay, today)}申请`

/** How a request stands, and until when. */
export function sayStanding({ kind, standing, consentBy, until }: CustodyRequest, people: People, me: string, today: string): string {
  const second = consentBy === null ? '' : nameOf(consentBy, people, me)
  switch (standing) {
    case 'asked':
      return `${kind === 'look' ? '等第二个人同意' : kind === 'reset' ? '等受理台同意' : '等身份保管员联系'}，到${sayDate(until, today)}为止`
    case 'consented':
      return `${second}同意了，到${sayDate(until, today)}为止可以看一次`
    case 'declined':
      return kind === 'contact' ? `${second}没有去联系` : `${second}没有同意`
    case 'used':
      return kind === 'look' ? '看过了' : kind === 'contact' ? '联系过了，回话写了' : `${second}同意，换好了`
    case 'lapsed':
      return '过期了，没有用上'
  }
}
