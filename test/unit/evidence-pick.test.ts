/** What was chosen: what is taken, refused and cleaned in which order, and what is said of it. No browser: files are Node's. */
import { evidenceWords } from '#contract/county/evidence.ts'
import { MAX_EVIDENCE_BYTES, MAX_FILES } from '#contract/rules/part-size.ts'
import { describe, expect, it } from 'vitest'
import { clean } from '../../site/evidence/clean/clean.ts'
import { CleanFailure } from '../../site/evidence/clean/failure.ts'
import { nameOf } from '../../site/evidence/pick/names.ts'
import { Picked, type Cleaner } from '../../site/evidence/pick/picked.ts'
import { leftOf, sayPlace, saySize, toldOf } from '../../site/evidence/pick/told.ts'
import { PICTURES } from '../support/evidence/pictures.ts'
import { base } from '../support/evidence/pictures.ts'

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
    picked.cover(1, again, 2)
    expect(picked.items[0]).toMatchObject({ covered: 2, cleaned: { bytes: again.bytes } })
    expect(picked.items[0]?.cleaned?.removed.map(({ what }) => what)).toContain('place')
  })
})

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
    expect(leftOf({ left: [{ code: 'stands', what: 'place' }, { code: 'kind' }, { code: 'kind', entry: 'a' }] })).toEqual(['清理完又查了一遍，拍摄地点还在。', evidenceWords.left.kind])
    expect([0, 999_999, 1_000_000, MAX_EVIDENCE_BYTES].map(saySize)).toEqual(['不到1兆', '不到1兆', '1兆', '500兆'])
  })
})
