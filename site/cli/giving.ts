/** `--without-file K`, `--copy-of-file K`: which files go with a hand-off, and as `K@unit` for one unit alone. */
import { leftOut, filesOf, type Giving, type NamedFile } from '../console/holding/files.ts'
import type { LeftOut } from '../console/report/holders.ts'
import type { UnsealedReport } from '../console/report/unseal.ts'
import type { Words } from './arguments.ts'
import { fail } from './print.ts'

export const fileNumber = (word: string): number => (/^\d+$/.test(word) ? Number(word) : fail('invalid', `要写附件的号，是个数字，不是“${word}”。`))

interface Said {
  readonly k: number
  /** Null: for all units. */
  readonly unit: string | null
}

/** To `units`, of which those in `redacted` get the redacted copy of the report. What is said of one unit goes before what is said of all. */
export function filesLeftOut(report: UnsealedReport, words: Words, units: readonly string[], redacted: readonly string[] = []): LeftOut {
  const files = filesOf(report)
  if (units.length === 0 && [...words.all('without-file'), ...words.all('copy-of-file')].length > 0) fail('invalid', '这些单位已经拿着这件，这一步不给谁附件，--without-file、--copy-of-file 没有用，去掉再来。')
  const said = (option: string) => words.all(option).map((word) => saidOf(word, units))
  const [without, asCopy] = [said('without-file'), said('copy-of-file')]
  const strange = (all: readonly Said[], isThere: (file: NamedFile) => boolean) => all.find(({ k }) => !files.some((file) => file.k === k && isThere(file)))
  const [missing, uncopied] = [strange(without, () => true) ?? strange(asCopy, () => true), strange(asCopy, ({ copy }) => copy !== null)]
  if (missing !== undefined) fail('invalid', `没有附件${missing.k}。`)
  if (uncopied !== undefined) fail('invalid', `附件${uncopied.k}还没有脱敏件，先用 copy-file 做一份。`)
  const givingOf = (unit: string, { k }: NamedFile): Giving => {
    const isSaid = (all: readonly Said[], to: string | null) => all.some((one) => one.k === k && one.unit === to)
    for (const to of [unit, null]) {
      if (isSaid(without, to)) return 'none'
      if (isSaid(asCopy, to)) return 'copy'
    }
    return 'original'
  }
  return (unit) => leftOut(files, (file) => givingOf(unit, file), redacted.includes(unit))
}

function saidOf(word: string, units: readonly string[]): Said {
  const [number = '', unit = null] = word.split('@')
  if (unit !== null && !units.includes(unit)) fail('invalid', `这一步不给${unit}，@ 后面要写这一步给的单位：${units.join(' ') || '没有'}。`)
  return { k: fileNumber(number), unit }
}
