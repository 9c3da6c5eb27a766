/** `npm run check:content`: reads everything under content/learn, says each mistake as a sentence an editor understands, and counts what is there. */
import { fileURLToPath } from 'node:url'
import { readCounty } from '../county/county.ts'
import { surveyContent } from '../editing/check.ts'
import { KINDS, type Kind } from '../editing/read.ts'

const NAMES: Record<Kind, string> = {
  knowledge: '知识', law: '法律', cases: '案例', drills: '演练', checklists: '自查清单', quiz: '题库', campaigns: '安全生产月', calendar: '日历', posters: '挂图', emergency: '应急', faq: '问答',
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const categories = new Set(readCounty(root).categories.categories.map(({ id }) => id))
const { library, mistakes } = surveyContent(root, categories)
const only = process.argv[2]
const shown = only === undefined ? mistakes : mistakes.filter((sentence) => sentence.includes(only))

const questions = library.pieces.reduce((sum, { kind, data }) => sum + (kind === 'quiz' && 'questions' in data ? data.questions.length : 0), 0)
const counts = (Object.keys(KINDS) as Kind[]).map((kind) => `${NAMES[kind]}${library.pieces.filter((piece) => piece.kind === kind).length}`)
process.stderr.write(shown.map((sentence) => `✗ ${sentence}\n`).join(''))
process.stdout.write(`${counts.join('，')}；题目共${questions}道。\n${shown.length === 0 ? '没有发现问题。' : `一共${shown.length}处要改。`}\n`)
process.exit(shown.length === 0 ? 0 : 1)
