/** Files after the filing, both ways and from a terminal: the reporter adds one with words and one alone, the unit sends one back. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export { PHOTOGRAPHED, sendPhotograph } from './photograph.ts'

export const SENT_LATER = {
  names: ['后窗的气瓶,第二张.jpg', '老板娘的录音.m4a', '核查情况告知.pdf'],
  contents: ['后窗底下那排瓶子贴的是城南老充装点的标签', '录音里说的是月底以前都先瞒着不要往上报', '已责令停用并把十一只超期的瓶子当场封存'],
  words: '昨晚又拍到后窗那一排，补在这里', told: '结果写在后面这份告知里，请存好',
} as const

interface Fetched {
  readonly evidence: { name: string; author?: string; holds: boolean; file: string; signature: string }[]
}

/** Throws unless each comes out byte for byte on the other side; gives the report back. What lies outside of the portal is deleted. */
export function sendLater(command: (...words: string[]) => string, filed: { code: string; reference: string }, unit = 'housing01'): typeof filed {
  const { code, reference } = filed
  const safe = mkdtempSync(join(tmpdir(), 'anshao-later-'))
  const contents = SENT_LATER.contents.map((words) => words.repeat(2000))
  const paths = SENT_LATER.names.map((name, at) => {
    writeFileSync(join(safe, name), contents[at] ?? '')
    return join(safe, name)
  })
  const [first = '', second = '', answer = ''] = paths
  command('site/cli/track.ts', code, '--say', SENT_LATER.words, '--attach', first)
  command('site/cli/track.ts', code, '--attach', second)
  const theirs = JSON.parse(command('site/cli/staff.ts', unit, 'evidence', reference, '--to', join(safe, 'unit'))) as Fetched
  compare(theirs.evidence.slice(-2), SENT_LATER.names.slice(0, 2), contents)
  command('site/cli/staff.ts', unit, 'reply', reference, SENT_LATER.told, '--file', answer)
  const ours = JSON.parse(command('site/cli/track.ts', code, '--to', join(safe, 'reporter'))) as Fetched & { messages: { text: string; files?: number }[]; filedFiles: number }
  compare(ours.evidence, SENT_LATER.names, contents)
  if (ours.evidence[2]?.author !== unit.replace(/\d+$/, '')) throw new Error(JSON.stringify(ours.evidence))
  if (JSON.stringify(ours.messages.slice(-3).map(({ text, files }) => [text, files])) !== JSON.stringify([[SENT_LATER.words, 1], ['', 1], [SENT_LATER.told, 1]])) throw new Error(JSON.stringify(ours.messages))
  rmSync(safe, { recursive: true })
  return filed
}

/** Another unit gets the report and not its photograph. */
export function keepBack<T extends { reference: string }>(command: (...words: string[]) => string, told: T): T {
  command('site/cli/staff.ts', 'desk01', 'accept', told.reference)
  command('site/cli/staff.ts', 'desk01', 'hand-on', told.reference, '--to', 'market', '--without-file', '1')
  return told
}

export const COPIED_FILE = { name: '遮过老板娘的收据.jpg', words: '遮过的这一张只看得见气瓶的编号和钢印' } as const

/** A third unit gets a redacted copy of the photograph in its place: throws unless that comes out byte for byte there, under a name that tells nothing, and nothing else does. */
export function giveCopy<T extends { reference: string }>(command: (...words: string[]) => string, told: T): T {
  const safe = mkdtempSync(join(tmpdir(), 'anshao-copy-'))
  const [made, content] = [join(safe, COPIED_FILE.name), COPIED_FILE.words.repeat(1500)]
  writeFileSync(made, content)
  command('site/cli/staff.ts', 'desk01', 'copy-file', told.reference, '--file', '1', '--with', made)
  command('site/cli/staff.ts', 'desk01', 'hand-on', told.reference, '--to', 'fire', '--without-file', '2,3,4', '--copy-of-file', '1')
  const { evidence } = JSON.parse(command('site/cli/staff.ts', 'fire01', 'evidence', told.reference, '--to', join(safe, 'fire'), '--reason', 'for-expert')) as { evidence: (Fetched['evidence'][number] & { copyOf?: number })[] }
  compare(evidence, ['附件1的脱敏件.jpg'], [content])
  if (evidence[0]?.copyOf !== 1) throw new Error(JSON.stringify(evidence))
  rmSync(safe, { recursive: true })
  return told
}

function compare(found: Fetched['evidence'], names: readonly string[], contents: readonly string[]): void {
  const good = found.length === names.length && found.every(({ name, holds, file, signature }, at) => name === names[at] && holds && signature === 'good' && readFileSync(file, 'utf8') === contents[at])
  if (!good) throw new Error(JSON.stringify(found))
}
