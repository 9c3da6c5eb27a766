/** What the contest's page says. No DOM. */
import { MAX_NICKNAME_CHARACTERS, type NicknameProblem } from '#contract/rules/contest.ts'
import type { Failure } from '../api/call.ts'

export const NICKNAME_PROBLEMS: Record<NicknameProblem, string> = {
  empty: '还没有写花名',
  long: `花名最多${MAX_NICKNAME_CHARACTERS}个字`,
  signs: '花名只能用汉字、字母和数字',
  digits: '数字太多，像电话或者证件号，换一个',
}

/** The Worker's own sentence where it refused; ours where nothing came back. Nothing is lost by either. */
export function sayContestFailure({ code, message }: Failure, doing: 'begin' | 'send'): string {
  if (code === 'network' || code === 'garbled') {
    return doing === 'send' ? '没有送出去。你的答案还在这一页，网络好了再按一次“交卷”。' : '没有连上。网络好了再按一次，不会多算一次。'
  }
  if (code === 'fault' || code === 'unavailable') return '我们这边出了问题。你选的还在，过一会儿再按一次。'
  return message
}

const DIGITS = '〇一二三四五六七八九'

/** 二〇二六年十一月二十二日, as papers write a day. `day` is '2026-11-22'. */
export function formalDay(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-')
  return `${[...year].map((digit) => DIGITS.charAt(Number(digit))).join('')}年${formalNumber(Number(month))}月${formalNumber(Number(date))}日`
}

/** 1 to 99. */
function formalNumber(number: number): string {
  const [tens, ones] = [Math.floor(number / 10), number % 10]
  return `${tens > 1 ? DIGITS.charAt(tens) : ''}${tens > 0 ? '十' : ''}${ones > 0 || tens === 0 ? DIGITS.charAt(ones) : ''}`
}

/** 19:05 */
export const sayClock = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`

/** Which questions have no answer yet, from 1. */
export const leftOut = (answers: readonly (readonly number[])[]): number[] => answers.flatMap((chosen, at) => (chosen.length === 0 ? [at + 1] : []))
