/** `npm run staff -- MEMBER VERB … [--url U]`: what a member can do in the console, from a terminal and by the same modules. */
import { resolve } from 'node:path'
import { baseOf, readWords } from './arguments.ts'
import { fail, printResult } from './print.ts'
import { VERBS } from './staff-verbs.ts'
import { staffSession } from './staff-session.ts'

const OPTIONS = [
  'url', 'reason', 'destination', 'to', 'lead', 'assist', 'result', 'text', 'state', 'due', 'category', 'unread', 'kind', 'question', 'answer', 'label', 'channel',
  'redacted', 'unit', 'decision', 'into', 'place', 'since', 'subject', 'owes', 'clock', 'member', 'day', 'n', 'attach', 'file',
  'document', 'line', 'unwished', 'standing', 'year', 'xlsx', 'without-file', 'copy-of-file', 'with',
]
const words = readWords(process.argv.slice(2), OPTIONS)
const [member, verb] = words.rest
const run = verb === undefined ? undefined : VERBS.get(verb)
if (member === undefined || run === undefined) fail('invalid', `用法：npm run staff -- 代号 ${[...VERBS.keys()].join('|')} … [--url 网址]`)
if (!/^[a-z][a-z0-9-]{1,31}$/.test(member)) fail('invalid', '工作人员代号不对。')
const sessions = process.env['ANSHAO_SESSIONS'] ?? resolve(import.meta.dirname, '../../.wrangler/sessions')
const session = await staffSession(member, baseOf(words), sessions)
printResult(await run(session, words))
