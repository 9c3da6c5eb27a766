/** The Safety Month's pure parts: which edition, the calendar file, the words to read out, sizes on paper, the QR code. */
import { encode } from 'uqr'
import { describe, expect, it } from 'vitest'
import { readPieces } from '../../site/editing/read.ts'
import { broadcastOf, spell } from '../../site/month/broadcast.ts'
import { daysOf, editionAt, latestWith, sayActivityDays, sayTheme, type Edition } from '../../site/month/editions.ts'
import { heightOf, phrasesOf, rowsOf, sizeFor, titleSize } from '../../site/month/fit.ts'
import { calendarFile } from '../../site/month/ics.ts'
import { qrPath } from '../../site/month/qr.ts'

const fail = (what: unknown): never => { throw new Error(JSON.stringify(what)) }
const editions: Edition[] = readPieces(process.cwd(), 'campaigns', fail).map(({ data }) => data)
const of = (year: number): Edition => editions.find((edition) => edition.year === year) ?? fail(`no edition of ${year}`)

describe('the edition of a day', () => {
  it.for([
    ['2026-05-31', 2026], ['2026-06-01', 2026], ['2026-06-30', 2026], ['2026-07-01', 2027], ['2026-11-22', 2027], ['2027-06-30', 2027],
  ] as const)('on %s is %i', ([today, year]) => {
    expect(editionAt(editions, today).year).toBe(year)
    expect(editionAt(editions.toReversed(), today).year).toBe(year)
  })

  it('is the last one while no next is written', () => {
    expect(editionAt(editions.filter(({ year }) => year <= 2026), '2026-07-01').year).toBe(2026)
    expect(() => editionAt([], '2026-07-01')).toThrow('一届也没有')
  })

  it('borrows a letter from the newest that has one, and none from the future', () => {
    const written = (edition: Edition) => edition.letter !== undefined
    expect(latestWith(editions, 2027, written)?.year).toBe(2026)
    expect(latestWith(editions, 2025, written)).toBeUndefined()
  })

  it('has a consultation day on 16 June wherever it has one', () => {
    const days = editions.flatMap(({ year, consultation }) => (consultation === undefined ? [] : [[year, consultation.day]]))
    expect(days.length).toBeGreaterThan(1)
    for (const [year, day] of days) expect(day).toBe(`${year}-06-16`)
  })

  it('says that a theme is not announced, and that another was not seen', () => {
    const [first] = of(2002).sources
    expect(sayTheme({ theme: null, sources: [] })).toBe('等国家公布')
    expect(sayTheme(of(2002))).toBe('安全责任重于泰山')
    if (first !== undefined) expect(sayTheme({ theme: '某个主题', sources: [{ ...first, mark: '记忆' }] })).toContain('以公布为准')
  })

  it('says days as people do', () => {
    expect(sayActivityDays({ from: '2027-06-16' })).toBe('6月16日（周三）')
    expect(sayActivityDays({ from: '2027-06-03', to: '2027-06-05' })).toBe('6月3日到6月5日')
    expect(daysOf({ from: '2027-06-03', to: '2027-06-05' })).toBe(3)
  })
})

describe('the calendar file', () => {
  const file = calendarFile(of(2026), 'shifan')
  const unfolded = file.replaceAll('\r\n ', '')

  it('has one event for each activity, the consultation with its places', () => {
    expect(file.split('BEGIN:VEVENT')).toHaveLength(of(2026).activities.length + 1)
    expect(/SUMMARY:安全宣传咨询日[\s\S]*?DESCRIPTION:(.*)/.exec(unfolded)?.[1]).toContain('城关镇人民广场东侧')
    expect(new Set(unfolded.match(/^UID:.*$/gm)).size).toBe(of(2026).activities.length)
  })

  it('ends a day after the last one, as the format wants', () => {
    expect(unfolded).toContain('DTSTART;VALUE=DATE:20260601\r\nDTEND;VALUE=DATE:20260701')
    expect(unfolded).toContain('DTSTART;VALUE=DATE:20260616\r\nDTEND;VALUE=DATE:20260617')
  })

  it('breaks lines at 75 octets, never inside a character, and escapes commas', () => {
    for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    expect(file).not.toContain('�')
    expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true)
    const [activity] = of(2026).activities
    if (activity === undefined) return fail('no activity')
    expect(calendarFile({ ...of(2026), consultation: undefined, activities: [{ ...activity, title: 'a,b;c\\d' }] }, 'x')).toContain('SUMMARY:a\\,b\\;c\\\\d')
  })

  it('is the same for the same content', () => {
    expect(calendarFile(of(2026), 'shifan')).toBe(file)
  })

  it('has the consultation day even where the timetable leaves it out', () => {
    expect(calendarFile({ ...of(2026), activities: [] }, 'x').split('BEGIN:VEVENT')).toHaveLength(2)
  })
})

describe('the words to read out', () => {
  const [one] = of(2027).packages
  it('are the package’s own lines, with the numbers said digit by digit', () => {
    if (one === undefined) return fail('no package')
    const text = broadcastOf(one, { office: '某县安委办', hotline: '12350' }).join('\n')
    for (const line of [...one.say, ...one.do]) expect(text).toContain(line.replace(/[“”]|。$/g, ''))
    expect(text).toContain('幺二三五零')
    expect(text).not.toMatch(/[“”（）《》\d]/)
    expect(text).not.toContain('。。')
    expect(broadcastOf(one, { office: '某县安委办', hotline: null }).join('')).not.toContain('幺二三五零')
  })

  it('end a question as a question', () => {
    const said = broadcastOf({ name: '企业', say: ['谁看着？'], do: ['停下来；'] }, { office: '某县安委办', hotline: null })
    expect(said).toEqual(expect.arrayContaining(['第一，谁看着？', '第一，停下来。']))
  })

  it('name 119 and 120 before the tip line', () => {
    if (one === undefined) return fail('no package')
    const text = broadcastOf(one, { office: '', hotline: '12350' }).join('')
    expect(text.indexOf(spell('119'))).toBeGreaterThan(0)
    expect(text.indexOf(spell('119'))).toBeLessThan(text.indexOf(spell('12350')))
  })
})

describe('words on paper', () => {
  it('take more rows as they grow', () => {
    expect([rowsOf('十个字十个字十个字一', 10), rowsOf('十个字十个字十个字一二', 10), rowsOf('119', 2)]).toEqual([1, 2, 1])
  })

  it('are set as large as fits, and in the smallest size where nothing does', () => {
    const room = { width: 100, height: 30, leading: 1, gap: 0, indent: 0 }
    expect(sizeFor(['十个字十个字十个字一'], room, [20, 12, 10, 5])).toBe(12)
    expect(sizeFor(['十个字十个字十个字一'], { ...room, height: 10 }, [20, 12, 10, 5])).toBe(10)
    expect(sizeFor(['字'.repeat(900)], room, [20, 10, 5])).toBe(5)
    expect(heightOf(['字'.repeat(10), '字'], 10, { ...room, gap: 2 })).toBe(22)
  })

  it('keep the phrases of a title whole', () => {
    expect(phrasesOf('闻到煤气味，先出去')).toEqual(['闻到煤气味，', '先出去'])
    expect(titleSize('闻到煤气味，先出去', { width: 100, height: 76, leading: 1.2, gap: 0, indent: 0 }, [24, 22, 20, 18])).toBe(20)
  })
})

describe('the QR code', () => {
  it('is drawn module for module, with a quiet zone of four', () => {
    const address = 'http://127.0.0.1:8787/report'
    const { data, size } = encode(address, { ecc: 'M', border: 4 })
    const drawn = data.map((row) => row.map(() => false))
    for (const [, x, y, width] of qrPath(address).path.matchAll(/M(\d+) (\d+)h(\d+)v1H\1z/g)) for (let at = 0; at < Number(width); at++) (drawn[Number(y)] as boolean[])[Number(x) + at] = true
    expect(drawn).toEqual(data)
    expect(qrPath(address).size).toBe(size)
    expect(drawn.slice(0, 4).flat()).not.toContain(true)
  })
})

describe('the posters', () => {
  const posters = readPieces(process.cwd(), 'posters', fail)
  it('are twelve and more, of all four shapes, one of them for the tip line', () => {
    expect(posters.length).toBeGreaterThanOrEqual(13)
    expect(new Set(posters.map(({ data }) => data.sign))).toEqual(new Set(['triangle', 'circle', 'disc', 'square']))
    expect(posters.map(({ id }) => id)).toContain('tip-line')
  })
})
