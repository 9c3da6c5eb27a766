/** Checks of the words on screen: every {name} is one that its page fills in, and every bracket closes. */
import { namesIn } from '#contract/rules/fill.ts'
import { FORM, type County, type FormFile, type Words } from './county.ts'
import { quoted, wrong } from './wrong.ts'

/** What each page fills in. */
const NAMES: Record<FormFile, readonly string[]> = {
  status: ['unit', 'day', 'due', 'destination'],
  events: ['unit', 'member', 'lead', 'assists', 'units', 'redacted', 'reason', 'destination', 'result'],
  reasons: [],
  moves: [],
  member: ['who', 'by'],
  route: ['unit', 'units', 'township'],
  report: ['max', 'n', 'found', 'unit', 'units', 'township', 'destinations', 'step', 'steps', 'due', 'number'],
  track: ['group', 'n', 'unit', 'day', 'due', 'max', 'years'],
  messages: ['requestId', 'unit', 'years'],
  plain: ['time', 'phone'],
  question: ['unit', 'member', 'day', 'due', 'reason', 'destination', 'found', 'max', 'n'],
}

export function checkWords({ words }: County): void {
  for (const [language, files] of words) {
    for (const [name, value] of Object.entries(files)) {
      const file = `${FORM}/${name}${language === '' ? '' : `.${language}`}.yaml`
      for (const [key, sentence] of sentencesIn(value)) checkSentence(file, key, sentence, NAMES[name as FormFile])
    }
    checkClocks(language, 'status', files.status)
    checkClocks(language, 'question', files.question?.status)
  }
}

function checkSentence(file: string, key: string, sentence: string, names: readonly string[]): void {
  const unknown = namesIn(sentence).find((name) => !names.includes(name))
  if (unknown !== undefined) wrong(file, `${key} 里的 {${unknown}} 没有东西可填`, names.length === 0 ? '写成不带 { 的句子' : `只能用 ${names.map((name) => `{${name}}`).join('、')}`)
  const bare = sentence.replace(/\{[A-Za-z]+\}/g, '').replace(/\[[^[\]]*\]/g, '')
  if (/[{}[\]]/.test(bare)) wrong(file, `${key} 写了${quoted(sentence)}，括号没有配对`, '把 { }、[ ] 配成对，中间不要再套')
}

function checkClocks(language: string, file: FormFile, words: Partial<Words['status']> | undefined): void {
  for (const [state, status] of Object.entries(words ?? {})) {
    const due = [status.sentence, status.next ?? ''].some((sentence) => namesIn(sentence).includes('due'))
    if (due && status.clock === undefined) wrong(`${FORM}/${file}${language === '' ? '' : `.${language}`}.yaml`, `${state} 用了 {due}，没有写 clock`, '写上 clock，说明是哪一个时限')
  }
}

function* sentencesIn(value: unknown, path = ''): Generator<[key: string, sentence: string]> {
  if (typeof value === 'string') yield [path, value]
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) yield* sentencesIn(inner, path === '' ? key : `${path} 的 ${key}`)
  }
}
