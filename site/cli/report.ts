/** `npm run report -- tip.json [--as-they-are yes] [--url U]`: files a tip with its files, cleaned unless it says otherwise, or asks a question, exactly as the browser does. */
import { fileReport } from '../report/submit.ts'
import { baseOf, readWords } from './arguments.ts'
import { sendFiles } from './evidence.ts'
import { fail, printResult } from './print.ts'
import { callerFor } from './staff-session.ts'
import { readFiling } from './tip-file.ts'

const words = readWords(process.argv.slice(2), ['url', 'as-they-are'])
const [file] = words.rest
if (file === undefined) fail('invalid', '用法：npm run report -- tip.json [--as-they-are yes] [--url 网址]')
const { filing, files } = readFiling(file)
const base = baseOf(words)
const filed = await fileReport(filing, { call: callerFor(base) }, await sendFiles(files, base, undefined, words.one('as-they-are') === 'yes'))
if (!filed.ok) fail(filed.code, 'message' in filed && filed.message !== '' ? filed.message : '没有送出去。再运行一次即可。')
const { code, reference, route, deadlines, receipt } = filed.value
printResult({ code, reference, units: route, deadlines, receipt })
