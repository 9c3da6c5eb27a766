/** `npm run track -- CODE [--say TEXT | --contest TEXT] [--url U]`: what the reporter sees. */
import { baseOf, readWords } from './arguments.ts'
import { fail, printResult } from './print.ts'
import { callerFor } from './staff-session.ts'
import { trackReport, writeMessage, writer, type OpenReport, type TrackAnswer, type WriteAnswer } from '../track/track.ts'
import { sayCodeProblem } from '../track/words.ts'

const words = readWords(process.argv.slice(2), ['url', 'say', 'contest'])
const typed = words.rest.join(' ')
const call = callerFor(baseOf(words))

function need(answer: TrackAnswer | WriteAnswer): OpenReport {
  if (answer.ok) return answer.value
  if (answer.code === 'code') return fail('invalid', sayCodeProblem(answer.problem, answer.group, typed.replaceAll(/\D/g, '').length))
  if (answer.code === 'sealing') return fail('fault', '这段话没有封好，没有送出去。')
  return fail(answer.code, answer.message || '连不上，没有办成。再运行一次即可。')
}

const said = words.one('say')
let report = need(await trackReport(typed, { call }))
const contested = words.one('contest')
if (said !== undefined) report = need(await writeMessage(report, said, { call }))
if (contested !== undefined) report = need(await writer({ call, contests: true })(report, contested))
const { tracked, messages, receiptGood } = report
printResult({
  reference: tracked.reference, kind: tracked.kind, filed: tracked.filed, status: tracked.state, lead: tracked.lead, timeline: tracked.timeline,
  messages: messages.map(({ author, kind, day, text, signature }) => ({ author, kind, day, text, signature })),
  deadlines: tracked.deadlines, reviewUntil: tracked.reviewUntil, reward: { wanted: tracked.wantsReward }, receipt: tracked.receipt, receiptGood,
})
