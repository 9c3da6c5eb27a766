/** Forty-one files with planted words: what is found, that nothing of it survives, and that what people see and hear is untouched. */
import { PDFDocument } from '@cantoo/pdf-lib'
import { strFromU8, unzipSync } from 'fflate'
import { ALL_FORMATS, BlobSource, EncodedPacketSink, Input } from 'mediabunny'
import { extractText, getDocumentProxy, getMeta } from 'unpdf'
import { describe, expect, it } from 'vitest'
import { boxesIn, needBox } from '../../site/evidence/clean/boxes.ts'
import { clean } from '../../site/evidence/clean/clean.ts'
import { inspect } from '../../site/evidence/clean/inspect.ts'
import { readHeif } from '../../site/evidence/clean/heif-read.ts'
import { orientationIn } from '../../site/evidence/clean/orientation.ts'
import { survivors } from '../support/evidence/planted.ts'
import { base } from '../support/evidence/pictures.ts'
import { fileOf, RECORDINGS, SAMPLES } from '../support/evidence/samples.ts'

const cleaned = async (name: string) => {
  const made = await SAMPLES[name]?.()
  if (made === undefined) throw new Error(name)
  const result = await clean(fileOf(name, made))
  return { made, result, bytes: new Uint8Array(await result.bytes.arrayBuffer()) }
}
const whats = (found: readonly { what: string }[]) => [...new Set(found.map(({ what }) => what))]

describe('every sample', () => {
  it('there are forty or more', () => {
    expect(Object.keys(SAMPLES).length).toBeGreaterThanOrEqual(40)
  })

  it.for(Object.keys(SAMPLES))('%s loses every planted word and is told', async (name) => {
    const { made, result, bytes } = await cleaned(name)
    expect(survivors(made).length).toBeGreaterThan(0)
    expect(survivors(bytes)).toEqual([])
    expect(result.misnamed).toBe(false)
    expect(result.found.length).toBeGreaterThan(0)
    expect(result.removed.length).toBeGreaterThan(0)
    // Tracked changes are somebody's words, which nobody takes out for them; encoders' marks and names inside archives are told.
    expect(result.left.filter(({ code, what }) => code !== 'stream' && code !== 'names' && what !== 'history')).toEqual([])
  })

  it.for(Object.keys(SAMPLES))('%s, once clean, is clean', async (name) => {
    const { result } = await cleaned(name)
    const again = await inspect(fileOf(name, new Uint8Array(await result.bytes.arrayBuffer())))
    expect(again.kind).toBe(result.kind)
    expect(again.found.filter(({ what }) => what !== 'history')).toEqual([])
  })
})

describe('what is told', () => {
  it('the place, the serial number, the author, the device and the time of a photograph', async () => {
    const { found } = await inspect(fileOf('exif.jpg', (await cleaned('exif.jpg')).made))
    expect(whats(found)).toEqual(['place', 'serial', 'author', 'company', 'device', 'time', 'comment', 'thumbnail', 'software', 'id', 'extra'].filter((what) => whats(found).includes(what)))
    expect(found).toContainEqual({ what: 'place', value: '26.06140, 119.30610' })
    expect(found).toContainEqual({ what: 'author', value: '赵铁柱' })
    expect(found).toContainEqual({ what: 'serial', value: 'SN-77413-QX' })
  })

  it('the place of a film, and the track that its sensors wrote', async () => {
    const { found } = await inspect(fileOf('phone.mp4', base('phone.mp4')))
    expect(found.find(({ what }) => what === 'place')?.value).toBe('26.06139, 119.30609')
    expect(whats(found)).toContain('track')
  })

  it('which file of an archive it stands in', async () => {
    const { result } = await cleaned('all.zip')
    expect(result.removed).toContainEqual({ what: 'author', value: '赵铁柱', entry: 'c.zip / photo.jpg' })
    expect(result.left).toContainEqual({ code: 'names' })
  })

  it('a file that says it is something else', async () => {
    const misnamed = async (name: string) => (await inspect(fileOf(name, base('plain.png')))).misnamed
    expect(await misnamed('plain.jpg')).toBe(true)
    expect(await misnamed('plain.PNG')).toBe(false)
    expect(await misnamed('plain')).toBe(false)
  })

  it('a kind that nobody here can clean is handed back as it came', async () => {
    for (const [bytes, code] of [[Buffer.from('just words'), 'kind'], [Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'old-office'], [Buffer.from('Rar!\x1a\x07\x01\0'), 'kind']] as const) {
      const file = fileOf('a', bytes)
      const result = await clean(file)
      expect(result.bytes).toBe(file)
      expect(result.left).toEqual([{ code }])
    }
  })
})

describe('what people see and hear stays', () => {
  it('a JPEG keeps its coded picture byte for byte, and one tag: which way up it is', async () => {
    const { bytes } = await cleaned('upright.jpg')
    const scan = (file: Uint8Array) => Buffer.from(file).subarray(Buffer.from(file).lastIndexOf(Buffer.from([0xff, 0xda])))
    expect(scan(bytes).equals(scan(base('plain.jpg')))).toBe(true)
    const at = Buffer.from(bytes).indexOf('Exif\0\0')
    expect(orientationIn(bytes.subarray(at + 6))).toBe(6)
    expect(Buffer.from((await cleaned('exif.jpg')).bytes).indexOf('Exif\0\0')).toBe(-1)
  })

  it('a film without a picture cut out of the end of a photograph', async () => {
    const { made, bytes } = await cleaned('motion.jpg')
    expect(made.includes('ftyp')).toBe(true)
    expect(Buffer.from(bytes).includes('ftyp')).toBe(false)
    expect(Buffer.from(bytes).subarray(-2).toString('hex')).toBe('ffd9')
  })

  it('a HEIC keeps picture, size and turn, in a file of its own with nothing else in it', async () => {
    const { made, bytes } = await cleaned('phone.heic')
    const [before, after] = [readHeif(new Uint8Array(made)), readHeif(bytes)]
    expect(after.items).toEqual([{ id: 1, type: 'hvc1' }])
    expect(after.properties.map(({ type }) => type)).toEqual(['ispe', 'hvcC', 'pixi', 'free', 'irot'])
    expect(after.uses.get(1)?.map(({ index }) => index)).toEqual([1, 2, 3, 5])
    expect(after.data.get(1)?.length ?? 0).toBeGreaterThan(100)
    expect(before.properties.find(({ type }) => type === 'hvcC')?.content.length).toBeGreaterThan(after.properties.find(({ type }) => type === 'hvcC')?.content.length ?? 0)
    expect(boxesIn(bytes).map(({ type }) => type)).toEqual(['ftyp', 'meta', 'mdat'])
  })

  it.for(RECORDINGS)('%s keeps each picture and each stretch of sound, in order', async (name) => {
    const { made, bytes } = await cleaned(name)
    const [before, after] = [await packetsOf(made), await packetsOf(bytes)]
    expect(after.length).toBeGreaterThan(0)
    expect(after.map(({ times }) => times)).toEqual(before.map(({ times }) => times))
    for (const [n, { sizes, codec }] of after.entries()) if (!/^(?:avc|hevc)/.test(codec ?? '')) expect(sizes).toEqual(before[n]?.sizes)
  })

  it('a film says nothing of when it was made, not even when it was cleaned', async () => {
    const moov = boxesIn(needBox(boxesIn((await cleaned('phone.mp4')).bytes), 'moov').content)
    expect([...needBox(moov, 'mvhd').content.subarray(4, 12)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0])
  })

  it('a film lying on its side still stands up', async () => {
    using input = new Input({ source: new BlobSource((await cleaned('iphone.mov')).result.bytes), formats: ALL_FORMATS })
    using old = new Input({ source: new BlobSource(new Blob([new Uint8Array(base('iphone.mov'))])), formats: ALL_FORMATS })
    expect(await (await input.getPrimaryVideoTrack())?.getRotation()).toBe(await (await old.getPrimaryVideoTrack())?.getRotation())
  })

  it('a PDF keeps its pages, and no object that they do not lead to', async () => {
    const { bytes } = await cleaned('revised.pdf')
    const file = await PDFDocument.load(bytes, { updateMetadata: false })
    expect(file.getPageCount()).toBe(1)
    expect((await extractText(await getDocumentProxy(bytes.slice()))).text.join()).toBe('gate')
    expect(Buffer.from(bytes).includes('ZhaoPhone')).toBe(false)
  })

  it('a PDF says nothing of itself to another reader, and its remark is still there', async () => {
    const { made, bytes } = await cleaned('gate.pdf')
    expect((await getMeta(await getDocumentProxy(new Uint8Array(made)))).info['Author']).toBe('赵铁柱')
    const file = await getDocumentProxy(bytes.slice())
    expect(Object.keys((await getMeta(file)).info).filter((key) => /Author|Title|Producer|Creator|Date/.test(key))).toEqual([])
    expect(await (await file.getPage(1)).getAnnotations()).toMatchObject([{ contentsObj: { str: 'gate' }, titleObj: { str: '' } }])
    expect(await file.getAttachments()).toBeNull()
  })

  it('a PDF that is locked against copying only is opened and cleaned; one with a password is handed back, and why', async () => {
    const locked = async (userPassword: string) => {
      const file = await PDFDocument.create()
      file.addPage([100, 100]).drawText('gate')
      file.setAuthor('赵铁柱')
      file.encrypt({ ownerPassword: 'a', userPassword })
      return fileOf('a.pdf', await file.save())
    }
    const open = await clean(await locked(''))
    expect(open.left).toEqual([])
    expect((await extractText(await getDocumentProxy(new Uint8Array(await open.bytes.arrayBuffer())))).text.join()).toBe('gate')
    const shut = await locked('b')
    const back = await clean(shut)
    expect(back.left).toEqual([{ code: 'locked' }])
    expect(back.bytes).toBe(shut)
  })

  it.for([['gate.docx', 'word/document.xml', 'docProps/core.xml'], ['gate.xlsx', 'xl/workbook.xml', 'docProps/app.xml'], ['gate.pptx', 'ppt/presentation.xml', 'ppt/changesInfos/changesInfo1.xml'], ['gate.odt', 'content.xml', 'meta.xml']] as const)('%s keeps its words and points at nothing that is gone', async ([name, kept, gone]) => {
    const parts = unzipSync((await cleaned(name)).bytes)
    expect(Object.keys(parts)).toContain(kept)
    expect(Object.keys(parts)).not.toContain(gone)
    if (name !== 'gate.pptx') expect(Object.values(parts).some((part) => strFromU8(part).includes('gate'))).toBe(true)
    for (const [part, data] of Object.entries(parts)) {
      if (part === '[Content_Types].xml') for (const [, target = ''] of strFromU8(data).matchAll(/PartName="\/([^"]+)"/g)) expect(Object.keys(parts)).toContain(target)
      if (part === '_rels/.rels') for (const [, target = ''] of strFromU8(data).matchAll(/Target="\/?([^"]+)"/g)) expect(Object.keys(parts)).toContain(target)
    }
  })
})

/** Of each track of pictures or sound: what it is coded in, when each packet is shown, and how long it is. */
async function packetsOf(bytes: Uint8Array) {
  using input = new Input({ source: new BlobSource(new Blob([new Uint8Array(bytes)])), formats: ALL_FORMATS })
  const tracks = (await input.getTracks()).filter(({ type }) => type !== 'subtitle')
  return await Promise.all(tracks.map(async (track) => {
    const packets = []
    for await (const packet of new EncodedPacketSink(track).packets()) packets.push(packet)
    return { codec: await track.getCodec(), times: packets.map(({ timestamp }) => timestamp.toFixed(2)), sizes: packets.map(({ byteLength }) => byteLength) }
  }))
}
