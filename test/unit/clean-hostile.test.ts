/** Files made to break or to choke whoever opens them: each ends with one of three codes or with a plain word on what could not be done, soon, and in little memory. */
import { zipSync, zlibSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { clean } from '../../site/evidence/clean/clean.ts'
import type { CleanCode } from '#contract/evidence.ts'
import { Sink } from '../../site/evidence/clean/sink.ts'
import { chunk, exifSegment, jpeg, png, segment } from '../support/evidence/pictures.ts'
import { fileOf, SAMPLES } from '../support/evidence/samples.ts'

/** The code it fails with, or what is left. */
async function outcome(bytes: Uint8Array, name = 'a'): Promise<CleanCode | readonly string[]> {
  const answer = await clean(fileOf(name, bytes)).then(({ left }) => left.map(({ code }) => code), (fault: { code: CleanCode }) => fault.code)
  if (typeof answer === 'string') expect(['empty', 'damaged', 'too-much']).toContain(answer)
  return answer
}

describe('files that are broken', () => {
  it('nothing at all', async () => {
    expect(await outcome(new Uint8Array(0))).toBe('empty')
  })

  it.for(Object.keys(SAMPLES))('%s, cut off anywhere, ends with a code or clean', { timeout: 120_000 }, async (name) => {
    const whole = await SAMPLES[name]?.()
    if (whole === undefined) throw new Error(name)
    for (const share of [0.02, 0.1, 0.3, 0.5, 0.8, 0.99]) await outcome(whole.subarray(0, Math.max(1, Math.floor(whole.length * share))), name)
  })

  it.for(Object.keys(SAMPLES))('%s with bytes turned ends with a code or clean', { timeout: 120_000 }, async (name) => {
    const whole = await SAMPLES[name]?.()
    if (whole === undefined) throw new Error(name)
    for (let seed = 1; seed <= 12; seed += 1) {
      const turned = Buffer.from(whole)
      for (let n = 0; n < 8; n += 1) turned[(seed * 7919 + n * 104_729) % Math.min(turned.length, 4000)] = (seed * 31 + n * 17) & 255
      await outcome(turned, name)
    }
  })

  it.for([['exif.jpg', 0.5], ['xmp.png', 0.5], ['phone.heic', 0.5], ['gate.docx', 0.5], ['phone.mp4', 0.5]] as const)('half of %s is damaged, and says so', async ([name, share]) => {
    const whole = await SAMPLES[name]?.()
    expect(await outcome((whole ?? Buffer.alloc(0)).subarray(0, Math.floor((whole?.length ?? 0) * share)))).toBe('damaged')
  })

  it('right first bytes with nothing behind them', async () => {
    for (const head of ['ffd8ffe0', '89504e470d0a1a0a', '474946383961', '255044462d312e37', '504b0304', '1a45dfa3', '0000001c6674797061766966', '4f676753', '664c6143', '52494646000000005745425056503820']) {
      expect(await outcome(Buffer.from(head, 'hex'))).toBe('damaged')
    }
  })

  it('a picture whose tags cannot be read is cleaned all the same', async () => {
    const turned = jpeg([segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0II*\0'), Buffer.alloc(40, 0xff), Buffer.from('赵铁柱')]))])
    const { bytes } = await clean(fileOf('a.jpg', turned))
    expect(Buffer.from(await bytes.arrayBuffer()).includes('赵铁柱')).toBe(false)
  })
})

describe('files that are made to choke', { timeout: 60_000 }, () => {
  it('a zip that says how much it unpacks to, and it is too much', async () => {
    const file = Buffer.from(zipSync({ a: new Uint8Array(1 << 20) }))
    const directory = file.lastIndexOf('PK\x01\x02', undefined, 'latin1')
    file.writeUInt32LE(0xfffffff0, directory + 24)
    expect(await outcome(file)).toBe('too-much')
  })

  it('a zip that says less than it unpacks to', async () => {
    const file = Buffer.from(zipSync({ a: new Uint8Array(64 << 20) }))
    file.writeUInt32LE(1000, file.lastIndexOf('PK\x01\x02', undefined, 'latin1') + 24)
    const before = process.memoryUsage().rss
    expect(await outcome(file)).toBe('too-much')
    expect(process.memoryUsage().rss - before).toBeLessThan(200 << 20)
  })

  it('five archives in one another: three are opened, the rest is told', async () => {
    let file = zipSync({ 'photo.jpg': new Uint8Array(jpeg([exifSegment()])) })
    for (let depth = 1; depth < 5; depth += 1) file = zipSync({ 'inner.zip': file })
    expect(await outcome(file)).toContain('nested')
  })

  it('a hundred thousand segments', async () => {
    const many = jpeg(Array.from({ length: 100_000 }, () => segment(0xfe, Buffer.from('a'))))
    const begun = performance.now()
    expect(await outcome(many)).toEqual([])
    expect(performance.now() - begun).toBeLessThan(20_000)
  })

  it('a hundred thousand chunks, and a profile that unpacks to gigabytes', async () => {
    expect(await outcome(png(Array.from({ length: 100_000 }, () => chunk('tEXt', Buffer.from('a\0b')))))).toEqual([])
    expect(await outcome(png([chunk('iCCP', Buffer.concat([Buffer.from('a\0\0', 'latin1'), zlibSync(new Uint8Array(200 << 20))]))]))).toBe('too-much')
  })

  it('a PDF whose tables and pages lead in circles', async () => {
    const words = '%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2/Parent 2 0 R>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/Annots[3 0 R]/Resources 3 0 R>>\nendobj\ntrailer\n<</Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF\n'
    expect(await outcome(Buffer.from(words))).toEqual([])
  })

  it('a PDF that leads ten thousand deep, and one with a stream that unpacks to gigabytes', async () => {
    const chain = Array.from({ length: 10_000 }, (_, n) => `${n + 3} 0 obj\n<</A ${n + 4} 0 R>>\nendobj\n`).join('')
    expect(await outcome(Buffer.from(`%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0/X 3 0 R>>\nendobj\n${chain}trailer\n<</Root 1 0 R>>\n%%EOF`))).toEqual([])
    const packed = Buffer.from(zlibSync(new Uint8Array(400 << 20)))
    const bomb = Buffer.concat([Buffer.from(`%PDF-1.7\n1 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length ${packed.length}>>\nstream\n`), packed, Buffer.from('\nendstream\nendobj\n%%EOF')])
    expect(await outcome(bomb)).toBe('too-much')
  })

  it('a film is never whole in memory: pages of four mebibytes, patched where they are', async () => {
    const sink = new Sink()
    for (let n = 0; n < 3; n += 1) sink.write(new Uint8Array(3 << 20).fill(n + 1))
    sink.write(Uint8Array.of(9, 9, 9, 9), (4 << 20) - 2)
    sink.write(Uint8Array.of(8), 0)
    const bytes = new Uint8Array(await sink.blob().arrayBuffer())
    expect(bytes.length).toBe(9 << 20)
    expect([bytes[0], bytes[1], bytes[3 << 20]]).toEqual([8, 1, 2])
    expect([...bytes.subarray((4 << 20) - 3, (4 << 20) + 3)]).toEqual([2, 9, 9, 9, 9, 2])
    expect(() => sink.write(new Uint8Array(1), 10 << 20)).toThrow('damaged')
  })
})
