import { parse } from 'yaml'
import type { Plugin } from 'vite'
import { nameSource } from '../learn/name-source.ts'
import type { PracticeBank } from '../learn/quiz/practice.ts'

interface BankFile {
  readonly use: string
  readonly sources: readonly { readonly document: string; readonly number?: string; readonly article?: string; readonly mark: string }[]
  readonly questions: PracticeBank['questions']
}

/** A bank as browsers get it: questions and the words of their sources. Of a bank that is not for practice they get nothing: contest questions stay on the Worker. */
export function lightBank(text: string): PracticeBank | null {
  const { use, sources, questions } = parse(text) as BankFile
  if (use !== 'practice') return null
  return {
    sources: sources.map((source) => `${nameSource(source)}${source.mark === '✔' ? '' : '（转述，没有看到原文）'}`),
    questions: questions.map(({ question, options, answer, explanation, source }) => ({ question, options, answer, explanation, source })),
  }
}

/** Makes a module, and so a chunk of its own, of each bank that site/learn/quiz/load.ts asks for. */
export function practiceBanks(): Plugin {
  return {
    name: 'anshao:practice-banks',
    transform: {
      order: 'pre',
      filter: { id: /content\/learn\/quiz\/[^/]+\.yaml$/ },
      handler: (code) => ({ code: `export default ${JSON.stringify(lightBank(code))}`, map: null }),
    },
  }
}
