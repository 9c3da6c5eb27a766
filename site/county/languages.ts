/** Further languages: files beside the Chinese ones that hold the same keys. What is missing falls back to Chinese, or is a mistake. */
import { Language, Names } from '#contract/language-schema.ts'
import { namesIn } from '#contract/rules/fill.ts'
import * as z from 'zod/mini'
import { listFiles, readChecked, readPlain } from './read.ts'
import { quoted, wrong } from './wrong.ts'

const COUNTY = 'content/county'
const FORM = 'content/form'
const LANGUAGES = `${FORM}/languages.yaml`

/** What readers of another language read of each file. The rest is the staff's, or stands on pages that are Chinese alone. */
export const READ: Readonly<Record<string, (path: string) => boolean>> = {
  small: () => true,
  page: () => true,
  emergency: () => true,
  report: (path) => !/^(?:promises|limits)\b/.test(path),
  track: () => true,
  claim: () => true,
  'track-files': () => true,
  evidence: () => true,
  status: (path) => !path.endsWith('.clock'),
  events: (path) => path.endsWith('.reporter'),
  reasons: (path) => path.endsWith('.sentence'),
  route: () => true,
  messages: (path) => /^(?:errors|network|pages\.no-script|sealed\.unvouched)\b/.test(path),
  question: (path) => path === 'desk.kind' || path === 'faq.title' || !/^(?:moves|desk|faq)\b|\.(?:staff|clock)$|^reasons\..*\.name$/.test(path),
}

/** A further language as its files have it. */
export interface Tongue {
  readonly language: Language
  /** By file of content/form. */
  readonly words: ReadonlyMap<string, unknown>
  readonly names: Names
}

/** The first is Chinese, which the plain file names hold. */
export function readLanguages(root: string): { languages: Language[]; tongues: Tongue[] } {
  const languages = readChecked(root, LANGUAGES, z.array(Language))
  const [first] = languages
  if (first?.id !== 'zh') wrong(LANGUAGES, '第一种不是 zh', '把中文放在最前面')
  const twice = languages.find(({ id }, at) => languages.findIndex((one) => one.id === id) !== at)
  if (twice !== undefined) wrong(LANGUAGES, `${twice.id} 写了两遍`, '留一个，删掉另一个')
  const taken = languages.find(({ id }) => TAKEN.has(id))
  if (taken !== undefined) wrong(LANGUAGES, `${taken.id} 是本站别的页面的网址`, '换一个代码，像 en、ug、bo')
  for (const { id, tag } of languages) if (!isTag(tag)) wrong(LANGUAGES, `${id} 的 tag 写了${quoted(tag)}，不是语言代码`, '改成像 en-GB 这样的代码')
  for (const folder of [COUNTY, FORM]) refuseUnknown(root, folder, languages)
  return { languages, tongues: languages.slice(1).map((language) => readTongue(root, language)) }
}

/** Addresses of this site that are as short as a language's. */
const TAKEN = new Set(['api', 'ask', 'faq', 'who'])

function isTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}

/** `report.en.yaml` → `en`; null for a Chinese file. */
export const languageIn = (file: string): string | null => /\.([a-z]{2,3})\.yaml$/.exec(file)?.[1] ?? null

function refuseUnknown(root: string, folder: string, languages: readonly Language[]): void {
  for (const file of listFiles(root, folder)) {
    const id = languageIn(file)
    if (id === null) continue
    if (!languages.slice(1).some((language) => language.id === id)) wrong(`${folder}/${file}`, `languages.yaml 里没有 ${id}`, '在那里加一行，或者把文件挪走')
    const name = file.split('.')[0] ?? ''
    if (folder === FORM ? !(name in READ) : name !== 'names') wrong(`${folder}/${file}`, '不认识这个文件', '改名或者挪走')
  }
}

function readTongue(root: string, language: Language): Tongue {
  const has = (folder: string, file: string) => listFiles(root, folder).includes(file)
  const files = Object.keys(READ).filter((name) => has(FORM, `${name}.${language.id}.yaml`))
  const names = `names.${language.id}.yaml`
  return {
    language,
    words: new Map(files.map((name) => [name, readPlain(root, `${FORM}/${name}.${language.id}.yaml`)])),
    names: has(COUNTY, names) ? readChecked(root, `${COUNTY}/${names}`, Names) : {},
  }
}

type Tree = Readonly<Record<string, unknown>>
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The Chinese words of a file with the other language's in their places. What its readers never read is left empty: nobody need fetch it. */
export function overlay(file: string, chinese: unknown, other: unknown, path = ''): unknown {
  if (isTree(chinese)) return Object.fromEntries(Object.entries(chinese).map(([key, value]) => [key, overlay(file, value, isTree(other) ? other[key] : undefined, path === '' ? key : `${path}.${key}`)]))
  if (READ[file]?.(path) !== true && !path.endsWith('.clock')) return Array.isArray(chinese) ? [] : ''
  return other ?? chinese
}

/** Every sentence there, each with the {names} of the Chinese one, and none too many. `file` is the name of content/form. */
export function checkAgainst({ language, words }: Tongue, file: string, chinese: unknown): void {
  const path = `${FORM}/${file}.${language.id}.yaml`
  const own = new Map(leavesOf(words.get(file) ?? {}))
  const theirs = new Map(leavesOf(chinese))
  for (const [key, sentence] of own) checkSentence(path, key, sentence, theirs.get(key))
  for (const [key, sentence] of theirs) {
    if (language.complete === true && READ[file]?.(key) === true && !own.has(key)) {
      wrong(path, `${said(key)} 没有写，中文是${quoted(sentence)}`, `补上这一句，或者在 languages.yaml 里去掉 ${language.id} 的 complete`)
    }
  }
}

function checkSentence(path: string, key: string, sentence: unknown, chinese: unknown): void {
  if (chinese === undefined) return wrong(path, `${said(key)} 这个键中文里没有`, '删掉，或者看看是不是写错了字')
  if (key.endsWith('.clock')) wrong(path, `${said(key)} 不用写`, '删掉，时限跟中文的走')
  // YAML takes True, Yes and 110 for something else than words.
  if (typeof sentence !== 'string' || sentence.trim() === '') return wrong(path, `${said(key)} 写了${quoted(sentence)}，应当是文字`, '用引号括起来')
  const [own, theirs] = [sentence, typeof chinese === 'string' ? chinese : ''].map((one) => [...new Set(namesIn(one))].sort().map((name) => `{${name}}`).join('、'))
  if (own !== theirs) wrong(path, `${said(key)} 里要填的是${own === '' ? '没有' : own}，中文里是${theirs === '' ? '没有' : theirs}`, '改成和中文一样')
}

/** Every text of a file with its path; the lines of a list by their place. */
function* leavesOf(value: unknown, path = ''): Generator<[path: string, text: unknown]> {
  if (typeof value !== 'object' || value === null) yield [path, value]
  else for (const [key, inner] of Object.entries(value)) yield* leavesOf(inner, path === '' ? key : `${path}.${key}`)
}

const said = (key: string): string => key.split('.').map((part) => (/^\d+$/.test(part) && part.length < 3 ? `第${Number(part) + 1}条` : part)).join(' 的 ')
