/** A list as somebody answers it: values and words, and what this device keeps of it where they ask for that. */
import { forget, isRecord, keep, readKept } from '../keep.ts'
import { shortKey } from '../quiz/order.ts'

export const ANSWERS = { yes: '是这样', no: '不是这样', none: '这里没有' } as const
export type Answer = keyof typeof ANSWERS

/** In the order of urgency. */
export const GRADES = { stop: '马上停、马上离开', soon: '这几天就改', better: '有空就改' } as const
type Grade = keyof typeof GRADES

export interface Item {
  readonly ask: string
  readonly why: string
  readonly fix: string
  readonly grade: Grade
  readonly category?: string | undefined
}

/** By short name of the question, so that a list that was edited keeps the answers it still asks for. */
export type Answers = Readonly<Record<string, Answer>>
export const keyOf = ({ ask }: Item): string => shortKey(ask)

/** What is wrong, the most urgent first. */
export const toMend = (items: readonly Item[], answers: Answers): { grade: Grade; items: Item[] }[] =>
  (Object.keys(GRADES) as Grade[])
    .map((grade) => ({ grade, items: items.filter((item) => item.grade === grade && answers[keyOf(item)] === 'no') }))
    .filter((group) => group.items.length > 0)

export const countOf = (items: readonly Item[], answers: Answers, answer?: Answer): number =>
  items.filter((item) => (answer === undefined ? answers[keyOf(item)] !== undefined : answers[keyOf(item)] === answer)).length

/** The categories to report under: those of what is wrong; where nothing is, those of the list. */
export function reportable<T extends { readonly id: string }>(items: readonly Item[], answers: Answers, categories: readonly T[]): T[] {
  const wrong = new Set(toMend(items, answers).flatMap((group) => group.items.flatMap(({ category }) => category ?? [])))
  const named = categories.filter(({ id }) => wrong.has(id))
  return named.length > 0 ? named : [...categories]
}

const CHECK_KEY = 'anshao.checks'

interface KeptList {
  /** 2026-11-22 */
  readonly day: string
  readonly answers: Answers
}

/** What was kept of one list; null where nothing was. */
export function readList(id: string): KeptList | null {
  const all = readKept(CHECK_KEY)
  const list = isRecord(all) ? all[id] : null
  if (!isRecord(list) || !isRecord(list['answers']) || typeof list['day'] !== 'string') return null
  return { day: list['day'], answers: Object.fromEntries(Object.entries(list['answers']).filter((entry): entry is [string, Answer] => typeof entry[1] === 'string' && entry[1] in ANSWERS)) }
}

export function keepList(id: string, list: KeptList): boolean {
  const all = readKept(CHECK_KEY)
  return keep(CHECK_KEY, { ...(isRecord(all) ? all : {}), [id]: list })
}

/** Takes one list away, and the key with the last of them. */
export function forgetList(id: string): void {
  const all = readKept(CHECK_KEY)
  const left = Object.entries(isRecord(all) ? all : {}).filter(([other]) => other !== id)
  if (left.length === 0) forget(CHECK_KEY)
  else keep(CHECK_KEY, Object.fromEntries(left))
}

/** 2026-11-22 → 2026年11月22日（周日） */
export const sayDay = (day: string): string => `${day.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日')}（周${'日一二三四五六'[new Date(`${day}T00:00:00Z`).getUTCDay()]}）`
