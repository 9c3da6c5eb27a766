/**
 * The promise of design.md §1, tried: all 24 tips are filed, answered and closed, the reporter comes back, somebody guesses codes; then
 * everything on the disk is searched for their words.
 */
import { spawnSync, type ChildProcess } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { DatabaseSync } from 'node:sqlite'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type * as z from 'zod/mini'
import { answerContest, enterContest } from '#contract/contest.ts'
import { profile } from '#contract/county/profile.ts'
import { track as trackWords } from '#contract/county/track.ts'
import { readChallenge } from '#contract/public.ts'
import type { Answer, Caller } from '../../site/api/call.ts'
import { freePort } from '../../site/cli/local/server.ts'
import { openPortal } from '../../site/cli/portal.ts'
import { keysFromCode } from '../../site/crypto/stretch.ts'
import { KeyFile } from '../../site/crypto/rotation.ts'
import { solve } from '../../site/report/solve.ts'
import { fileReport, type FiledReport } from '../../site/report/submit.ts'
import { fileInText, openInText } from '../support/plain-steps.ts'
import { TextBrowser } from '../support/text-browser.ts'
import { byNode } from '../support/text-fetching.ts'
import { COPIED_FILE, giveCopy, keepBack, PHOTOGRAPHED, SENT_LATER, sendLater, sendPhotograph } from '../support/sent-later.ts'
import { TIPS, type TipFixture } from '../support/tips.ts'
import { digits, filesUnder, search, type Loot, isTime } from '../support/thief.ts'
import { ACCOUNT, payByTransfer } from '../support/thief-transfer.ts'

const root = resolve(import.meta.dirname, '../..')
const home = '.test/thief'
const ADDRESS = '127.0.0.77'
const AGENT = 'Anshao-Thief-Test/7.7 (a telling browser)'
const QUESTION = '请问夜里几点去后厨最容易看到气瓶'
const ANSWER = '晚上九点半以后老板娘不在的时候'
const NICKNAME = '夜市边上的人'
const NOTE = '此人可能是店里的服务员注意保护'
const ASKED = '我那个棋牌室在二楼想加一道防盗窗是不是要留出口'
const TOLD = '要留一扇从里面能打开的你那间朝巷子的那扇就行'
const PLAINLY = { place: '柳河边上第三个砖窑后头', subject: '老鲁家的轧花作坊', body: '轧花机的皮带没有罩子，晚上灯又暗，上个月绞了一个小工的袖子。', identity: { name: '苗秋穗', phone: '13900007788' } }
const WRITTEN = '绞袖子那天是逢集，铺子里没有别人'
const TOLD_BY_PHONE = { category: 'HY20', township: 't-linhe', violations: [], flags: ['ongoing'], place: '临河镇下街尾巴上的豆腐坊', body: '豆腐坊的锅炉是拿汽油桶焊的，压力表的玻璃早碎了。', wantsReward: true, identity: { name: '柏小满', phone: '13911223344' } }
const PUBLIC = { question: '营业场所装防盗窗，有什么要求？', answer: '窗上要留能从里面打开的逃生口，宽和高以本县公布为准。' }
const COPY = '后厨灶台边上有大气瓶和没接好的胶管，是脱敏以后的话'
const LETTER = '函里写的是摊上的卤肉放了几天又端出来卖'
const LATER = '收回以后才说的一句要紧话'
const ERRAND = '麻烦问问他那辆面包车平时停在哪个巷子口'
const BROUGHT = '他讲停在老粮站西墙根底下的棚子里'
const GROUNDS = '气瓶都拉走了罚款也缴清了可以按罚款算'
const DOCUMENT = '示住建罚〔2026〕77号'
const FINDING = '现场查到没有检验标志的气瓶十一只'
const CONTESTED = '他们数的是前门的，后门那一堆没人去看'
const REVIEWED = '后门又点了一遍，数目和原来说的相符'

let server: ChildProcess
let base: string
let asked: FiledReport
let unitKeys: z.infer<typeof KeyFile>
let byPhone: { code: string; reference: string }
let withPhotograph: { code: string; reference: string }
let toldPlainly: { code: string; reference: string }
let archive: string
let voucher: string
let newCode: string
const filed: { tip: TipFixture['tip']; done: FiledReport }[] = []

/** Calls from an address and with a browser name that must leave no trace. A connection each: one kept open dies while a command runs. */
const fromAddress: Caller = (operation, params, input) =>
  new Promise<Answer<never>>((done, fail) => {
    const body = operation.method === 'GET' ? '' : JSON.stringify(input)
    const headers = { 'content-type': 'application/json', 'user-agent': AGENT, 'x-forwarded-for': ADDRESS, 'cf-connecting-ip': ADDRESS, 'content-length': Buffer.byteLength(body) }
    const path = operation.path.replace(/:(\w+)/g, (_, name: string) => (params as Record<string, string>)[name] ?? '')
    const query = operation.method === 'GET' ? `?${new URLSearchParams(input as Record<string, string>).toString()}` : ''
    const sent = request(`${base}${path}${query}`, { method: operation.method, localAddress: ADDRESS, headers, agent: false }, (answer) => {
      let text = ''
      answer.on('data', (chunk: Buffer) => (text += chunk.toString()))
      answer.on('end', () => {
        const json: unknown = JSON.parse(text)
        done((answer.statusCode === 200 ? { ok: true, value: operation.ok.parse(json) } : { ok: false, ...(json as { error: object }).error }) as Answer<never>)
      })
    })
    sent.on('error', fail)
    sent.end(body)
  })

function command(...words: string[]): string {
  const done = spawnSync(process.execPath, ['--import', './site/cli/ready.ts', ...words, '--url', base], { cwd: root, encoding: 'utf8', env: { ...process.env, ANSHAO_SESSIONS: resolve(root, `${home}/sessions`) } })
  if (done.status !== 0) throw new Error(`${words.join(' ')}: ${done.stderr}`)
  return done.stdout
}
const staff = (...words: string[]) => JSON.parse(command('site/cli/staff.ts', ...words)) as Record<string, unknown>
const track = (...words: string[]) => JSON.parse(command('site/cli/track.ts', ...words)) as { status: string; messages: { text: string }[] }

beforeAll(async () => {
  rmSync(resolve(root, home), { recursive: true, force: true })
  const out = process.env['ANSHAO_OUT']
  const place = { out: out ?? '.test/dist', built: out !== undefined, state: `${home}/state`, secrets: `${home}/secrets.env`, sessions: resolve(root, `${home}/sessions`), log: `${home}/server.log`, port: await freePort() }
  ;({ server, base } = await openPortal(place, () => undefined))
  for (const { tip } of TIPS) {
    const done = await fileReport({ avoid: [], language: 'zh', ...tip }, { call: fromAddress })
    if (!done.ok) throw new Error(JSON.stringify(done))
    filed.push({ tip, done: done.value })
  }
  talkAbout(filed[0]?.done)
  reachAndReset()
  payByTransfer(filed.find(({ tip }) => tip === TIPS.find(({ name }) => name.startsWith('21'))?.tip), { staff, command, file: resolve(root, '.test/thief-account.json') })
  await askAndPublish()
  tellByPhone()
  withPhotograph = giveCopy(command, keepBack(command, sendLater(command, sendPhotograph(command))))
  await tellWithoutScripts()
  await playContest()
  passOn()
  changeKeys()
  await fromAddress({ ...(await import('#contract/track.ts')).trackReport }, {}, { lookup: 'A'.repeat(43) })
}, 900_000)

/** A whole story, so that messages, notes and findings are on the disk too. */
function talkAbout(done: FiledReport | undefined): void {
  if (done === undefined) throw new Error('nothing was filed')
  staff('desk01', 'accept', done.reference)
  staff('housing01', 'reply', done.reference, QUESTION)
  track(done.code, '--say', ANSWER)
  staff('housing01', 'note', done.reference, NOTE)
  staff('desk01', 'redact', done.reference, '--text', COPY)
  staff('desk01', 'hand-on', done.reference, '--to', 'market', '--redacted', 't-heping')
  staff('desk01', 'take-out', done.reference, '--unit', 'market', '--reason', 'leak-suspected')
  track(done.code, '--say', LATER)
  staff('housing01', 'find', done.reference, '--result', 'substantiated', '--text', FINDING)
  track(done.code, '--contest', CONTESTED)
  staff('desk01', 'name-review', done.reference, '--unit', 'fire')
  staff('fire01', 'decide-review', done.reference, '--decision', 'upheld', '--text', REVIEWED)
  payFor(done)
  staff('desk01', 'close', done.reference, '--reason', 'rectified')
  const taken = staff('auditor01', 'export', done.reference, '--to', resolve(root, home))
  archive = String(taken['file'])
}

/** A named reporter is reached through the custodian, and given a new code for a lost one: two members each time. */
function reachAndReset(): void {
  const reference = filed.find(({ tip }) => tip.identity !== undefined)?.done.reference ?? ''
  const look = (reason: string) => {
    staff('custodian01', 'ask-look', reference, '--reason', reason)
    staff('custodian02', 'consent', reference)
    return staff('custodian01', 'look', reference)
  }
  staff('desk01', 'ask-contact', reference, ERRAND)
  look('contact-wanted')
  staff('custodian01', 'contacted', reference, BROUGHT)
  look('reset-code')
  newCode = String(staff('custodian01', 'reset-code', reference)['code'])
  staff('desk01', 'grant-reset', reference)
  track(newCode)
}

/** Rewarded: proposed on sealed grounds, approved, claimed with the code, paid at the window. */
function payFor({ code, reference }: FiledReport): void {
  const query = JSON.stringify({ kind: 'violation', fineFen: 5_000_000, insider: true })
  staff('desk01', 'propose-award', reference, query, '--text', GROUNDS, '--document', DOCUMENT, '--unwished', 'yes')
  staff('approver01', 'approve-award', reference)
  const claim = JSON.parse(command('site/cli/track.ts', code, '--claim')) as { reward: { voucher: string } }
  ;({ voucher } = claim.reward)
  staff('cashier01', 'redeem', voucher)
}

/** A question, answered under seal, and what of it was written anew for everybody. */
async function askAndPublish(): Promise<void> {
  const done = await fileReport({ kind: 'question', category: null, township: null, language: 'zh', body: ASKED }, { call: fromAddress })
  if (!done.ok) throw new Error(JSON.stringify(done))
  asked = done.value
  staff('desk01', 'reply', asked.reference, TOLD)
  staff('desk01', 'publish', asked.reference, '--question', PUBLIC.question, '--answer', PUBLIC.answer)
}

/** A unit takes new keys: the boxes and the card are on the disk too. */
function changeKeys(): void {
  const safe = mkdtempSync(join(tmpdir(), 'anshao-safe-'))
  const { private: path } = staff('housing01', 'rotate-key', '--to', safe) as { private: string }
  unitKeys = KeyFile.parse(JSON.parse(readFileSync(path, 'utf8')))
  rmSync(safe, { recursive: true })
}

/** A tip for another office: the letter is made in the member's hands, and its number is all that the server has of it. */
function passOn(): void {
  const reference = filed.find(({ tip }) => tip.category === 'HY44')?.done.reference ?? ''
  staff('desk01', 'refer', reference, '--destination', '12315')
  const { letter } = staff('desk01', 'letter', reference, '--text', LETTER, '--attach', LETTER) as { letter: { number: string; reported: { text: string }[] } }
  if (!letter.number.endsWith('〕1号') || !letter.reported.some(({ text }) => text === LETTER)) throw new Error(JSON.stringify(letter))
}

/** Somebody on the telephone: a member types it, reads the code out, and has it nowhere. */
function tellByPhone(): void {
  const file = resolve(root, '.test/thief-phone.json')
  writeFileSync(file, JSON.stringify(TOLD_BY_PHONE))
  byPhone = staff('desk01', 'file', file, '--channel', 'phone') as typeof byPhone
  track(byPhone.code)
}

/** Somebody without scripts: the server sees every word and the code, and keeps none of them. */
async function tellWithoutScripts(): Promise<void> {
  const browser = new TextBrowser(byNode(base, { localAddress: ADDRESS, headers: { 'user-agent': AGENT, 'x-forwarded-for': ADDRESS, 'cf-connecting-ip': ADDRESS } }))
  toldPlainly = await fileInText(browser, { category: 'HY16', township: 't-heping', violations: [], flags: [], avoid: [], wantsReward: true, language: 'zh', ...PLAINLY })
  await openInText(browser, toldPlainly.code)
  browser.type('message', WRITTEN)
  await browser.press(trackWords.message.send)
}

/** The one who filed plays the contest too, from the same address and with the same browser. */
async function playContest(): Promise<void> {
  const challenge = await fromAddress(readChallenge, {}, { for: 'contest' })
  const solved = challenge.ok ? await solve(challenge.value) : null
  if (solved === null) throw new Error('no challenge for the contest')
  const entry = await fromAddress(enterContest, {}, { entry: 'thief-plays-a-contest1', unit: 'heping-food', nickname: NICKNAME, challenge: solved })
  if (!entry.ok) throw new Error(JSON.stringify(entry))
  const judged = await fromAddress(answerContest, { id: entry.value.entry }, { answers: entry.value.questions.map(() => [0]) })
  if (!judged.ok) throw new Error(JSON.stringify(judged))
}

afterAll(() => server.kill('SIGKILL'))

describe('the story that the thief arrives after', () => {
  it('was filed whole, 24 positions without a gap', () => {
    expect(filed.map(({ done }) => done.receipt.position)).toEqual(Array.from({ length: 24 }, (_, at) => at + 1))
    expect(filed.every(({ done }) => done.receiptGood)).toBe(true)
  })

  it('shows the reporter what the department asked and found', () => {
    const code = filed[0]?.done.code ?? ''
    const seen = track(code)
    expect(seen.messages.map((message) => message.text)).toEqual(expect.arrayContaining([QUESTION, ANSWER, LATER, FINDING, CONTESTED, REVIEWED]))
    expect(JSON.stringify(seen)).not.toContain(NOTE)
    expect(JSON.stringify(seen)).not.toContain(COPY)
  })

  it('shows the township the copy and not a word of the original', () => {
    const seen = staff('t-heping01', 'show', filed[0]?.done.reference ?? '')
    expect(seen).toMatchObject({ content: null, messages: [], notes: [], redacted: { body: COPY } })
  })

  it('has paid the reward: the reporter sees it, the window has a number, and both sides of the books agree', () => {
    expect(JSON.parse(command('site/cli/track.ts', filed[0]?.done.code ?? ''))).toMatchObject({ reward: { standing: 'paid', fen: 750_000 } })
    expect(staff('cashier01', 'voucher', voucher)).toMatchObject({ standing: 'paid', payment: { fen: 750_000, by: 'cashier01' } })
    expect(staff('supervisor01', 'reconcile')).toMatchObject({ holds: true, ledger: { decided: 1_500_000, paid: 1_500_000, waiting: 0 } })
  })

  it('shows the asker the answer, and everybody what was published', async () => {
    const seen = track(asked.code)
    expect(seen).toMatchObject({ kind: 'question', status: 'answered', messages: [{ text: TOLD }] })
    const { answers } = (await (await fetch(`${base}/api/answers`)).json()) as { answers: object[] }
    expect(answers).toMatchObject([PUBLIC])
    expect(JSON.stringify(answers)).not.toContain(asked.reference)
  })
})

describe('a copy of the database, the objects and the logs', () => {
  it('gives none of what anybody wrote, no name, number, plate, code, key or address', async () => {
    server.kill('SIGTERM')
    await new Promise((ended) => server.once('exit', ended))
    const codes = [...filed.map(({ done }) => done.code), withPhotograph.code, asked.code, toldPlainly.code, byPhone.code, newCode]
    const keys = await Promise.all(codes.map((code) => keysFromCode(digits(code), profile.id)))
    const loot: Loot = {
      texts: [...SENT_LATER.names, ...SENT_LATER.contents, SENT_LATER.words, SENT_LATER.told, COPIED_FILE.name, COPIED_FILE.words, PHOTOGRAPHED.name, PHOTOGRAPHED.words, PHOTOGRAPHED.tip.place, PHOTOGRAPHED.tip.body, ACCOUNT.bank, QUESTION, ANSWER, NOTE, COPY, LETTER, LATER, FINDING, GROUNDS, ERRAND, BROUGHT, CONTESTED, REVIEWED, ASKED, TOLD, WRITTEN, TOLD_BY_PHONE.place, TOLD_BY_PHONE.body, PLAINLY.place, PLAINLY.subject, PLAINLY.body, ...TIPS.flatMap(({ tip }) => [tip.body, tip.place, tip.subject ?? ''])],
      published: globSync('content/{county,form}/**/*.yaml', { cwd: root }).map((file) => readFileSync(resolve(root, file), 'utf8')),
      words: [
        ...codes.flatMap((code) => [code, digits(code)]),
        ...keys.flatMap((key) => [key.lookup, key.identity, Buffer.from(key.signSeed).toString('base64url'), Buffer.from(key.signSeed).toString('hex')]),
        ...TIPS.flatMap(({ tip }) => [tip.identity?.name ?? '', tip.identity?.phone ?? '', ...numbersIn(tip.body)]),
        unitKeys.identity, unitKeys.identity.slice(20), unitKeys.sign, Buffer.from(unitKeys.sign, 'base64url').toString('hex'), ...(unitKeys.past ?? []),
        TOLD_BY_PHONE.identity.name, TOLD_BY_PHONE.identity.phone, PLAINLY.identity.name, PLAINLY.identity.phone, ADDRESS, AGENT, 'a telling browser',
        ACCOUNT.account, ACCOUNT.account.replace(/(.{4})(?=.)/g, '$1 '), ACCOUNT.account.slice(4, 14),
        'image/jpeg', 'audio/mp4', 'application/pdf', PHOTOGRAPHED.name.slice(0, 4), voucher, voucher.replaceAll('-', ''), voucher.replaceAll('-', '').slice(0, 14), DOCUMENT, 'insider',
      ],
    }
    expect(filesUnder(resolve(root, home)).length).toBeGreaterThan(3)
    expect(search([resolve(root, home)], loot)).toEqual([])
  })

  it('holds the published words in the one table that is for everybody, and no reference beside them', () => {
    const database = openState()
    const tables = database.prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`).all().map((row) => String(row['name']))
    const holding = (words: string) => tables.filter((table) => database.prepare(`SELECT * FROM "${table}"`).all().some((row) => JSON.stringify(row).includes(words)))
    expect([holding(PUBLIC.question), holding(PUBLIC.answer)]).toEqual([['answer'], ['answer']])
    expect(holding(asked.reference).sort()).toEqual(['inbox', 'report'])
  })

  it('lies beside a sealed archive that holds, names the report, and gives no more: no word, no code, no time of day', () => {
    const text = readFileSync(archive, 'utf8')
    expect(text).toContain(filed[0]?.done.reference)
    expect(filesUnder(resolve(root, home))).toContain(archive)
    for (const value of text.matchAll(/"(?:[^"\\]|\\.)*"|\d+/g)) expect([value[0], isTime(value[0].startsWith('"') ? value[0] : Number(value[0]), Date.now() / 1000)]).toEqual([value[0], false])
  })

  it('was searched where the reports are: their references, which may be told, do turn up', () => {
    const loot: Loot = { texts: [], published: [], words: [...filed.map(({ done }) => done.reference), withPhotograph.reference, toldPlainly.reference, byPhone.reference] }
    const finds = search([resolve(root, home, 'state')], loot)
    expect(new Set(finds.map(({ what }) => what)).size).toBe(27)
  })

  it('finds what it is looking for when it is there', () => {
    const loot: Loot = { texts: ['后厨灶台边上一直摆着五六个大气瓶'], words: [], published: [] }
    const file = resolve(root, 'test/support/tips/01-night-grill-gas.json')
    expect(search([file], loot).length).toBeGreaterThan(5)
  })

  it('ties nothing of the contest to a report: no table, no column, no value of the one in the other', () => {
    const [file] = globSync(`${home}/state/v3/d1/**/*.sqlite`, { cwd: root }).filter((path) => !path.includes('metadata'))
    const database = new DatabaseSync(resolve(root, file ?? ''), { readOnly: true })
    const tables = database.prepare(`SELECT name, sql FROM sqlite_master WHERE type = 'table'`).all().map(({ name, sql }) => ({ name: String(name), sql: String(sql) }))
    // Texts: the hour at which challenges are void is a number that everybody's share.
    const valuesIn = (names: readonly string[]) =>
      new Set(names.flatMap((name) => database.prepare(`SELECT * FROM ${name}`).all().flatMap((row) => Object.values(row).filter((value) => typeof value === 'string'))).filter((value) => value.length >= 6 && !/^\d{4}-\d{2}-\d{2}$/.test(value)))
    const contest = tables.filter(({ name }) => name.startsWith('contest_'))
    expect(contest.map(({ name }) => name).toSorted()).toEqual(['contest_entrant', 'contest_entry', 'contest_result', 'contest_spent', 'contest_tally'])
    expect(contest.flatMap(({ sql }) => sql.match(/REFERENCES (?!contest_)\w+/g) ?? [])).toEqual([])
    const played = valuesIn(contest.map(({ name }) => name))
    expect(played).toContain(NICKNAME)
    const told = valuesIn(['report', 'position', 'chain_link', 'event', 'body', 'report_grant', 'part', 'inbox', 'challenge_spent', 'outbox'])
    expect(told.size).toBeGreaterThan(200)
    expect([...played].filter((value) => told.has(value))).toEqual([])
    expect(search([resolve(root, file ?? '')], { texts: [], published: [], words: [ADDRESS, AGENT] })).toEqual([])
  })

  it('holds no time of day with a report: days and random ids only', () => {
    const database = openState()
    const now = Date.now() / 1000
    const empty = ['transfer', 'evidence', 'withheld', 'upload', 'upload_part', 'award', 'ledger', 'custody'].filter((table) => database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.['n'] === 0)
    expect(empty).toEqual([])
    for (const table of ['report', 'position', 'chain_link', 'event', 'body', 'report_grant', 'part', 'inbox', 'due_count', 'filed', 'custody', 'reporter_key', 'outbox', 'answer', 'answer_event', 'unit_box', 'unit_rotation', 'unit_key_due', 'award', 'ledger', 'fund', 'transfer', 'payout', 'evidence', 'withheld', 'upload', 'upload_part', 'announced']) {
      for (const row of database.prepare(`SELECT * FROM ${table}`).all()) {
        for (const [column, value] of Object.entries(row)) {
          expect(`${table}.${column}: ${isTime(value, now) ? String(value) : 'no time'}`).toBe(`${table}.${column}: no time`)
        }
      }
    }
  })
})

function openState(): DatabaseSync {
  const [file] = globSync(`${home}/state/v3/d1/**/*.sqlite`, { cwd: root }).filter((path) => !path.includes('metadata'))
  return new DatabaseSync(resolve(root, file ?? ''), { readOnly: true })
}

/** Telephone numbers, plates and staff numbers as they stand in a tip. */
const numbersIn = (text: string): string[] => [...text.matchAll(/1\d{2}[ -]?\d{4}[ -]?\d{4}|豫[A-Z]·?[A-Z0-9]{4,6}|[A-Z]{2}-\d{3}-\d{2}/g)].map((match) => match[0])
