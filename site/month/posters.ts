/** What a poster says: its words, its lines with the size they fit in, and where they come from. */
import { getCollection, getEntry } from 'astro:content'
import { sayDate } from '../learn/library.ts'
import type { Shape } from '../ui/Sign.tsx'
import type { Glyph } from '../ui/glyph-names.ts'
import type { Picture } from './picture-names.ts'
import { heightOf, phrasesOf, sizeFor, titleSize } from './fit.ts'

/** Room on the sheet in millimetres of A4; A3 is the same sheet, larger by √2. poster.css has the same figures. */
export const TITLE = { width: 100, height: 76, leading: 1.2, gap: 0, indent: 0 } as const
const LINES = { width: 174, height: 122, leading: 1.35, gap: 3.5, indent: 1.7 } as const
const TITLE_SIZES = [24, 22, 20, 18, 16, 14, 12] as const
const LINE_SIZES = [13, 12, 11, 10, 9, 8, 7] as const
/** More would be small and unread. */
const MOST_LINES = 5

export interface Sheet {
  readonly id: string
  readonly title: string
  readonly phrases: readonly string[]
  readonly titleSize: number
  readonly lines: readonly string[]
  readonly lineSize: number
  readonly sign: Shape
  readonly glyph: Glyph | Picture
  /** Path of the piece that it draws on. */
  readonly path: string
  /** 依据 and the day it was checked. */
  readonly basis: string
}

export async function listPosters(): Promise<Sheet[]> {
  const sheets = await Promise.all((await getCollection('posters')).map(async ({ id, data }): Promise<Sheet> => {
    const piece = await pieceBehind(data.piece)
    const lines = (data.lines ?? piece.remember).slice(0, MOST_LINES)
    return {
      id, title: data.title, sign: data.sign, glyph: data.glyph,
      phrases: phrasesOf(data.title), titleSize: titleSize(data.title, TITLE, TITLE_SIZES),
      lines, lineSize: sizeFor(lines, LINES, LINE_SIZES),
      path: `/learn/${data.piece}`,
      basis: `${piece.documents.length > 0 ? `依据${piece.documents.join('、')}，` : ''}${sayDate(piece.reviewed)}核对`,
    }
  }))
  const crowded = sheets.find(({ lines, lineSize }) => heightOf(lines, lineSize, LINES) > LINES.height)
  if (crowded !== undefined) throw new Error(`content/learn/posters/${crowded.id}.yaml：要印的话太长，放不下；写短一点，或者写上 lines。`)
  return sheets.sort((a, b) => a.id.localeCompare(b.id))
}

/** Its lines, the first two documents that were read, and the day it was looked over. */
async function pieceBehind(key: string): Promise<{ remember: readonly string[]; documents: string[]; reviewed: string }> {
  const slash = key.indexOf('/')
  const entry = await getEntry(key.slice(0, slash) as 'knowledge' | 'law', key.slice(slash + 1))
  if (entry === undefined) throw new Error(`content/learn/posters：没有“${key}”这一篇`)
  const { sources, reviewed } = entry.data
  const documents = [...new Set(sources.filter(({ mark, document }) => mark === '✔' && document.length <= 20).map(({ document }) => document.replace('中华人民共和国', '')))].slice(0, 2)
  return { remember: 'remember' in entry.data ? entry.data.remember : [], documents: documents.map((name) => (/(?:法|条例|规定|办法|标准|通则|规范|规程)$/.test(name) && !name.includes('《') ? `《${name}》` : name)), reviewed }
}

/** The four shapes, as the gallery groups them. */
export const SHAPE_WORDS: Readonly<Record<Shape, string>> = { triangle: '当心', circle: '不要', disc: '必须', square: '出路和求助' }
