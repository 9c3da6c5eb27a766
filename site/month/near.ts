/** The year's occasions for the pages: in order, with the pieces they lead to. */
import { getCollection } from 'astro:content'
import type { z } from 'astro/zod'
import type { Occasion } from '../learn/schema.ts'
import { builtOn, findTargets, type Target } from './library.ts'
import { nearOf, type Span } from './season.ts'

export type Occasion = z.output<typeof Occasion>
export interface Row extends Occasion { readonly targets: readonly Target[] }

/** By the first day in the year. */
export async function listOccasions(): Promise<Row[]> {
  const find = await findTargets()
  return (await getCollection('calendar')).map(({ data }) => ({ ...data, targets: find(data.pieces) })).sort((a, b) => a.from.localeCompare(b.from) || a.to.localeCompare(b.to))
}

/** All occasions, what is near on the day of the build first; `near` says how many those are. */
export async function rowsFromNow(): Promise<{ rows: Row[]; near: number }> {
  const rows = await listOccasions()
  const near = nearOf(rows, builtOn().slice(5))
  return { rows: [...near.flatMap((index) => rows[index] ?? []), ...rows.filter((_, index) => !near.includes(index))], near: near.length }
}

/** 6月1日到6月30日, 12月4日. */
export function saySpan({ from, to }: Span): string {
  const say = (monthDay: string) => monthDay.replace(/^0?(\d+)-0?(\d+)$/, '$1月$2日')
  return from === to ? say(from) : `${say(from)}到${say(to)}`
}
