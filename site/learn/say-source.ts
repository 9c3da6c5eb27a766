/** Where a statement comes from, in words; what was not seen in the original says so. */
import type { z } from 'astro/zod'
import { sayDate } from './library.ts'
import { nameSource } from './name-source.ts'
import type { Source } from './schema.ts'

type Said = z.output<typeof Source>

export const saySource = (source: Said): string => sayDate(`${nameSource(source)}。`)

export const sayChecked = ({ mark, checked }: Said): string => (mark === '✔' ? `${sayDate(checked)}核对` : '没有看到原文，只作参考，以本县公布为准')
