/** What the console does with opened files, without a browser: parts, sight, words, digests, the chain. */
import { createHash } from 'node:crypto'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { PART_BYTES } from '#contract/rules/part-size.ts'
import { bytesOf, LARGEST } from '../../site/evidence/clean/bytes.ts'
import { CleanFailure } from '../../site/evidence/clean/failure.ts'
import { kindOf } from '../../site/evidence/clean/kind.ts'
import { readZip } from '../../site/evidence/clean/zip-read.ts'
import { paperText } from '../../site/evidence/paper-text.ts'
import { sayFault, UNREAD } from '../../site/console/evidence/faults.ts'
import { frameOf } from '../../site/console/evidence/frame.ts'
import { Parts, PartFault } from '../../site/console/evidence/parts.ts'
import { pictureOf } from '../../site/console/evidence/open-picture.ts'
import { inTurn } from '../../site/evidence/in-turn.ts'
import { within } from '../../site/evidence/bitmap.ts'
import { fitOf, MOST_ON_A_PHONE, MOST_PIXELS, sizeIn } from '../../site/evidence/picture-size.ts'
import { moved, scaleOf, turned, WHOLE, zoomed } from '../../site/console/evidence/sight.ts'
import { digestOf } from '../../site/console/evidence/whole.ts'
import { familyOf, grouped, PROBLEMS, sayCleaned, sayUncleaned } from '../../site/console/evidence/words.ts'
import { macroDocument } from '../support/evidence/shown.ts'
import { vastPng } from '../support/evidence/pictures.ts'
import { PAPERS } from '../support/evidence/papers.ts'

/** A file of these bytes, and which parts were fetched, in order. */
function served(file: Uint8Array<ArrayBuffer>, broken = 0): { parts: Parts; fetched: number[]; given: Given[] } {
  const fetched: number[] = []
  const given: Given[] = []
  const parts = new Parts(file.length, async (n) => {
    fetched.push(n)
    if (n === broken) throw new PartFault('unavailable', n)
    const part = new Given(file.slice((n - 1) * PART_BYTES, n * PART_BYTES).buffer)
    given.push(part)
    return part
  })
  return { parts, fetched, given }
}

/** Opened bytes that remember whether all of them were overwritten before their memory was given back. */
class Given extends Uint8Array<ArrayBuffer> {
  #blank = false

  override fill(value: number): this {
    super.fill(value)
    this.#blank = this.length > 0 && this.every((byte) => byte === 0)
    return this
  }

  get isGone(): boolean {
    return this.#blank && this.length === 0
  }

  static get [Symbol.species](): Uint8ArrayConstructor {
    return Uint8Array
  }
}

const numbered = (size: number): Uint8Array<ArrayBuffer> => Uint8Array.from({ length: size }, (_, at) => (at * 31 + (at >> 13)) & 255)

describe('the parts of a file', () => {
  const file = numbered(4 * PART_BYTES + 1000)

  it('are fetched where one reads, across their edges, and no others', async () => {
    const { parts, fetched } = served(file)
    const [from, to] = [2 * PART_BYTES - 10, 2 * PART_BYTES + 20]
    expect(await parts.read(from, to)).toEqual(file.slice(from, to))
    expect(fetched).toEqual([2, 3])
    expect(await bytesOf(parts.bits.slice(4 * PART_BYTES).slice(10, 20))).toEqual(file.slice(4 * PART_BYTES + 10, 4 * PART_BYTES + 20))
    expect(fetched).toEqual([2, 3, 5])
  })

  it('are three at the most at a time, each asked for once however many read it, overwritten when they are let go, and given back', async () => {
    const { parts, fetched, given } = served(file)
    await Promise.all([parts.read(0, 5), parts.read(9, 12), parts.read(3, 8)])
    expect(fetched).toEqual([1])
    for (const n of [2, 3, 4, 1]) await parts.part(n)
    expect(fetched).toEqual([1, 2, 3, 4, 1])
    await Promise.resolve()
    expect(given.map(({ isGone }) => isGone)).toEqual([true, true, false, false, false])
    parts.clear()
    await Promise.resolve()
    await Promise.resolve()
    expect(given.slice(-3).every(({ isGone }) => isGone)).toBe(true)
  })

  it('that are let go while others still read them come whole all the same', async () => {
    const { parts } = served(file)
    const places = [1, 2, 3, 4, 0, 2].map((n) => n * PART_BYTES + 7)
    const read = await Promise.all(places.map((at) => parts.read(at, at + 3)))
    expect(read).toEqual(places.map((at) => file.slice(at, at + 3)))
  })

  it('that failed are asked for again, and say which', async () => {
    const { parts, fetched } = served(file, 2)
    await expect(parts.read(PART_BYTES, PART_BYTES + 1)).rejects.toMatchObject({ code: 'unavailable', n: 2 })
    await expect(parts.part(2)).rejects.toThrow(PartFault)
    expect(fetched).toEqual([2, 2])
  })

  it('that cannot be read are spoken of, as is what a reader trips over; a failure of ours is not', () => {
    expect(sayFault(new PartFault('altered', 2), '坏了')).toBe('第2块和签过名的清单不一样，被换过或改过。')
    expect(sayFault(new PartFault('network', 2))).toContain('连不上')
    expect(sayFault(new PartFault('broken', 2))).toContain('没能打开')
    expect(sayFault(new CleanFailure('damaged'))).toBe(UNREAD.damaged)
    expect(sayFault(new Error('unsupported or unrecognizable format'), '坏了')).toBe('坏了')
    expect(() => sayFault(new Error('ours'))).toThrow('ours')
  })

  it('come to the digest of the whole', async () => {
    const done: number[] = []
    expect(await digestOf(served(file).parts, (n) => done.push(n))).toBe(createHash('sha256').update(file).digest('hex'))
    expect(done).toEqual([1, 2, 3, 4, 5])
    expect(grouped('0123456789ab')).toBe('0123 4567 89ab')
  })

  it('that are taken one after another are overwritten one after another, also where somebody stops halfway', async () => {
    const { parts, given } = served(file)
    const clear: boolean[][] = []
    for await (const part of parts.each()) {
      expect(part.some((byte) => byte !== 0)).toBe(true)
      clear.push(given.map(({ isGone }) => isGone))
      if (clear.length === 3) break
    }
    expect(clear).toEqual([[false], [true, false], [true, true, false]])
    expect(given.map(({ isGone }) => isGone)).toEqual([true, true, true])
  })

  it('of an archive tell its names without fetching what is in it', async () => {
    const { parts, fetched } = served(zipSync({ '录像.mp4': [numbered(3 * PART_BYTES), { level: 0 }], '说明.txt': new Uint8Array(4) }))
    expect((await readZip(parts.bits))?.entries.map(({ name }) => name)).toEqual(['录像.mp4', '说明.txt'])
    expect(fetched).toEqual([3, 4])
  })
})

describe('what is too large', () => {
  it('is a picture that says it has more pixels than memory, told before it is drawn', async () => {
    const bomb = new Uint8Array(vastPng(60_000))
    expect(await pictureOf({ parts: served(bomb).parts, kind: 'png' })).toContain('这张太大')
    expect(await pictureOf({ parts: served(bomb.slice(0, 20)).parts, kind: 'png' })).toContain('坏了')
  })

  it('is told alike of what was chosen and of what came, by as little of it as says so', async () => {
    const bomb = new Blob([new Uint8Array(vastPng(60_000))])
    expect([await fitOf(bomb, 'png', MOST_PIXELS), await fitOf(new Blob([new Uint8Array(vastPng(11_000))]), 'png', MOST_PIXELS)]).toEqual(['huge', 'fits'])
    expect(await fitOf(new Blob([bomb, new Uint8Array(LARGEST)]), 'png', MOST_PIXELS)).toBe('huge')
    // What cannot be told might be anything.
    expect(await fitOf(bomb.slice(0, 20), 'png', MOST_PIXELS)).toBe('unread')
  })

  it('is told of a GIF by its first picture too, and of a JPEG past bytes that belong to nothing', async () => {
    const gif = Uint8Array.of(...Buffer.from('GIF89a'), 1, 0, 1, 0, 0, 0, 0, 0x21, 0xf9, 4, 0, 0, 0, 0, 0, 0x2c, 0, 0, 0, 0, 0xd8, 0x59, 0xd8, 0x59, 0)
    expect(sizeIn(gif, 'gif')).toEqual({ width: 23_000, height: 23_000 })
    const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1, 0x41, 0xff, 0xc0, 0, 11, 8, 0xdc, 0xdc, 0xdc, 0xdc, 1, 1, 0x11, 0)
    expect(sizeIn(jpeg, 'jpeg')).toEqual({ width: 0xdcdc, height: 0xdcdc })
  })

  it('is less on the pages of whoever reports, which a phone must hold', async () => {
    const sizes = [8_000, 8_001, 11_000].map((side) => new Blob([new Uint8Array(vastPng(side))]))
    expect(await Promise.all(sizes.map((size) => fitOf(size, 'png', MOST_ON_A_PHONE)))).toEqual(['fits', 'huge', 'huge'])
  })

  it('is an archive whose directory alone is megabytes: it is not read', async () => {
    const { parts, fetched } = served(new Uint8Array(zipSync(Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`${at}-${'长'.repeat(10_000)}`, new Uint8Array()])))))
    await expect(readZip(parts.bits)).rejects.toMatchObject({ code: 'too-much' })
    expect(fetched).toEqual([3])
  })
})

describe('small pictures', () => {
  it('are made one after another, also after one that could not be made', async () => {
    let [now, most] = [0, 0]
    const order: number[] = []
    const made = await Promise.allSettled([1, 2, 3].map((n) => inTurn(async () => {
      now += 1
      most = Math.max(most, now)
      await new Promise((over) => setTimeout(over, 5 - n))
      now -= 1
      order.push(n)
      if (n === 1) throw new Error('damaged')
    })))
    expect([most, order, made.map(({ status }) => status)]).toEqual([1, [1, 2, 3], ['rejected', 'fulfilled', 'fulfilled']])
  })

  it('keep their shape, and are never larger than the picture or less than a pixel', () => {
    expect(within({ width: 4000, height: 3000 }, 224)).toEqual({ width: 224, height: 168 })
    expect(within({ width: 3, height: 20_000 }, 224)).toEqual({ width: 1, height: 224 })
    expect(within({ width: 64, height: 48 }, 224)).toEqual({ width: 64, height: 48 })
  })
})

describe('how a picture is looked at', () => {
  const [picture, room] = [{ width: 400, height: 200 }, { width: 100, height: 100 }]

  it('begins with all of it, never blown up', () => {
    expect(scaleOf(picture, room, WHOLE)).toBe(0.25)
    expect(scaleOf({ width: 10, height: 10 }, room, WHOLE)).toBe(1)
    expect(scaleOf(picture, room, turned(WHOLE, 1))).toBe(0.25)
  })

  it('grows around the place that is pointed at, and stays within its edges', () => {
    expect(zoomed(WHOLE, 2, { x: 10, y: 0 })).toMatchObject({ zoom: 2, x: -10 })
    expect(zoomed(WHOLE, 0.1).zoom).toBe(1)
    expect(zoomed(WHOLE, 1e9).zoom).toBe(40)
    expect(moved(zoomed(WHOLE, 2), { x: 1000, y: 1000 }, picture, room)).toMatchObject({ x: 50, y: 0 })
    expect(moved(WHOLE, { x: 30, y: 30 }, picture, room)).toMatchObject({ x: 0, y: 0 })
  })

  it('turns by quarters, all the way round', () => {
    expect([1, 1, 1, 1].reduce((sight) => turned(sight, 1), WHOLE).turn).toBe(0)
    expect(turned(WHOLE, -1).turn).toBe(3)
  })
})

describe('the words of a document', () => {
  const textOf = async (name: string) => {
    const blob = new Blob([new Uint8Array((await PAPERS[name]?.()) ?? [])])
    return paperText(blob, await kindOf(blob))
  }

  it('come out of each kind of office file', async () => {
    for (const name of ['gate.docx', 'gate.xlsx']) expect((await textOf(name))?.text, name).toContain('gate')
    expect((await textOf('gate.odt'))?.text).toContain('gate')
    expect(await textOf('gate.pdf')).toBeNull()
  })

  it('are words, whatever they look like, and a program beside them is told', async () => {
    const blob = new Blob([new Uint8Array(await macroDocument('后门'))])
    const paper = await paperText(blob, await kindOf(blob))
    expect(paper).toMatchObject({ hasMacro: true, isCut: false })
    expect(paper?.text).toBe('后门\n<script>alert(1)</script><img src=x onerror=alert(2)>')
    const frame = frameOf(paper?.text ?? '')
    expect(frame).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(frame).not.toMatch(/<script|<img/)
  })

  it('of a plain text are read in either way of writing Chinese; what is no text is not shown as one', async () => {
    expect((await paperText(new Blob(['后门\n锁了']), 'other'))?.text).toBe('后门\n锁了')
    expect((await paperText(new Blob([Uint8Array.of(0xba, 0xf3, 0xc3, 0xc5)]), 'other'))?.text).toBe('后门')
    expect(await paperText(new Blob([Uint8Array.of(0, 1, 2, 3)]), 'other')).toBeNull()
    expect((await paperText(new Blob(['门'.repeat(500_000)]), 'other'))).toMatchObject({ isCut: true })
  })

  it.for(['<w:p>', '<!--', '<', '<?', '<w:delText', '<w:br ', '&#'])('are taken out in one pass, however often %s begins and never ends', async (begins) => {
    const tail = begins.repeat(200_000)
    const before = performance.now()
    const bomb = new Blob([zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'word/document.xml': strToU8(`<w:document>${tail}<<<<<<`) })])
    await paperText(bomb, await kindOf(bomb))
    expect(performance.now() - before).toBeLessThan(3_000)
  })

  it.for(['<si', '<si>', '<row>', '<c ', '<sheet ', '<rPh'])('of a table likewise: %s', async (begins) => {
    const xml = strToU8(`<x><row><si>${begins.repeat(200_000)}</si></row>`)
    const before = performance.now()
    const bomb = new Blob([zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'xl/workbook.xml': xml, 'xl/sharedStrings.xml': xml, 'xl/worksheets/sheet1.xml': xml })])
    await paperText(bomb, await kindOf(bomb))
    expect(performance.now() - before).toBeLessThan(3_000)
  })

  it('of slides stand under their numbers, in the words of the county’s files', async () => {
    const slides = Object.fromEntries([['10', '锁'], ['2', '后门']].map(([n, said]) => [`ppt/slides/slide${n}.xml`, strToU8(`<p:sld><a:p><a:t>${said}</a:t></a:p></p:sld>`)]))
    const blob = new Blob([zipSync({ '[Content_Types].xml': strToU8('<Types/>'), ...slides })])
    expect((await paperText(blob, await kindOf(blob)))?.text).toBe('〔第1张〕\n后门\n\n〔第2张〕\n锁')
  })

  it('of a table are read by row and cell, an empty shared text in its place', async () => {
    const [strings, sheet] = ['<sst><si/><si><t>日期</t></si><si><r><t>门</t></r><rPh sb="0"><t>men</t></rPh></si></sst>', '<sheetData><row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1"/><c r="C1" t="s"><v>2</v></c></row><row r="2"><c t="inlineStr"><is><t>二</t></is></c><c><v>7</v></c></row></sheetData>']
    const table = new Blob([zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'xl/workbook.xml': strToU8('<sheet sheetId="1" name="台账"/>'), 'xl/sharedStrings.xml': strToU8(strings), 'xl/worksheets/sheet1.xml': strToU8(sheet) })])
    expect((await paperText(table, await kindOf(table)))?.text).toBe('〔台账〕\n日期\t\t门\n二\t7')
  })
})

describe('how files are spoken of', () => {
  it.for([['a.JPG', '', 'picture'], ['a', 'video/mp4', 'film'], ['录音.m4a', 'application/octet-stream', 'sound'], ['a.pdf', '', 'pdf'], ['a.xlsx', '', 'paper'], ['a.rar', '', 'archive'], ['a', '', 'other']] as const)('%s (%s) is a %s', ([name, type, family]) => {
    expect(familyOf({ name, type })).toBe(family)
  })

  it('by what was taken out', () => {
    expect(sayCleaned({ cleaned: ['place', 'device'], covered: 2, own: true })).toBe('拍摄地点、设备型号，寄来以前已经去掉；举报人遮住了2处')
    expect(sayCleaned({ cleaned: [], own: true })).toBe('没有发现附带的信息')
    expect(sayCleaned({ own: true })).toBeNull()
    expect(sayCleaned({ original: true, own: true })).toBe('举报人另外寄来的原样，没有清理，可能写着他是谁')
  })

  it('of a unit as its own, and by kinds that are not known here as one more thing, never by a code', () => {
    expect(sayCleaned({ cleaned: ['place', 'aura', 'mood'], covered: 1, own: false })).toBe('拍摄地点、其他附带信息，发出以前已经去掉；单位遮住了1处')
    for (const said of [sayCleaned({ original: true, own: false }), sayUncleaned(false), PROBLEMS.altered]) expect(said).not.toMatch(/举报人|寄来/)
  })
})
