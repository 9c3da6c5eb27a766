/** Documents that are made to fill the memory of whoever opens them. */
import { strToU8, zipSync, type Zippable } from 'fflate'
import { expect, it } from 'vitest'
import { paperText } from '../../site/evidence/paper-text.ts'

const packed = (parts: Zippable) => zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'xl/workbook.xml': strToU8('<x/>'), ...parts })
const sheet = (n: number, room = 0) => strToU8(`<row><c><v>${n}号</v></c></row>${' '.repeat(room)}`)
const read = async (bytes: Uint8Array<ArrayBuffer>) => paperText(new Blob([bytes]), 'xlsx')

/** Every place of these letters. */
const placesOf = (bytes: Uint8Array, letters: string) => [...Buffer.from(bytes).toString('latin1').matchAll(new RegExp(letters, 'g'))].map(({ index }) => index)

it('a part that is named twice is read once', async () => {
  const bytes = packed({ 'xl/worksheets/sheet1.xml': sheet(1), 'xl/worksheets/sheet2.xml': sheet(2) })
  for (const at of placesOf(bytes, 'sheet2')) bytes[at + 5] = 0x31
  expect((await read(bytes))?.text.match(/号/g)).toHaveLength(1)
})

it('of parts that unpack to more than a document has, the first are read', async () => {
  const large = (n: number) => sheet(n, 28 << 20)
  const text = (await read(packed({ 'xl/worksheets/sheet1.xml': large(1), 'xl/worksheets/sheet2.xml': large(2), 'xl/worksheets/sheet3.xml': large(3) })))?.text ?? ''
  expect(['1号', '2号', '3号'].map((word) => text.includes(word))).toEqual([true, true, false])
})

it('a part that lies there unpacked, and says that it is smaller, is a damaged document', async () => {
  const bytes = packed({ 'xl/worksheets/sheet1.xml': [sheet(1), { level: 0 }] })
  const [, central = 0] = placesOf(bytes, 'xl/worksheets/sheet1')
  // Its size unpacked, in the directory.
  bytes.fill(0, central - 46 + 24, central - 46 + 28)
  await expect(read(bytes)).rejects.toMatchObject({ code: 'damaged' })
})

it('a part that says it unpacks to more than anything packs into so few bytes is a bomb', async () => {
  const bytes = packed({ 'xl/worksheets/sheet1.xml': sheet(1) })
  const [, central = 0] = placesOf(bytes, 'xl/worksheets/sheet1')
  new DataView(bytes.buffer).setUint32(central - 46 + 24, 30 << 20, true)
  await expect(read(bytes)).rejects.toMatchObject({ code: 'too-much' })
})
