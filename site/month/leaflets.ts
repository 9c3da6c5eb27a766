/** The leaflet of a package: its words, what to look at from its checklists, and the size in which all fit. */
import { getCollection } from 'astro:content'
import { sayDate } from '../learn/library.ts'
import type { Shape } from '../ui/Sign.tsx'
import type { Glyph } from '../ui/glyph-names.ts'
import type { Package } from './editions.ts'
import { heightOf, sizeFor } from './fit.ts'

/** A column on the sheet in millimetres of A4, with poster.css; `HEAD` is a heading with the space around it. */
const COLUMN = { width: 88, leading: 1.4, gap: 1.6, indent: 1.5 } as const
const HEIGHT = 174
const HEAD = 14
/** 4 stands for 4.4. */
const SIZES = [7, 6, 5, 4.4] as const

interface LeafletSheet {
  readonly size: number
  readonly checks: readonly string[]
  readonly basis: string
}

/** What must stop at once is asked first; as many questions as the column holds. */
export async function leafletOf({ say, do: tasks, pieces }: Package): Promise<LeafletSheet> {
  const lists = (await getCollection('checklists')).filter(({ id }) => pieces.includes(`checklists/${id}`))
  const size = sizeFor([...say, ...tasks], { ...COLUMN, height: HEIGHT - 2 * HEAD }, SIZES)
  // Question by question from every list, the gravest first, so that each list has its say.
  const queues = lists.map(({ data }) => data.items.toSorted((a, b) => GRAVITY.indexOf(a.grade) - GRAVITY.indexOf(b.grade)).map(({ ask }) => ask))
  const turns = Array.from({ length: Math.max(0, ...queues.map((queue) => queue.length)) }, (_, turn) => queues.flatMap((queue) => queue[turn] ?? []))
  const checks: string[] = []
  for (const ask of turns.flat()) if (heightOf([...checks, ask], size, COLUMN) <= HEIGHT - HEAD) checks.push(ask)
  const reviewed = lists.map(({ data }) => data.reviewed).sort()[0]
  return { size: Math.floor(size), checks, basis: reviewed === undefined ? '' : `${sayDate(reviewed)}核对` }
}

const GRAVITY = ['stop', 'soon', 'better'] as const

/** The picture of each of the five places; a county's own sixth gets the way out. */
const PICTURES: Readonly<Record<string, readonly [Shape, Glyph]>> = {
  enterprise: ['disc', 'gear'], village: ['triangle', 'leaf'], community: ['square', 'people'], school: ['disc', 'school'], family: ['square', 'home'],
}
export const pictureOf = (id: string): readonly [Shape, Glyph] => PICTURES[id] ?? ['square', 'speak']
