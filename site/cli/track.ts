/**
 * `npm run track -- CODE [--say TEXT | --contest TEXT] [--attach FILE …] [--to FOLDER] [--claim] [--renew] [--claim-transfer FILE.json] [--url U]`: what the reporter sees; with `--attach`
 * files go with the words, or alone; with `--to` every file that came later is fetched, compared and saved; with `--claim` a voucher for the award that waits, with `--renew`
 * another in its place, with `--claim-transfer` into the account that the file names: `{ name, bank, account }`.
 */
import { baseOf, readWords } from './arguments.ts'
import { fail, printResult } from './print.ts'
import { callerFor } from './staff-session.ts'
import { formatVoucher } from '#contract/rules/voucher.ts'
import { getBytes } from '../api/bytes.ts'
import type { OpenedFile } from '../evidence/read.ts'
import { claim } from '../track/claim.ts'
import { trackReport, writeMessage, writer, type OpenReport, type TrackAnswer, type WriteAnswer } from '../track/track.ts'
import { accountProblems, transferClaimer, type Account } from '../track/transfer.ts'
import { sayCodeProblem } from '../track/words.ts'
import { openTrackedPart } from '../track/files.ts'
import { saveFile, sendFiles, shown } from './evidence.ts'
import { readAccountFile } from './account-file.ts'

const FLAGS = ['--claim', '--renew']
const given = process.argv.slice(2)
const words = readWords(given.filter((word) => !FLAGS.includes(word)), ['url', 'say', 'contest', 'claim-transfer', 'attach', 'to'])
const renew = given.includes('--renew')
const typed = words.rest.join(' ')
const base = baseOf(words)
const call = callerFor(base)

function need(answer: TrackAnswer | WriteAnswer): OpenReport {
  if (answer.ok) return answer.value
  if (answer.code === 'code') return fail('invalid', sayCodeProblem(answer.problem, answer.group, typed.replaceAll(/\D/g, '').length))
  if (answer.code === 'sealing') return fail('fault', '这段话没有封好，没有送出去。')
  return fail(answer.code, answer.message || '连不上，没有办成。再运行一次即可。')
}

async function voucherFor(open: OpenReport): Promise<string> {
  const answer = await claim(open, { call, renew })
  if (answer.ok) {
    report = answer.value.report
    return answer.value.voucher
  }
  if (answer.code === 'nothing-to-claim') return fail('conflict', '没有等着领的奖励。')
  return fail(answer.code, answer.message || '连不上，没有领成。再运行一次即可，不会多出一张凭证。')
}

async function transferTo(open: OpenReport, account: Account): Promise<OpenReport> {
  const problems = accountProblems(account)
  if (problems !== null) return fail('invalid', Object.values(problems).join(''))
  const send = transferClaimer(call)
  const first = await send(open, account)
  // The same bytes once more after a lost answer: the server takes them once.
  const answer = first.ok || !['network', 'garbled', 'fault'].includes(first.code) ? first : await send(open, account)
  if (answer.ok) return answer.value
  if (answer.code === 'nothing-to-claim') return fail('conflict', '没有等着领的奖励。')
  if (answer.code === 'sealing') return fail('fault', '没有封好，没有送出去。')
  return fail(answer.code, ('message' in answer && answer.message) || '连不上，没有领成。再运行一次看看。')
}

const readTracked = (one: OpenedFile, n: number) =>
  openTrackedPart((operation, params, input) => getBytes(operation, params, input, { base }), report.keys.lookup, one, n)

const said = words.one('say')
let report = need(await trackReport(typed, { call }))
const contested = words.one('contest')
const attached = words.each('attach')
if (said !== undefined || attached.length > 0) report = need(await writeMessage(report, said ?? '', { call }, await sendFiles(attached, base)))
if (contested !== undefined) report = need(await writer({ call, contests: true })(report, contested))
const file = words.one('claim-transfer')
if (file !== undefined) report = await transferTo(report, readAccountFile(file))
const voucher = renew || given.includes('--claim') ? await voucherFor(report) : null
const { tracked, messages, receiptGood } = report
const to = words.one('to')
const evidence = []
for (const one of report.files) evidence.push({ author: one.author, ...(to === undefined ? shown(one) : await saveFile(one, to, (n) => readTracked(one, n))) })
printResult({
  reference: tracked.reference, kind: tracked.kind, filed: tracked.filed, status: tracked.state, lead: tracked.lead, timeline: tracked.timeline,
  messages: messages.map(({ author, kind, day, text, signature, files }) => ({ author, kind, day, text, signature, ...(files.length > 0 && { files: files.length }) })),
  filedFiles: tracked.filedFiles, evidence,
  deadlines: tracked.deadlines, reviewUntil: tracked.reviewUntil, reward: { wanted: tracked.wantsReward, ...tracked.award, ...(voucher !== null && { voucher: formatVoucher(voucher) }) }, receipt: tracked.receipt, receiptGood,
})
