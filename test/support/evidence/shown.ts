/** Papers as somebody would send them to do harm, or simply from an office: a PDF that brings a script and a font that is not in it, a document with a macro. */
import { PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib'
import { Document, Packer, Paragraph } from 'docx'
import { strToU8, unzipSync, zipSync } from 'fflate'

/** Words in GBK by a font that every Chinese computer has and no such file embeds. */
const GBK = { 气瓶: 'c6f8c6bf', 通道: 'cda8b5c0' } as const

/** Two pages, one line each. On opening it would show a window, ask another host and print. */
export async function scriptedPdf(): Promise<Buffer> {
  const file = await PDFDocument.create()
  const { context } = file
  const descriptor = context.register(context.obj({ Type: 'FontDescriptor', FontName: 'STSong-Light', Flags: 6, FontBBox: [-25, -254, 1000, 880], ItalicAngle: 0, Ascent: 880, Descent: -120, CapHeight: 880, StemV: 93 }))
  const within = context.register(context.obj({
    Type: 'Font', Subtype: 'CIDFontType0', BaseFont: 'STSong-Light', FontDescriptor: descriptor, DW: 1000,
    CIDSystemInfo: { Registry: PDFString.of('Adobe'), Ordering: PDFString.of('GB1'), Supplement: 4 },
  }))
  const font = context.register(context.obj({ Type: 'Font', Subtype: 'Type0', BaseFont: 'STSong-Light', Encoding: 'GBK-EUC-H', DescendantFonts: [within] }))
  for (const hex of Object.values(GBK)) {
    const page = file.addPage([400, 300])
    page.node.setFontDictionary(page.node.newFontDictionary('F', font), font)
    const name = page.node.Resources()?.toString().match(/\/(F-\d+|F) /)?.[1] ?? 'F'
    page.node.addContentStream(context.register(context.stream(`BT /${name} 48 Tf 40 150 Td <${hex}> Tj ET`)))
  }
  const script = "app.alert('run'); app.launchURL('http://127.0.0.1:9/run'); this.print()"
  file.catalog.set(PDFName.of('OpenAction'), context.obj({ S: 'JavaScript', JS: PDFString.of(script) }))
  file.addJavaScript('run', script)
  return Buffer.from(await file.save())
}

export const SCRIPTED_WORDS = Object.keys(GBK)

/** With a program in it, and words that would be marks if anybody took them for such. */
export async function macroDocument(words: string): Promise<Buffer> {
  const file = await Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph(words), new Paragraph('<script>alert(1)</script><img src=x onerror=alert(2)>')] }] }))
  return Buffer.from(zipSync({ ...unzipSync(new Uint8Array(file)), 'word/vbaProject.bin': strToU8('Sub AutoOpen()') }))
}
