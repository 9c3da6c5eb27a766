/** What was chosen: what is taken, refused and cleaned in which order, and what is said of it. No browser: files are Node's. */
import { evidenceWords } from '#contract/county/evidence.ts'
import { fill } from '#contract/rules/fill.ts'
import { MAX_EVIDENCE_BYTES, MAX_FILES } from '#contract/rules/part-size.ts'
import { describe, expect, it, vi } from 'vitest'
import { clean } from '../../site/evidence/clean/clean.ts'
import { CleanFailure } from '../../site/evidence/clean/failure.ts'
import { kindOf } from '../../site/evidence/clean/kind.ts'
import { draw, openPicture } from '../../site/evidence/pick/covering.ts'
import { boardOf, nameOf, originalNameOf } from '../../site/evidence/pick/names.ts'
import { Picked, type Cleaner } from '../../site/evidence/pick/picked.ts'
import { PickedFiles } from '../../site/evidence/pick/picked-files.ts'
import { leftOf, sayPlace, toldOf } from '../../site/evidence/pick/told.ts'
import { saySize } from '../../site/evidence/say-size.ts'
import { sizeIn } from '../../site/evidence/picture-size.ts'
import { PAPERS } from '../support/evidence/papers.ts'
import { base, PICTURES, vastPng } from '../support/evidence/pictures.ts'

/** The real cleaning, without its thread. */
const here: Cleaner = async (file) => {
  try {
    return await clean(file)
  } catch (fault) {
    if (fault instanceof CleanFailure) return { failed: fault.code }
    throw fault
  }
}
const fileOf = (name: string, bytes: Uint8Array | string) => new File([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)], name)
const photo = async (name = 'IMG_1.jpg') => fileOf(name, (await PICTURES['exif.jpg']?.()) ?? '')
/** Says that it is so long, without being it. */
const long = (size: number) => Object.defineProperty(fileOf('a.mp4', 'x'), 'size', { value: size })

describe('what was chosen', () => {
  it('is cleaned one after another, in order, and each change is told', async () => {
    let running = 0
    let most = 0
    const picked = new Picked(async (file) => {
      most = Math.max(most, (running += 1))
      const cleaned = await here(file)
      running -= 1
      return cleaned
    })
    let told = 0
    picked.listen(() => (told += 1))
    picked.add([await photo(), fileOf('说明.txt', '后门'), await photo('IMG_2.jpg')])
    expect(picked.items.map(({ state }) => state)).toEqual(['cleaning', 'cleaning', 'cleaning'])
    await picked.settled()
    expect(picked.items.map(nameOf)).toEqual(['照片1.jpg', '说明.txt', '照片2.jpg'])
    expect([most, told]).toEqual([1, 6])
  })

  it('says which one is empty or damaged, and goes on with the next', async () => {
    const picked = new Picked(here)
    picked.add([fileOf('空.jpg', ''), fileOf('坏.zip', 'PK\x03\x04' + 'x'.repeat(50)), await photo()])
    await picked.settled()
    expect(picked.items.map(({ refused }) => refused)).toEqual(['empty', 'damaged', null])
    expect(picked.taken.at(-1)?.state).toBe('ready')
  })

  it('holds the two limits over everything, what the report has before and originals included', async () => {
    const full = new Picked(here, { files: MAX_FILES - 2, bytes: 0 })
    full.add([await photo(), await photo(), await photo()])
    expect(full.items.map(({ refused }) => refused)).toEqual([null, null, 'count'])
    const big = new Picked(() => new Promise(() => undefined), { files: 0, bytes: 100 })
    big.add([long(MAX_EVIDENCE_BYTES - 100), long(1)])
    expect(big.items.map(({ refused }) => refused)).toEqual([null, 'size'])
    await full.settled()
    full.keepOriginal(1, true)
    expect(full.items.map((item) => [item.keepsOriginal, full.fitsOriginal(item)])).toEqual([[false, false], [false, false], [false, false]])
    full.remove(2)
    expect(full.items.map((item) => full.fitsOriginal(item))).toEqual([true, true])
    full.keepOriginal(1, true)
    expect([full.items[0]?.keepsOriginal, full.room.files]).toEqual([true, 0])
  })

  it('says which was painted over without being kept, until that is kept, left or taken away', async () => {
    const picked = new PickedFiles(here)
    picked.add([await photo(), await photo()])
    await picked.settled()
    const [, second] = picked.items
    if (second === undefined) throw new Error('there is no second')
    expect(picked.unkept()).toEqual([])
    picked.brush(second.id, true)
    expect(picked.unkept()).toEqual([{ field: boardOf(second), sentence: evidenceWords.cover.unkept.replace('{name}', '照片2.jpg') }])
    picked.brush(second.id, false)
    expect(picked.unkept()).toEqual([])
    picked.brush(second.id, true)
    picked.remove(second.id)
    expect(picked.unkept()).toEqual([])
  })

  it('may be taken away while it waits, and then nobody cleans it', async () => {
    const cleaned: string[] = []
    const picked = new Picked((file) => (cleaned.push(file.name), here(file)))
    picked.add([await photo('a.jpg'), await photo('b.jpg')])
    picked.remove(2)
    await picked.settled()
    expect(cleaned).toEqual(['a.jpg'])
  })

  it('keeps telling what was taken out once something was covered by hand', async () => {
    const picked = new Picked(here)
    picked.add([await photo()])
    await picked.settled()
    const again = await here(fileOf('a.jpg', base('plain.jpg')))
    if ('failed' in again) throw new Error(again.failed)
    expect(picked.cover(1, again, 2)).toBe('covered')
    expect(picked.items[0]).toMatchObject({ covered: 2, cleaned: { bytes: again.bytes } })
    expect(picked.items[0]?.cleaned?.removed.map(({ what }) => what)).toContain('place')
  })

  it('is not covered where what comes out of it would not fit any more: the picture stays as it was', async () => {
    const picked = new Picked(here, { files: 0, bytes: MAX_EVIDENCE_BYTES - 20_000 })
    picked.add([await photo()])
    await picked.settled()
    const before = picked.items[0]?.cleaned
    const room = picked.room.bytes + (before?.bytes.size ?? 0)
    const of = (size: number) => ({ ...(before ?? expectCleaned()), bytes: new Blob([new Uint8Array(size)]) })
    expect(picked.cover(1, of(room + 1), 1)).toBe('no-room')
    expect(picked.items[0]).toMatchObject({ covered: 0, cleaned: before })
    expect([picked.cover(1, of(room), 1), picked.room.bytes]).toEqual(['covered', 0])
  })

  it('keeps what it is at the end of its name where it goes as it was, whatever covering made of it', async () => {
    const picked = new Picked(here)
    picked.add([fileOf('IMG_3.webp', (await PICTURES['exif.webp']?.()) ?? ''), fileOf('值班.记录.docx', new Uint8Array(await (PAPERS['gate.docx']?.() ?? []))), fileOf('没有后缀', '后门')])
    await picked.settled()
    picked.cover(1, await clean(fileOf('a.jpg', base('plain.jpg'))), 1)
    expect(picked.items.map((item) => [nameOf(item), originalNameOf(item)])).toEqual([['照片1.jpg', '照片1（原样）.webp'], ['值班.记录.docx', '值班.记录（原样）.docx'], ['没有后缀', '没有后缀（原样）']])
  })
})

describe('how large a picture says that it is', () => {
  it.for(Object.keys(PICTURES))('%s: as it is drawn', async (name) => {
    const bytes = new Uint8Array((await PICTURES[name]?.()) ?? [])
    expect(sizeIn(bytes, await kindOf(new Blob([bytes])))).toEqual({ width: 64, height: 48 })
  })

  it('is read before anything is drawn: a few bytes that ask for gigabytes are refused, and cut ones too', async () => {
    const bomb = new Uint8Array(vastPng(60_000))
    expect(sizeIn(bomb, 'png')).toEqual({ width: 60_000, height: 60_000 })
    expect(await openPicture(new Blob([bomb]), 'png')).toBeNull()
    for (const [name, kind] of [['plain.jpg', 'jpeg'], ['plain.webp', 'webp'], ['plain.avif', 'avif'], ['plain.gif', 'gif']] as const) expect(() => sizeIn(new Uint8Array(base(name).subarray(0, 7)), kind), name).toThrow(CleanFailure)
  })
})

describe('a stroke of mosaic', () => {
  it('makes the picture small once for each size of the brush, and covers every spot of it', () => {
    const done: string[] = []
    const contextOf = (canvas: object) => ({
      canvas, drawImage: (what: unknown) => done.push(what === picture ? 'picture' : 'blocks'), rect: () => done.push('spot'), fillRect: () => done.push('black'),
      save: () => undefined, beginPath: () => undefined, clip: () => undefined, restore: () => undefined,
    })
    const picture = { width: 4000, height: 3000 } as ImageBitmap
    // What Node has none of.
    vi.stubGlobal('OffscreenCanvas', class {
      getContext = () => contextOf(this)
    })
    const spot = (x: number, side: number, manner: 'mosaic' | 'solid') => ({ x, y: 0.5, side, manner })
    draw(contextOf(picture) as unknown as CanvasRenderingContext2D, picture, [spot(0.1, 0.1, 'mosaic'), spot(0.2, 0.1, 'solid'), spot(0.3, 0.05, 'mosaic'), spot(0.4, 0.1, 'mosaic')])
    vi.unstubAllGlobals()
    expect(done).toEqual(['picture', 'picture', 'spot', 'spot', 'blocks', 'picture', 'spot', 'blocks', 'black'])
  })
})

const expectCleaned = (): never => {
  throw new Error('not cleaned')
}

describe('what is said of it', () => {
  it('names the place in degrees once, the moment as a day, and no word of a library', async () => {
    for (const name of ['exif.jpg', 'xmp.jpg', 'iptc.jpg', 'motion.jpg', 'text.png', 'phone.heic']) {
      const { removed } = await clean(fileOf(name, (await PICTURES[name]?.()) ?? ''))
      const told = toldOf(removed, 'zh-CN')
      expect(JSON.stringify(told), name).not.toMatch(/latitude|longitude|encoded text|MakerNote|APP\d|\[\d+\]|undefined/)
      if (name === 'exif.jpg') {
        expect(told.place === null ? '' : sayPlace(told.place)).toBe('北纬26.0614度，东经119.3061度')
        expect(told.lines.find(({ what }) => what === 'place')?.values).toEqual([])
        expect(told.lines.find(({ what }) => what === 'time')?.values).toEqual(['2025年3月14日 02:11'])
        expect(told.more).toBe('还去掉了：缩略图、文件编号、夹带的数据')
      }
    }
    expect(sayPlace({ lat: -1.5, lon: -70 })).toBe('南纬1.5000度，西经70.0000度')
  })

  it('gives each reason once, and sizes as people say them', () => {
    expect(leftOf({ left: [{ code: 'stands', what: 'place' }, { code: 'kind' }, { code: 'kind', entry: 'a' }] })).toEqual([fill(evidenceWords.left.stands, { what: evidenceWords.what.place }), evidenceWords.left.kind])
    expect([0, 999_999, 1_000_000, 3_456_789, 9_999_999, 43_533_038, MAX_EVIDENCE_BYTES].map(saySize)).toEqual(['不到1兆', '不到1兆', '1兆', '3.4兆', '9.9兆', '43兆', '500兆'])
  })
})
