import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { compileCounty } from '../../site/cli/county.ts'
import { copyOfCounty } from '../support/county.ts'

let county: ReturnType<typeof copyOfCounty>
beforeEach(() => {
  county = copyOfCounty()
})
afterEach(() => county.dispose())

const modules = () => join(county.root, 'worker/contract/county')

describe('the county as it is', () => {
  it('is without complaint, and becomes one module for each subject', () => {
    expect(county.complaint()).toBeNull()
    const files = readdirSync(modules()).sort()
    expect(files.filter((file) => !/\.[a-z]+\.ts$/.test(file))).toEqual([
      'calendars.ts', 'categories.ts', 'claim.ts', 'contest.ts', 'deadlines.ts', 'destinations.ts', 'emergency.ts', 'events.ts', 'evidence.ts', 'form-end.ts', 'form.ts', 'hotlines.ts', 'keyring.ts',
      'language.ts', 'languages.ts', 'letters.ts', 'member.ts', 'messages.ts', 'moves.ts', 'page.ts', 'paying.ts', 'phones.ts', 'plain.ts', 'policy.ts', 'profile.ts', 'proxy.ts', 'question.ts', 'reasons.ts', 'recourses.ts', 'reward-rules.ts', 'route.ts',
      'small.ts', 'status.ts', 'track-files.ts', 'track.ts', 'units.ts', 'violations.ts',
    ])
    expect(files.filter((file) => /\.[a-z]+\.ts$/.test(file)).map((file) => file.replace('.en.ts', ''))).toEqual([
      'categories', 'claim', 'deadlines', 'destinations', 'emergency', 'events', 'evidence', 'form-end', 'form', 'hotlines', 'language', 'messages', 'page', 'profile', 'question', 'reasons', 'recourses', 'route',
      'small', 'status', 'track-files', 'track', 'units', 'violations',
    ])
  })

  it('is written only where it differs', () => {
    compileCounty(county.root)
    const written = () => Object.fromEntries(readdirSync(modules()).map((file) => [file, statSync(join(modules(), file)).ino]))
    const before = written()
    compileCounty(county.root)
    expect(written()).toEqual(before)
    county.change('county/units.yaml', 'short: 消防大队', 'short: 县消防')
    compileCounty(county.root)
    expect(Object.keys(before).filter((file) => written()[file] !== before[file])).toEqual(['units.ts'])
  })

  it('writes nothing at all when one file is wrong', () => {
    county.change('county/policy.yaml', 'kind: altcha', 'kind: captcha')
    expect(county.complaint()).not.toBeNull()
    expect(() => readdirSync(modules())).toThrow()
  })

  it('takes another language as a file beside the Chinese one', () => {
    const chinese = readFileSync(join(county.root, 'content/form/reasons.yaml'), 'utf8')
    county.write('form/reasons.en.yaml', chinese.replace('同一件事先前已经受理，正在办。', 'Already filed'))
    expect(county.complaint()).toBeNull()
    expect(readFileSync(join(modules(), 'reasons.en.ts'), 'utf8')).toContain('Already filed')
    expect(readFileSync(join(modules(), 'reasons.ts'), 'utf8')).not.toContain('Already filed')
  })
})

type Mistake = [what: string, file: string, before: string, after: string, sentence: string]

describe('a mistake in one file gets one sentence: file, key, remedy', () => {
  it.for<Mistake>([
    ['a key that is not known', 'county/profile.yaml', 'office:', 'offfice:', 'content/county/profile.yaml：offfice 这个键不认识；删掉，或者看看是不是写错了字。'],
    ['a missing key', 'county/units.yaml', 'short: 受理台, ', '', 'content/county/units.yaml：desk 的 short 没有写；补上，应当是文字。'],
    ['an empty word', 'county/units.yaml', 'short: 受理台', "short: ''", 'content/county/units.yaml：desk 的 short 是空的；写上内容。'],
    ['a number for a word', 'county/hotlines.yaml', "number: '119'", 'number: 119', 'content/county/hotlines.yaml：119 的 number 写了“119”，应当是文字；用引号括起来。'],
    ['a word for a number', 'county/deadlines.yaml', 'days: 15', 'days: 十五', 'content/county/deadlines.yaml：decision 的 days 写了“十五”，应当是数字；改成数字。'],
    ['no days at all', 'county/deadlines.yaml', 'days: 15', 'days: 0', 'content/county/deadlines.yaml：decision 的 days 写了“0”，太小了；改成大于0的数。'],
    ['a choice that is none', 'county/units.yaml', 'kind: desk', 'kind: office', 'content/county/units.yaml：desk 的 kind 写了“office”，只能是 desk、government、department、township、custodian、cashier；改成其中一个。'],
    ['a mark that is none', 'county/categories.yaml', 'mark: ✔', 'mark: √', 'content/county/categories.yaml：HY01 的 basis 第1项 的 mark 写了“√”，只能是 ✔、◐、记忆、✘；改成其中一个。'],
    ['a challenge that is none', 'county/policy.yaml', 'kind: altcha', 'kind: captcha', 'content/county/policy.yaml：challenge 的 kind 写了“captcha”，不是能用的一种；改成说明里列出的一种。'],
    ['a code of the wrong form', 'county/categories.yaml', 'id: HY01', 'id: HY1', 'content/county/categories.yaml：HY1 的 id 写了“HY1”，不合格式；改成类别代码，像 HY16。'],
    ['a day of the wrong form', 'county/calendars/2026.yaml', '2026-01-02', '2026-1-2', 'content/county/calendars/2026.yaml：holidays 第2项 写了“2026-1-2”，不合格式；改成日期，像 2026-10-01。'],
    ['a key written twice', 'county/profile.yaml', 'name: 示范县', 'name: 示范县\nname: 别的县', 'content/county/profile.yaml：第4行的 name 写了两遍；留一个，删掉另一个。'],
    ['a tab', 'form/reasons.yaml', '  already-filed:', '\talready-filed:', 'content/form/reasons.yaml：第3行用 Tab 缩进；换成空格。'],
    ['a sentence with a bare {', 'form/events.yaml', '"{unit}打开看了"', '{unit}打开看了', 'content/form/events.yaml：第7行“reporter: {unit}打开看了”不合 YAML 的写法（UNEXPECTED_TOKEN）；看看缩进、冒号后面的空格和引号；带 { 的句子要用引号括起来。'],
  ])('%s', ([, file, before, after, sentence]) => {
    county.change(file, before, after)
    expect(county.complaint()).toBe(sentence)
  })

  it('a file that is missing', () => {
    county.remove('county/units.yaml')
    expect(county.complaint()).toBe('content/county/units.yaml：没有这个文件；从仓库里恢复它，或者照别的县补一个。')
  })

  it('words that are missing', () => {
    county.remove('form/status.yaml')
    expect(county.complaint()).toBe('content/form/status.yaml：没有这个文件；从仓库里恢复它。')
  })

  it.for(['county/unit.yaml', 'county/units.yml', 'form/statuses.yaml', 'form/status.english.yaml'])('a file nobody knows: %s', (file) => {
    county.write(file, 'a: 1\n')
    expect(county.complaint()).toBe(`content/${file}：不认识这个文件；改名或者挪走。`)
  })
})

describe('a mistake between files', () => {
  it.for<Mistake>([
    ['a unit that does not exist', 'county/categories.yaml', 'lead: housing\n    assists: [market, fire, commerce', 'lead: fier\n    assists: [market, fire, commerce', 'content/county/categories.yaml：HY16 的 lead 写了“fier”，units.yaml 里没有这个单位；改成已有的单位代号。'],
    ['an assist that does not exist', 'county/categories.yaml', 'assists: [resources, police, power]', 'assists: [resources, polcie, power]', 'content/county/categories.yaml：HY01 的 assists 写了“polcie”，units.yaml 里没有这个单位；改成已有的单位代号。'],
    ['a candidate that does not exist', 'county/categories.yaml', 'candidates: [education, civil', 'candidates: [educatoin, civil', 'content/county/categories.yaml：HY23 的 candidates 写了“educatoin”，units.yaml 里没有这个单位；改成已有的单位代号。'],
    ['the desk as an assist', 'county/categories.yaml', 'assists: [resources, police, power]', 'assists: [desk]', 'content/county/categories.yaml：HY01 的 assists 写了“desk”，县安委办受理台不能牵头、配合；改成部门的单位代号；还没有定牵头的写 null。'],
    ['the cashier as a lead', 'county/categories.yaml', 'lead: emergency', 'lead: cashier', 'content/county/categories.yaml：HY01 的 lead 写了“cashier”，奖励兑付窗口不能牵头、配合；改成部门的单位代号；还没有定牵头的写 null。'],
    ['a township as an assist', 'county/categories.yaml', 'assists: [resources, police, power]', 'assists: [t-heping]', 'content/county/categories.yaml：HY01 的 assists 写了乡镇街道“t-heping”；删掉它，属地会自动抄送。'],
    ['a lead that also assists', 'county/categories.yaml', 'assists: [resources, police, power]', 'assists: [emergency]', 'content/county/categories.yaml：HY01 的牵头、配合里 emergency 写了两遍；留一个，删掉另一个。'],
    ['assists without a lead', 'county/categories.yaml', 'lead: null\n    assists: []', 'lead: null\n    assists: [fire]', 'content/county/categories.yaml：HY17 没有牵头单位，却写了 assists；挪到 candidates，或者写上 lead。'],
    ['a lead for what lies outside', 'county/categories.yaml', 'lead: null\n    assists: []\n    outside: true', 'lead: market\n    assists: []\n    outside: true', 'content/county/categories.yaml：HY44 写了 outside，又写了牵头或配合；outside 的类别 lead 写 null、assists 写 []。'],
    ['escalation to a department', 'county/categories.yaml', 'lead: gov', 'lead: emergency', 'content/county/categories.yaml：HY41 写了 escalated，lead 却不是 gov；lead 写 gov。'],
    ['a category twice', 'county/categories.yaml', 'id: HY02', 'id: HY01', 'content/county/categories.yaml：类别 HY01 写了两遍；留一个，删掉另一个。'],
    ['a category missing', 'county/categories.yaml', 'id: HY02', 'id: HY52', 'content/county/categories.yaml：少了 HY02；补上这一类；HY01到HY44每个都要有。'],
    ['a group that does not exist', 'county/categories.yaml', 'group: mine', 'group: mines', 'content/county/categories.yaml：HY01 的 group 写了“mines”，groups 里没有这个大类；改成已有的大类。'],
    ['a group without categories', 'county/categories.yaml', '  - { id: hidden', '  - { id: empty, name: 空的, sign: disc }\n  - { id: hidden', 'content/county/categories.yaml：大类 empty 里没有类别；删掉它，或者给它分几个类别。'],
    ['a unit twice', 'county/units.yaml', 'id: urban', 'id: housing', 'content/county/units.yaml：单位 housing 写了两遍；留一个，删掉另一个。'],
    ['two desks', 'county/units.yaml', 'kind: department', 'kind: desk', 'content/county/units.yaml：kind 为 desk 的单位是“desk、emergency”，应当只有 desk 一个；留下 desk，别的改掉。'],
    ['concealment that does not escalate', 'county/violations.yaml', ', implies: [concealed]', '', 'content/county/violations.yaml：concealed-accident 没有带上标志 concealed；写上 implies: [concealed]，不然瞒报的件会交给主管部门。'],
    ['a flag twice', 'county/violations.yaml', 'id: ongoing', 'id: trapped', 'content/county/violations.yaml：标志 trapped 写了两遍；留一个，删掉另一个。'],
    ['a violation twice', 'county/violations.yaml', 'id: covert-production', 'id: unlicensed', 'content/county/violations.yaml：违法类型 unlicensed 写了两遍；留一个，删掉另一个。'],
    ['a deadline twice', 'county/deadlines.yaml', 'kind: return', 'kind: decision', 'content/county/deadlines.yaml：时限 decision 写了两遍；留一个，删掉另一个。'],
    ['no extension', 'county/deadlines.yaml', '  extension: 30\n', '', 'content/county/deadlines.yaml：completion 没有写 extension；补上延期的天数。'],
    ['an office twice', 'county/destinations.yaml', "number: '12333'", "number: '12315'", 'content/county/destinations.yaml：号码 12315 写了两遍；留一个，删掉另一个。'],
    ['one way out twice', 'county/recourses.yaml', 'id: petition', 'id: higher', 'content/county/recourses.yaml：去处 higher 写了两遍；留一个，删掉另一个。'],
    ['a unit without a telephone', 'county/phones.yaml', '- { unit: fire, phone: 000-0000005, hours: 全天 }\n', '', 'content/county/phones.yaml：县消防救援大队（fire）没有电话；补上它对外的值班电话。'],
    ['a telephone of nobody', 'county/phones.yaml', 'unit: fire', 'unit: firemen', 'content/county/phones.yaml：firemen 不在 units.yaml 里；改成已有的单位，或者先在 units.yaml 里加上。'],
    ['no ambulance', 'county/hotlines.yaml', "number: '120'", "number: '999'", 'content/county/hotlines.yaml：emergency 里少了 120；补上，紧急页面要用。'],
    ['no number for reports', 'county/hotlines.yaml', ', report: true', '', 'content/county/hotlines.yaml：没有一个号码写了 report: true；只在接安全生产举报的那一个号码上写。'],
    ['two numbers for reports', 'county/hotlines.yaml', '不知道归谁，先打这个, group: safety, mark: ✔', '不知道归谁，先打这个, group: safety, mark: ✔, report: true', 'content/county/hotlines.yaml：12350、12345 都写了 report: true；只在接安全生产举报的那一个号码上写。'],
    ['a day of another year', 'county/calendars/2026.yaml', '2026-01-02', '2027-01-02', 'content/county/calendars/2026.yaml：holidays 里的 2027-01-02 不在2026年；挪到 2027.yaml，或者改对年份。'],
    ['a day that does not exist', 'county/calendars/2026.yaml', '2026-02-23', '2026-02-30', 'content/county/calendars/2026.yaml：holidays 里的 2026-02-30 没有这一天；照通知改对。'],
    ['a day off and on', 'county/calendars/2026.yaml', '2026-10-07', '2026-10-10', 'content/county/calendars/2026.yaml：2026-10-10 又是 holidays 又是 workdays；只留一边。'],
    ['a day twice', 'county/calendars/2026.yaml', '2026-10-07', '2026-10-06', 'content/county/calendars/2026.yaml：holidays 里的 2026-10-06 写了两遍；留一个，删掉另一个。'],
    ['a Monday worked in exchange', 'county/calendars/2026.yaml', '2026-10-10', '2026-10-12', 'content/county/calendars/2026.yaml：workdays 里的 2026-10-12 不是周六、周日；删掉它，平常的工作日不用写。'],
    ['a year under another name', 'county/calendars/2026.yaml', 'year: 2026', 'year: 2025', 'content/county/calendars/2026.yaml：year 写了“2025”，和文件名不一样；把 year 或者文件名改对。'],
    ['a state without its sentence', 'form/status.yaml', 'closed:', 'clsoed:', 'content/form/status.yaml：clsoed 这个键不认识；删掉，或者看看是不是写错了字。'],
    ['a name that no page fills in', 'form/status.yaml', '可以去 {destination}]', '可以去 {office}]', 'content/form/status.yaml：refused 的 sentence 里的 {office} 没有东西可填；只能用 {unit}、{day}、{due}、{destination}。'],
    ['a name where nothing is filled in', 'form/reasons.yaml', '问题已经整改。', '问题在{place}整改。', 'content/form/reasons.yaml：close 的 rectified 的 sentence 里的 {place} 没有东西可填；写成不带 { 的句子。'],
    ['a bracket that does not close', 'form/status.yaml', '[，最晚 {due} 给结论]', '[，最晚 {due} 给结论', 'content/form/status.yaml：accepted 的 sentence 写了“已经受理，{day} 起等着定由谁承办[，最晚 {due} 给结论。”，括号没有配对；把 { }、[ ] 配成对，中间不要再套。'],
    ['a letter to nobody', 'county/letters.yaml', "      '12336': 示范县自然资源局\n", '', 'content/county/letters.yaml：addressees 里没有 12336（自然资源违法举报）；补上函写给哪个单位。'],
    ['a letter to a place that is none', 'county/letters.yaml', "'12315': 示范", "'12399': 示范县某局\n      '12315': 示范", 'content/county/letters.yaml：addressees 里的 12399 不在 destinations.yaml 里；删掉，或者先在那里加上。'],
    ['a year in other brackets', 'county/letters.yaml', '{sign}〔{year}〕{n}号', '{sign}[{year}]{n}号', 'content/county/letters.yaml：number 写了“{sign}[{year}]{n}号”，年份要用六角括号；写成 〔{year}〕。'],
    ['a number without its year', 'county/letters.yaml', '{sign}〔{year}〕{n}号', '{sign}{n}号', 'content/county/letters.yaml：number 写了“{sign}{n}号”，要有 {sign}、{year}、{n} 各一个；写成 "{sign}〔{year}〕{n}号"。'],
    ['a number with 第', 'county/letters.yaml', '〔{year}〕{n}号', '〔{year}〕第{n}号', 'content/county/letters.yaml：number 写了“{sign}〔{year}〕第{n}号”，序号前不加“第”字；删掉“第”。'],
    ['two kinds of letter with one sign', 'county/letters.yaml', 'sign: 示安办举告', 'sign: 示安办举转', 'content/county/letters.yaml：sign 示安办举转 写了两遍；留一个，删掉另一个。'],
    ['a law that nobody has read', 'county/letters.yaml', 'mark: ✔', 'mark: 记忆', 'content/county/letters.yaml：kinds 的 referral 的 opening 引了《中华人民共和国安全生产法》，basis 里没有标 ✔ 的；对过原文再写进 basis 并标 ✔，或者不引它。'],
    ['a name that no letter fills in', 'county/letters.yaml', '特此函告。', '特此函告{name}。', 'content/county/letters.yaml：kinds 的 referral 的 closing 里的 {name} 没有东西可填；写成不带 { 的句子。'],
    ['a reason without its words on paper', 'county/letters.yaml', '      not-a-report: 反映的是意见、咨询或者信息公开申请，不属于安全生产举报。\n', '', 'content/county/letters.yaml：kinds 的 refusal 的 reasons 的 not-a-report 没有写；补上，应当是文字。'],
    ['a sign in letters', 'county/letters.yaml', 'sign: 示安办举告', 'sign: SAB', 'content/county/letters.yaml：kinds 的 refusal 的 sign 写了“SAB”，不合格式；改成2到12个汉字，像 示安办举转。'],
    ['a limit without its clock', 'form/status.yaml', '  clock: decision\n', '', 'content/form/status.yaml：received 用了 {due}，没有写 clock；写上 clock，说明是哪一个时限。'],
  ])('%s', ([, file, before, after, sentence]) => {
    county.change(file, before, after)
    expect(county.complaint()).toBe(sentence)
  })

  it('nowhere to go after the one review', () => {
    county.write('county/recourses.yaml', '[]\n')
    expect(county.complaint()).toBe('content/county/recourses.yaml：一个去处也没有；至少写上上一级主管部门。')
  })

  it('a missing state', () => {
    county.change('form/status.yaml', 'closed:\n  name: 已办结\n  sentence: "{day} 办结。"\n  next: 对结论不服，或者问题又出现了，在这里写。\n', '')
    expect(county.complaint()).toBe('content/form/status.yaml：closed 没有写；补上，应当是一组“键: 值”。')
  })

  it('a missing reason of a move', () => {
    county.change('form/moves.yaml', '  approver-only: 延期由审批人批准。\n', '')
    expect(county.complaint()).toBe('content/form/moves.yaml：whyNot 的 approver-only 没有写；补上，应当是文字。')
  })

  it('no calendar at all, and a calendar under a name that is no year', () => {
    county.remove('county/calendars/2025.yaml')
    county.write('county/calendars/next.yaml', 'year: 2027\n')
    expect(county.complaint()).toBe('content/county/calendars/next.yaml：文件名不是年份；改成像 2026.yaml 这样。')
    county.remove('county/calendars/next.yaml')
    county.remove('county/calendars/2026.yaml')
    expect(county.complaint()).toBe('content/county/calendars：一个年份也没有；照国务院的节假日通知写一个，文件名像 2026.yaml。')
  })

  it.for([
    ['a unit without keys', (holders: Record<string, unknown>) => { delete holders['fire'] }, '版本 1 里没有 fire 的钥匙；用 npm run keys 给它生成。'],
    ['keys of a unit that is none', (holders: Record<string, unknown>) => { holders['fier'] = holders['fire'] }, '版本 1 里有“fier”，units.yaml 里没有这个单位；用 npm run keys 重新生成。'],
  ] as const)('%s', ([, spoil, sentence]) => {
    const path = join(county.root, 'content/county/keyring.json')
    const keyring = JSON.parse(readFileSync(path, 'utf8')) as { versions: { version: number; holders: Record<string, unknown> }[] }
    spoil(keyring.versions[0]?.holders ?? {})
    county.write('county/keyring.json', JSON.stringify(keyring))
    expect(county.complaint()).toBe(`content/county/keyring.json：${sentence}`)
  })

  it('a current keyring that is revoked', () => {
    county.change('county/keyring.json', '"revoked": []', '"revoked": [1]')
    expect(county.complaint()).toBe('content/county/keyring.json：当前版本 1 在 revoked 里；用 npm run keys 换一个新版本。')
  })
})
