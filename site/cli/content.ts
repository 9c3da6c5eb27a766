/** `npm run check:content [part of a path]`: reads everything under content/learn, says each mistake as a sentence an editor understands, and counts what is there. */
import { fileURLToPath } from 'node:url'
import { readCounty } from '../county/county.ts'
import { surveyContent } from '../editing/check.ts'
import { sayMistake } from '../editing/mistake.ts'
import { KINDS, KIND_NAMES } from '../editing/read.ts'
import { todayIn } from '../ui/today.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const county = readCounty(root)
const categories = new Map(county.categories.categories.map(({ id, name }) => [id, name]))
const today = todayIn(county.profile.timezone)
const only = process.argv[2]?.replace(/^\.\//, '') ?? ''
const survey = surveyContent(root, { categories, today })

const mistakes = survey.mistakes.filter(({ file }) => file.includes(only))
const pieces = survey.pieces.filter(({ file }) => file.includes(only))
const [wrongs, notes] = [mistakes.filter(({ weight }) => weight !== 'note'), mistakes.filter(({ weight }) => weight === 'note')]
for (const mistake of notes) process.stderr.write(`△ ${sayMistake(mistake)}\n`)
for (const mistake of wrongs) process.stderr.write(`✗ ${sayMistake(mistake)}\n`)

const questions = pieces.reduce((sum, { data }) => sum + ('questions' in data ? data.questions.length : 0), 0)
const counts = KIND_NAMES.map((kind) => [KINDS[kind].name, pieces.filter((piece) => piece.kind === kind).length] as const).filter(([, count]) => count > 0)
process.stdout.write(`${counts.map(([name, count]) => `${name}${count}`).join('，')}${questions > 0 ? `；题目共${questions}道` : ''}\n`)
if (pieces.length + mistakes.length === 0) process.stdout.write(`没有路径里带“${only}”的文件。\n`)
else process.stdout.write(`${wrongs.length === 0 ? '没有要改的。' : `一共${wrongs.length}处要改。`}${notes.length === 0 ? '' : `另有${notes.length}处（△）最好看一看。`}\n`)
process.exit(wrongs.length === 0 && pieces.length + mistakes.length > 0 ? 0 : 1)
