/** What the village loudspeaker reads: a package's own lines, with the words around them that a listener needs. */
import type { Package } from './editions.ts'

const NUMBERS = '一二三四五六七八九十'

/** Paragraphs in the order of reading. Quotation marks and brackets go: nobody hears them. */
export function broadcastOf({ name, say, do: tasks }: Pick<Package, 'name' | 'say' | 'do'>, { office, hotline }: { office: string; hotline: string | null }): string[] {
  const number = (lines: readonly string[]) => lines.map((line, index) => `第${NUMBERS[index] ?? index + 1}，${spoken(line)}`)
  return [
    `各位听众，现在是安全广播，这一次讲安全进${name}。`,
    `先记住${NUMBERS[say.length - 1] ?? say.length}件事。`,
    ...number(say),
    '再说说这几天能做的。',
    ...number(tasks),
    '正在着火、有人被困、有人受伤，先打幺幺九、幺幺零、幺二零，别的以后再说。',
    `看见危险，看见有人违法生产，${hotline === null ? '' : `可以打${spell(hotline)}，也`}可以在网上写，不用留名字。`,
    `播送单位，${office}。`,
  ]
}

/** One line with its ending, as it is said. */
const spoken = (line: string): string => {
  const said = line.replace(/[“”‘’（）《》]/g, '')
  return /[！？]$/.test(said) ? said : said.replace(/[。；]?$/, '。')
}

/** Telephone numbers are said digit by digit, 1 as 幺. */
export const spell = (digits: string): string => [...digits].map((digit) => '零幺二三四五六七八九'.charAt(Number(digit))).join('')
