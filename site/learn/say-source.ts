/** Where a statement comes from, in words; what was not seen in the original says so. */
import type { z } from 'astro/zod'
import { sayDate } from './library.ts'
import { nameSource } from './name-source.ts'
import type { Source } from './schema.ts'

type Said = z.output<typeof Source>

export const saySource = (source: Said): string => sayDate(`${nameSource(source)}。`)

/** What was not seen says which words rest on it: those it names, else those that point to its number. */
export const sayChecked = ({ mark, checked, covers }: Said, number: number): string =>
  mark === '✔' ? `${sayDate(checked)}核对`
  : covers === undefined ? `标〔${number}〕的句子照这一条写，${UNSEEN[mark]}，以本县公布为准`
  : `“${covers}”照这一条写，${UNSEEN[mark]}；别的不受影响`

const UNSEEN = { '◐': '看到的是转述', 记忆: '是通行做法，没有找到原件' } as const
