/** The pages without scripts, in the real runtime with the real database: filing, coming back, answering, and what none of them leaves behind. */
import { describe, expect, it, vi } from 'vitest'
import { form } from '#contract/county/form.ts'
import { formEnd } from '#contract/county/form-end.ts'
import { plain } from '#contract/county/plain.ts'
import { policy } from '#contract/county/policy.ts'
import { submitReport } from '#contract/report.ts'
import { track } from '#contract/county/track.ts'
import { violations } from '#contract/county/violations.ts'
import { sayRecourses } from '#contract/rules/recourse.ts'
import * as act from '../../site/console/report/act.ts'
import { SITE, callerOf, codeOf, post } from '../support/api.ts'
import { dump, rows, run } from '../support/database.ts'
import { aReporter, aTip } from '../support/filings.ts'
import { ofUnit, signedIn } from '../support/members.ts'
import { answerKind, answerWords, fileInText, openInText, readCode } from '../support/plain-steps.ts'
import { ask, inText } from '../support/plain.ts'
import { look, moved, tell } from '../support/story.ts'

const posted = (fields: Record<string, string>) => new URLSearchParams(fields).toString()
const bytes = (html: string) => new TextEncoder().encode(html).length
const MOST = 20_000

/** A tip as long as the form takes, in Chinese. */
const longest = () => aTip({ flags: ['trapped', 'ongoing'], violations: violations.map(({ id }) => id).slice(0, 6), place: '东'.repeat(200), subject: '厂'.repeat(100), body: '夜里焊工在气瓶旁边动火，没有人看着。'.repeat(120).slice(0, 2000), avoid: ['fire', 't-linhe'] })

describe('filing without scripts', () => {
  it('is read by the desk as it was typed, with its signature and with the sign of how it came', async () => {
    const tip = aTip({ body: '后厨摆着"五六个"大气瓶 <b>&amp;\n\n第二段：报警器插头拔了。', subject: "某某'大排档'", wantsReward: true, avoid: ['t-heping'] })
    const { reference } = await fileInText(inText(), tip)
    const desk = await signedIn(ofUnit('desk'))
    const seen = await look(desk, reference)
    expect(seen.content).toMatchObject({ signature: 'good', words: { place: tip.place, since: tip.since, subject: tip.subject, body: tip.body, avoid: ['t-heping'], wantsReward: true } })
    expect(seen.report).toMatchObject({ filed: 'plain', category: 'HY16', township: 't-heping', violations: tip.violations, flags: tip.flags, named: false })
    expect(seen.differences).toEqual([])
    const { reference: other } = await tell()
    expect((await look(desk, other)).report.filed).toBe('page')
  })

  it('takes a name apart from the rest, for the custodian alone', async () => {
    const { reference } = await fileInText(inText(), aTip({ identity: { name: '沈砚秋', phone: '13900000001', insider: true } }))
    const [row] = await rows<{ named: number; holders: string }>(`SELECT named, (SELECT group_concat(holder) FROM report_grant WHERE report_id = report.id) AS holders FROM report WHERE reference = ?1`, reference)
    expect(row).toMatchObject({ named: 1 })
    expect(row?.holders.split(',').sort()).toEqual(['custodian', 'desk', 'housing', 'reporter'])
  })

  it('stores what the page with scripts stores, in the same tables, columns and sizes, and the sign of how it came', async () => {
    const tip = aTip({ identity: { name: '沈砚秋', phone: '13900000001' } })
    const [byPage, byText] = [await tell(tip), await fileInText(inText(), tip)]
    const [page, text] = [await shapeOf(byPage.reference), await shapeOf(byText.reference)]
    expect(text).toEqual(page)
    expect(Object.keys(page)).toEqual(['report', 'position', 'event', 'body', 'report_grant', 'part', 'inbox'])
    expect(await rows('SELECT filed, filed_by FROM report WHERE reference IN (?1, ?2) ORDER BY filed', byPage.reference, byText.reference)).toEqual([{ filed: 'page', filed_by: null }, { filed: 'plain', filed_by: null }])
  })

  it('files once, however often its last page is sent, and shows the same code again', async () => {
    const browser = inText()
    const first = await fileInText(browser, aTip())
    const before = await dump()
    await browser.again()
    expect(readCode(browser)).toEqual(first)
    expect(browser.text).toContain(plain.again)
    expect(await dump()).toEqual(before)
  })

  it('files once where it is sent twice at the same time', async () => {
    const browser = inText()
    await answerKind(browser, aTip())
    await answerWords(browser, aTip())
    const code = browser.valueOf('code')
    const body = posted({ draft: browser.valueOf('draft'), code, 'do-send': '' })
    const twice = await Promise.all([1, 2].map(() => ask('/plain/report', body)))
    const pages = await Promise.all(twice.map((answer) => answer.text()))
    expect(twice.map(({ status }) => status)).toEqual([200, 200])
    const references = pages.map((page) => /\d{4}-\d{4}(?=<\/h2>)/.exec(page)?.[0])
    expect(references[0]).toBe(references[1])
    expect(await rows('SELECT 1 FROM report WHERE reference = ?1', references[0])).toHaveLength(1)
  })

  it('keeps what was typed where something is wrong, and says what, at the field and above', async () => {
    const browser = inText()
    await browser.go('/plain/report')
    browser.tick('flags', 'ongoing')
    await browser.press(form.buttons.next)
    for (const sentence of [form.fields.category.errors.missing, form.fields.township.errors.missing]) expect(browser.text.split(sentence)).toHaveLength(3)
    expect(browser.chosen('flags')).toEqual(['ongoing'])
    browser.type('category', 'HY16')
    browser.type('township', 't-heping')
    await browser.press(form.buttons.next)
    browser.type('body', '一句话。')
    browser.type('since', '2099年1月1日')
    browser.tick('named', 'named')
    await browser.press(form.buttons.next)
    for (const sentence of [form.fields.place.errors.missing, form.fields.since.errors.future, form.fields.name.errors.missing]) expect(browser.text).toContain(sentence)
    expect([browser.valueOf('body'), browser.chosen('named')]).toEqual(['一句话。', ['named']])
    await browser.press(form.buttons.back)
    expect([browser.valueOf('category'), browser.chosen('flags')]).toEqual(['HY16', ['ongoing']])
  })

  it('shows before sending where it goes and what could give somebody away, and goes back to change it', async () => {
    const browser = inText()
    const tip = aTip({ body: '我是成型车间的，电话13900000001，气瓶没有检验。', flags: ['trapped'] })
    await answerKind(browser, tip)
    expect(browser.html).toContain('href="tel:119"')
    await answerWords(browser, tip)
    for (const words of ['牵头：住建局', '我是成型车间的', '像是电话', '最晚']) expect(browser.text).toContain(words)
    const code = browser.valueOf('code')
    await browser.press(plain.check.words)
    expect(browser.valueOf('body')).toBe(tip.body)
    browser.type('body', '气瓶没有检验。')
    await browser.press(form.buttons.next)
    expect(browser.text).toContain(formEnd.clues.none)
    expect(browser.valueOf('code')).toBe(code)
  })
})

describe('the budget of filings without scripts', () => {
  const hour = () => Math.floor(Date.now() / 3_600_000)
  const useUp = () => run(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?2) INSERT OR IGNORE INTO plain_spent SELECT ?1, i FROM n`, hour(), policy.plain.perHour)

  it('takes so many an hour and no more, even at once; the page says when to come back and keeps the words', async () => {
    await run('DELETE FROM plain_spent')
    await run(`INSERT INTO plain_spent WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?2) SELECT ?1, i FROM n`, hour(), policy.plain.perHour - 1)
    const browsers = [inText(), inText(), inText()]
    for (const browser of browsers) {
      await answerKind(browser, aTip())
      await answerWords(browser, aTip())
    }
    await Promise.all(browsers.map((browser) => browser.press(form.buttons.send)))
    expect(browsers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 429, 429])
    expect(await rows('SELECT count(*) AS n FROM plain_spent WHERE hour = ?1', hour())).toEqual([{ n: policy.plain.perHour }])
    const [late] = browsers.filter(({ status }) => status === 429)
    expect(late?.text).toMatch(/\d+点以后再按“送出”/)
    expect(late?.text).toContain('12350')
    expect(JSON.parse(late?.valueOf('draft') ?? '')).toMatchObject({ body: aTip().body })
    await run('DELETE FROM plain_spent')
    await late?.press(form.buttons.send)
    expect(late?.text).toContain(formEnd.code.title)
  })

  it('costs the page with scripts nothing, and forgets the hours before', async () => {
    await useUp()
    expect((await tell()).reference).toMatch(/^\d{4}-\d{4}$/)
    await run('DELETE FROM plain_spent')
    await run('INSERT INTO plain_spent VALUES (?1, 1)', hour() - 1)
    await fileInText(inText(), aTip())
    expect(await rows('SELECT hour, n FROM plain_spent')).toEqual([{ hour: hour(), n: 1 }])
  })

  it('is nobody’s from outside: a filing that only claims to come from these pages is refused', async () => {
    const { sealed } = await aReporter()
    const before = await dump()
    expect(await codeOf(await post('/api/reports', { filing: sealed.filing, challenge: { kind: 'plain' } }))).toBe('challenge')
    const claim = { headers: { 'x-plain': '1', within: 'true' }, secrets: { within: true } as object }
    expect(await codeOf(await post('/api/reports', { filing: sealed.filing, challenge: { kind: 'plain' } }, claim))).toBe('challenge')
    expect((await callerOf()(submitReport, {}, { filing: sealed.filing, challenge: { kind: 'plain' } })).ok).toBe(false)
    expect(await dump()).toEqual(before)
  })
})

describe('coming back without scripts', () => {
  it('shows where it stands and what was asked, and takes an answer that the unit reads', async () => {
    const browser = inText()
    const { code, reference } = await fileInText(browser, aTip())
    const [desk, housing] = [await signedIn(ofUnit('desk', 'desk02')), await signedIn(ofUnit('housing'))]
    await moved(desk, reference, (seen) => act.accept(desk.session, seen))
    await moved(housing, reference, (seen) => act.reply(housing.session, seen, '请问夜里几点能看到气瓶'))
    await openInText(browser, code.replaceAll('-', ' '))
    for (const words of ['已交办', '请问夜里几点能看到气瓶', '核对过，是住建局写的', '最晚', '回执没有问题']) expect(browser.text).toContain(words)
    expect(browser.text).not.toContain(aTip().body)
    browser.type('message', '九点半以后\n都看得到')
    await browser.press(track.message.send)
    expect(browser.text).toMatch(/送到了，(承办单位|受理台)能看到。/)
    expect((await look(housing, reference)).dialogue.map(({ words }) => words?.text)).toEqual(['请问夜里几点能看到气瓶', '九点半以后\n都看得到'])
    await browser.again()
    expect((await look(housing, reference)).dialogue).toHaveLength(2)
    await Promise.all([1, 2, 3].map(() => ask('/plain/track', posted({ code, seen: '2', message: '还有一件事', 'do-write': '' }))))
    expect((await look(housing, reference)).dialogue).toHaveLength(3)
  })

  it('warns of what could give somebody away before it sends, and keeps the words until then', async () => {
    const browser = inText()
    const { code } = await fileInText(browser, aTip())
    await openInText(browser, code)
    await browser.press(track.message.send)
    expect(browser.text).toContain(track.message.errors.missing)
    browser.type('message', '打我电话13900000001')
    await browser.press(track.message.send)
    expect(browser.text).toContain(plain.track.clues)
    expect(browser.valueOf('message')).toBe('打我电话13900000001')
    await browser.press(plain.track.anyway)
    expect(browser.text).toMatch(/送到了，(承办单位|受理台)能看到。/)
  })

  it('contests a result once, with words that the desk reads; the same page sent twice asks once, and later words are kept', async () => {
    const browser = inText()
    const { code, reference } = await fileInText(browser, aTip())
    const [desk, housing] = [await signedIn(ofUnit('desk', 'desk03')), await signedIn(ofUnit('housing', 'housing02'))]
    await moved(desk, reference, (seen) => act.accept(desk.session, seen))
    await openInText(browser, code)
    expect(browser.text).not.toContain(track.review.title)
    await moved(housing, reference, (seen) => act.begin(housing.session, seen))
    await moved(housing, reference, (seen) => act.find(housing.session, seen, 'unfounded', '去看过，没有气瓶。'))
    await openInText(browser, code)
    await browser.press(track.review.send)
    expect(browser.text).toContain(track.review.errors.missing)
    browser.type('contest', '他们是白天去的，打我电话13900000001')
    await browser.press(track.review.send)
    expect(browser.text).toContain(plain.track.clues)
    browser.type('contest', '他们是白天去的，\n夜里才开火')
    await browser.press(track.review.send)
    for (const words of [plain.track.contested, '你对结论不服，要求复查', '已经要求复查，最晚']) expect(browser.text).toContain(words)
    expect(browser.html).not.toContain('name="contest"')
    await browser.again()
    expect(browser.text).toContain(plain.track.contested)
    const seen = await look(desk, reference)
    expect(seen.dialogue.map(({ words }) => words?.text)).toEqual(['去看过，没有气瓶。', '他们是白天去的，\n夜里才开火'])
    expect([seen.report.timeline.filter(({ kind }) => kind === 'review-asked'), bytes(browser.html) <= MOST]).toMatchObject([[{ unit: null }], true])
    const late = await (await ask('/plain/track', posted({ code, seen: '2', contest: '再查一次', 'do-write': '' }))).text()
    for (const words of ['复查只能要求一次', ...sayRecourses(), '>\n再查一次</textarea>']) expect(late).toContain(words)
    expect((await look(desk, reference)).dialogue).toHaveLength(2)
  })

  it.for([['12 34', '少了24位'], ['1234-5678-9012-3456-7890-1234-5678', '从第1组起核对一遍'], ['', '还没有输入查询码']])('says of the code “%s”: %s, and keeps it', async ([code, sentence]) => {
    const browser = inText()
    await openInText(browser, code ?? '')
    expect(browser.text).toContain(sentence)
    expect(browser.valueOf('code')).toBe(code)
  })
})

describe('the pages themselves', () => {
  it('weigh at most 20 KB each, ask for nothing else, and hold no script', async () => {
    const [browser, pages] = [inText(), [] as string[]]
    const tip = longest()
    const note = () => pages.push(browser.html)
    await browser.go('/plain')
    note()
    await answerKind(browser, tip)
    note()
    await answerWords(browser, tip)
    note()
    await browser.press(plain.check.words)
    note()
    await browser.press(form.buttons.back)
    note()
    await browser.press(form.buttons.next)
    await browser.press(form.buttons.next)
    await browser.press(form.buttons.send)
    note()
    await openInText(browser, readCode(browser).code)
    note()
    browser.type('message', '里'.repeat(1000))
    await browser.press(track.message.send)
    note()
    expect(pages.map(bytes).filter((size) => size > MOST), pages.map(bytes).join()).toEqual([])
    for (const page of pages) expect(page).not.toMatch(/<script|<img|<link rel="stylesheet"|\ssrc=|\son\w+=|@import|url\(/)
  })

  it('are guarded like others, kept by nobody, neutral, and found by nobody who searches but the first', async () => {
    for (const path of ['/plain', '/plain/report', '/plain/track']) {
      const answer = await ask(path, null)
      expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/]{43}='; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'/)
      const page = await answer.text()
      expect(page).toContain('<title>便民信息</title>')
      expect(page).toContain('<meta name="referrer" content="no-referrer">')
      expect(page.includes('noindex')).toBe(path !== '/plain')
    }
  })

  it('say no to other sites, other methods, other bodies and too much, and show nothing of what was sent', async () => {
    const words = posted({ code: '7777', message: '不能回显的话' })
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    const refused = [
      await ask('/plain/track', words, { ...form, 'sec-fetch-site': 'cross-site' }),
      await ask('/plain/track', words, { ...form, origin: 'https://elsewhere.example' }),
      await ask('/plain/track', words, { 'content-type': 'text/plain' }),
      await ask('/plain/track', `${words}${'x'.repeat(140_000)}`, form),
      await ask('/plain/track', words, form, 'PUT'),
      await ask('/plain/nowhere', words, form),
    ]
    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403, 413, 405, 404])
    for (const answer of refused) expect(await answer.text()).not.toMatch(/不能回显的话|7777/)
    for (const headers of [{ ...form, origin: 'null' }, { ...form, origin: SITE }, { ...form, 'sec-fetch-site': 'same-origin' }, form]) expect((await ask('/plain/track', words, headers)).status).toBe(400)
  })

  it('keep the words where the database fails, and log none of them', async () => {
    const logged = vi.spyOn(console, 'error').mockReturnValue()
    const browser = inText()
    const tip = aTip({ body: '数据库坏了也不能丢的一句话' })
    await answerKind(browser, tip)
    await answerWords(browser, tip)
    await run('ALTER TABLE report_grant RENAME TO hidden_grant')
    await browser.press(form.buttons.send)
    await run('ALTER TABLE hidden_grant RENAME TO report_grant')
    expect(browser.status).toBe(503)
    expect(browser.valueOf('draft')).toContain(tip.body)
    const code = browser.valueOf('code')
    expect(logged).toHaveBeenCalled()
    expect(JSON.stringify(logged.mock.calls)).not.toMatch(new RegExp(`数据库坏了|${code}|人民路`))
    logged.mockRestore()
    await browser.press(form.buttons.send)
    expect(readCode(browser).code.replaceAll('-', '')).toBe(code.replaceAll('-', ''))
  })
})

/** The rows of one report without what is random: which columns hold what kind of value, how long. */
async function shapeOf(reference: string): Promise<Record<string, unknown[]>> {
  const id = (await rows<{ id: string }>('SELECT id FROM report WHERE reference = ?1', reference))[0]?.id
  const shape: Record<string, unknown[]> = {}
  for (const table of ['report', 'position', 'event', 'body', 'report_grant', 'part', 'inbox']) {
    const found = await rows<Record<string, unknown>>(`SELECT * FROM ${table} WHERE ${table === 'report' ? 'id' : 'report_id'} = ?1`, id)
    const order = (row: object) => JSON.stringify(row)
    shape[table] = found.map((row) => Object.fromEntries(Object.entries(row).map(([column, value]) => [column, kindOf(column, value)]))).sort((a, b) => order(a).localeCompare(order(b)))
  }
  return shape
}

const RANDOM = /^(?:id|report_id|page_key|reference|lookup_hash|digest|head|recipient|verify_key|dialogue|compartment|sealed)$/
const kindOf = (column: string, value: unknown) =>
  column === 'filed' || column === 'position' || column === 'n' || column === 'due_key' ? typeof value : RANDOM.test(column) ? `${typeof value} of ${String(value).length}` : value
