/** The console's verbs for a terminal. Each reads the report first, so that it moves what it saw. */
import { listAnswers, withdrawAnswer } from '#contract/answer.ts'
import { Channel } from '#contract/proxy.ts'
import { barredFromReward } from '#contract/rules/proxy.ts'
import { listReports, InboxQuery } from '#contract/inbox.ts'
import { status } from '#contract/county/status.ts'
import { CloseReason, ExtendReason, RefuseReason, Result, ReturnReason, TakeOutReason } from '#contract/states.ts'
import { closingsOf } from '#contract/rules/closing.ts'
import { countWaiting } from '#contract/waiting.ts'
import * as act from '../console/report/act.ts'
import { redact as redactReport, renewed, takeOut } from '../console/holding/act.ts'
import { redactFile } from '../console/holding/copy-file.ts'
import { filesOf } from '../console/holding/files.ts'
import { copyWords, FRESH, stillTelling } from '../console/holding/copy.ts'
import { tellingWords } from '../console/moves/telling.ts'
import { avoidsOwn, fileFor } from '../console/proxy/file.ts'
import { barOf } from '../console/report/holders.ts'
import { movesNow } from '../console/report/standing.ts'
import { memberLines } from '../console/report/send.ts'
import { unsealReport, type UnsealedReport } from '../console/report/unseal.ts'
import { verifyHistory } from '../console/audit/verify.ts'
import { ACCESS_VERBS } from './access-verbs.ts'
import { AWARD_PAPER_VERBS } from './award-paper-verbs.ts'
import { CUSTODY_VERBS } from './custody-verbs.ts'
import { choice, moving, read, referenceOf, required, textOf, type Verb } from './moving.ts'
import { AWARD_VERBS } from './award-verbs.ts'
import { need } from './need.ts'
import { fileNumber, filesLeftOut } from './giving.ts'
import { allPages } from './pages.ts'
import { OVERSIGHT_VERBS } from './oversight-verbs.ts'
import { fail } from './print.ts'
import { baseOf } from './arguments.ts'
import { listFiles, sendFiles } from './evidence.ts'
import { evidence } from './evidence-read.ts'
import { letter } from './letter-verb.ts'
import { TRANSFER_VERBS } from './transfer-verbs.ts'
import { REVIEW_VERBS } from './review-verbs.ts'
import { KEY_VERBS } from './staff-key-verbs.ts'
import { readFiling } from './tip-file.ts'

const list: Verb = async (session, words) => {
  const given = ['kind', 'state', 'due', 'lead', 'category', 'unread'].flatMap((name) => (words.one(name) === undefined ? [] : [[name, words.one(name)]]))
  if (given.length > 1) fail('invalid', '一次只能按一项筛选。')
  const query = InboxQuery.safeParse(Object.fromEntries(given))
  if (!query.success) return fail('invalid', '筛选的值不对。')
  return await allPages((from) => session.tools.call(listReports, {}, { ...query.data, ...from }), (page) => page.reports)
}

const show: Verb = async (session, words) => {
  const reference = referenceOf(words)
  const unsealed = await renewed(session, await unsealReport(session, need(await act.open(session, reference))))
  const { report, content, dialogue, notes, copies, errands, differences, avoid, holding, failedGrants } = unsealed
  const entry = ({ author, kind, day, words: said, signature, problem }: (typeof dialogue)[number] | (typeof notes)[number] | (typeof errands)[number]) =>
    ({ author, kind, day, text: said?.text ?? null, signature, problem })
  return {
    reference, kind: report.kind, state: report.state, seq: report.seq, day: report.day, position: report.position, named: report.named, filed: report.filed, filedBy: report.filedBy,
    content: content?.words ?? null, signature: content?.signature ?? null, problem: content?.problem ?? null, differences, avoid,
    lead: report.lead, parts: report.parts, holding, route: report.route, deadlines: report.deadlines, extension: report.extension,
    timeline: report.timeline, messages: dialogue.map(entry), notes: notes.map(entry), errands: errands.map(entry), redacted: copies.at(-1)?.words ?? null, evidence: await listFiles(unsealed), failedGrants, moves: movesNow(report, session.me),
  }
}

/** Whom a hand-on reaches when nobody is named: every proposed assist and copy that may hold the report. */
const proposed = (unsealed: UnsealedReport) =>
  unsealed.report.parts.filter((part) => part.standing === 'proposed' && part.part !== 'lead' && barOf(unsealed, part.unit) === null).map((part) => part.unit)

const handOn = moving((session, report, words) => {
  const [named, redacted] = [words.all('to'), words.all('redacted')]
  const units = named.length + redacted.length > 0 ? [...new Set([...named, ...redacted])] : proposed(report)
  if (units.length === 0) fail('invalid', '没有可以转的单位了。用 --to 指明。')
  if (redacted.length > 0 && report.report.redacted === null) fail('conflict', '还没有脱敏件，先用 redact 做一份。')
  return act.handOn(session, report, units, redacted, filesLeftOut(report, words, units, redacted))
})

const assign = moving((session, report, words) => {
  const [lead, assists] = [words.need('lead'), words.all('assist')]
  return act.assign(session, report, lead, assists, filesLeftOut(report, words, act.assignedAnew(report, lead, assists)))
})

/** A redacted copy of one file, made elsewhere: cleaned, sealed, sent. */
const copyFile = moving(async (session, report, words) => {
  const k = fileNumber(words.need('file'))
  if (!filesOf(report).some((file) => file.k === k && file.isHere)) fail('invalid', `没有附件${k}。`)
  const [made] = await sendFiles([words.need('with')], baseOf(words), memberLines(session.tools))
  return made === undefined ? fail('invalid', '要写明 --with。') : redactFile(session, report, k, made)
})

/** A copy with every mark hidden, each field overruled by what is given; prints what in it could still tell. */
const redact: Verb = async (session, words) => {
  const unsealed = await read(session, words)
  const given = { place: words.one('place'), since: words.one('since'), subject: words.one('subject'), body: textOf(words) }
  const copy = { ...copyWords(unsealed, FRESH), ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) }
  const { reference, state, seq } = need(await redactReport(session, unsealed, copy))
  return { reference, state, seq, redacted: copy, warnings: stillTelling(unsealed, copy) }
}

const refuse = moving((session, report, words) => {
  const [destination, text] = [words.one('destination'), textOf(words)]
  return act.refuse(session, report, {
    reason: choice(RefuseReason, words.one('reason'), 'reason'), ...(destination !== undefined && { destination }), ...(text !== undefined && { text }),
  })
})

const find = moving((session, report, words) => {
  const result = choice(Result, words.one('result'), 'result')
  return act.find(session, report, result, textOf(words) ?? status[result].name)
})

/** Publishes, and says what in the words might lead to the asker: to be read, and withdrawn if it does. */
const publish: Verb = async (session, words) => {
  const unsealed = await read(session, words)
  const [asked, answered, category] = [words.need('question'), words.need('answer'), words.one('category')]
  const { reference, state, seq } = need(await act.publish(session, unsealed, { question: asked, answer: answered, ...(category !== undefined && { category }) }))
  return { reference, state, seq, warnings: tellingWords(`${asked}\n${answered}`, unsealed) }
}

const answers: Verb = async (session) => need(await session.tools.call(listAnswers, {}, {})).answers

const withdraw: Verb = async (session, words) => {
  const id = words.rest[2] ?? fail('invalid', '要写明是哪一条：先用 answers 看编号。')
  return need(await session.tools.call(withdrawAnswer, { id }, {}))
}

/** Files for somebody. Prints the code as the console shows it once: whoever reads it out knows it, and is barred from the reward. */
const file: Verb = async (session, words) => {
  const { filing: tip, files } = readFiling(words.rest[2] ?? fail('invalid', '要写明举报文件：file tip.json --channel phone。'))
  if ('kind' in tip) return fail('invalid', '咨询不代录，请他自己问。')
  if (files.length > 0) return fail('invalid', '代录不带附件：files 要留空。')
  const filed = await fileFor(session, tip, choice(Channel, words.one('channel'), 'channel'))
  if (!filed.ok) return fail(filed.code, 'message' in filed && filed.message !== '' ? filed.message : '没有送出去。再运行一次即可。')
  const { code, reference, route, deadlines, receipt } = filed.value
  return { code, reference, units: route, deadlines, receipt, barred: barredFromReward({ filedBy: session.me.name }), ownAvoided: avoidsOwn(session, tip.avoid) }
}

const audit: Verb = async (session, words) => {
  const { reference, brokenAt, events, signed } = need(await verifyHistory(session.tools, referenceOf(words)))
  const decisions = [...signed].map(([event, signature]) => ({ event, signature }))
  return { reference, holds: brokenAt === null && decisions.every(({ signature }) => signature === 'good'), firstBroken: brokenAt, decisions, events }
}

export const VERBS: ReadonlyMap<string, Verb> = new Map<string, Verb>([
  ['list', list],
  ['waiting', async (session) => need(await session.tools.call(countWaiting, {}, {}))],
  ['show', show],
  ['evidence', evidence],
  ['accept', moving((session, report) => act.accept(session, report))],
  ['refuse', refuse],
  ['refer', moving((session, report, words) => act.refer(session, report, words.need('destination'), textOf(words)))],
  ['assign', assign],
  ['hand-on', handOn],
  ['redact', redact],
  ['copy-file', copyFile],
  ['take-out', moving((session, report, words) => takeOut(session, report, words.need('unit'), choice(TakeOutReason, words.one('reason') ?? 'no-longer-needed', 'reason')))],
  ['return', moving((session, report, words) => act.giveBack(session, report, choice(ReturnReason, words.one('reason') ?? 'not-our-duty', 'reason'), textOf(words)))],
  ['begin', moving((session, report) => act.begin(session, report))],
  ['reply', moving(async (session, report, words) => {
    const files = await sendFiles(words.each('file'), baseOf(words), memberLines(session.tools))
    return act.reply(session, report, files.length === 0 ? required(textOf(words)) : (textOf(words) ?? ''), files)
  })],
  ['note', moving((session, report, words) => act.note(session, report, required(textOf(words))))],
  ['find', find],
  ['extend', moving((session, report, words) => act.extend(session, report, choice(ExtendReason, words.one('reason') ?? 'complex', 'reason')))],
  ['rectify', moving((session, report, words) => act.rectify(session, report, textOf(words)))],
  ['inspect', moving((session, report, words) => act.inspect(session, report, textOf(words)))],
  ['clear', moving((session, report, words) => act.clear(session, report, textOf(words)))],
  ['close', moving((session, report, words) => act.close(session, report, choice(CloseReason, words.one('reason') ?? closeReasonOf(report), 'reason'), textOf(words)))],
  ...REVIEW_VERBS,
  ['publish', publish],
  ['answers', answers],
  ['withdraw', withdraw],
  ['file', file],
  ['letter', async (session, words) => letter(session, await read(session, words), words, textOf(words))],
  ['audit', audit],
  ...ACCESS_VERBS,
  ...AWARD_PAPER_VERBS,
  ...AWARD_VERBS,
  ...KEY_VERBS,
  ...OVERSIGHT_VERBS,
  ...CUSTODY_VERBS,
  ...TRANSFER_VERBS,
])

/** The reason that a finding suggests, when none is given; where it cannot be closed at all, the portal says why. */
const closeReasonOf = ({ report }: UnsealedReport): string => closingsOf(report.kind, report.state)[0] ?? 'rectified'
