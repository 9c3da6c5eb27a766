/** Checks of the words on screen: every {name} is one that its page fills in, and every bracket closes. */
import { namesIn } from '#contract/rules/fill.ts'
import { FORM, type County, type FormFile, type Words } from './county.ts'
import { checkAgainst, READ } from './languages.ts'
import { checkNames } from './names.ts'
import { quoted, wrong } from './wrong.ts'

/** What each page fills in. */
const NAMES: Record<FormFile, readonly string[]> = {
  status: ['unit', 'day', 'due', 'destination'],
  events: ['unit', 'member', 'keeper', 'lead', 'assists', 'units', 'redacted', 'without', 'copies', 'reason', 'destination', 'result', 'letter', 'file'],
  reasons: [],
  moves: [],
  member: ['who', 'by'],
  route: ['unit', 'units', 'township'],
  report: ['max', 'n', 'found', 'unit', 'units', 'township', 'destinations', 'step', 'steps', 'due', 'number'],
  'track-files': ['name', 'n', 'percent', 'size'],
  claim: ['fen', 'due', 'until', 'n', 'reason', 'days'],
  evidence: ['what', 'n', 'count', 'files', 'size', 'room', 'name', 'ns', 'ew', 'lat', 'lon', 'x', 'y', 'percent', 'minutes'],
  track: ['group', 'n', 'unit', 'day', 'due', 'max', 'years', 'office', 'matters'],
  messages: ['requestId', 'unit', 'years'],
  plain: ['time', 'phone', 'n'],
  proxy: ['member', 'n', 'of', 'township', 'office', 'address', 'hours', 'number'],
  question: ['unit', 'member', 'day', 'due', 'reason', 'destination', 'found', 'max', 'n'],
  small: ['words', 'name', 'n', 'group'],
  page: ['number', 'numbers', 'office', 'contact', 'exit', 'span', 'basis', 'n'],
  emergency: ['day'],
}

export function checkWords(county: County): void {
  const { words, tongues } = county
  for (const [name, value] of Object.entries(words)) {
    for (const [key, sentence] of sentencesIn(value)) checkSentence(`${FORM}/${name}.yaml`, key, sentence, NAMES[name as FormFile])
  }
  checkClocks('status', words.status)
  checkClocks('question', words.question.status)
  for (const tongue of tongues) {
    for (const name of Object.keys(READ)) checkTongue(tongue, name as FormFile, words)
    checkNames(county, tongue)
  }
}

/** Brackets first: an unclosed one would hide a name. */
function checkTongue(tongue: County['tongues'][number], name: FormFile, words: Words): void {
  const file = `${FORM}/${name}.${tongue.language.id}.yaml`
  for (const [key, sentence] of sentencesIn(tongue.words.get(name))) checkSentence(file, key, sentence, NAMES[name])
  checkAgainst(tongue, name, words[name])
}

function checkSentence(file: string, key: string, sentence: string, names: readonly string[]): void {
  const unknown = namesIn(sentence).find((name) => !names.includes(name))
  if (unknown !== undefined) wrong(file, `${key} 里的 {${unknown}} 没有东西可填`, names.length === 0 ? '写成不带 { 的句子' : `只能用 ${names.map((name) => `{${name}}`).join('、')}`)
  const bare = sentence.replace(/\{[A-Za-z]+\}/g, '').replace(/\[[^[\]]*\]/g, '')
  if (/[{}[\]]/.test(bare)) wrong(file, `${key} 写了${quoted(sentence)}，括号没有配对`, '把 { }、[ ] 配成对，中间不要再套')
}

function checkClocks(file: FormFile, words: Partial<Words['status']>): void {
  for (const [state, status] of Object.entries(words)) {
    const due = [status.sentence, status.next ?? ''].some((sentence) => namesIn(sentence).includes('due'))
    if (due && status.clock === undefined) wrong(`${FORM}/${file}.yaml`, `${state} 用了 {due}，没有写 clock`, '写上 clock，说明是哪一个时限')
  }
}

function* sentencesIn(value: unknown, path = ''): Generator<[key: string, sentence: string]> {
  if (typeof value === 'string') yield [path, value]
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) yield* sentencesIn(inner, path === '' ? key : `${path} 的 ${key}`)
  }
}
