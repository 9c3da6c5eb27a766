/** Papers with planted words: PDF, Word, Excel, PowerPoint, OpenDocument, and archives of them. */
import { PDFDocument, PDFHexString, PDFName, PDFString } from '@cantoo/pdf-lib'
import { Document, Packer, Paragraph } from 'docx'
import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from 'fflate'
import { write } from 'hucre'
import { XMP } from './exif.ts'
import { exifSegment, jpeg } from './pictures.ts'

const AT = '2025-03-14T02:11:09Z'

export async function pdf(): Promise<Buffer> {
  const file = await PDFDocument.create()
  const { context } = file
  file.setAuthor('赵铁柱')
  file.setTitle('后门拍的')
  file.setProducer('ZhaoPhone Office')
  const page = file.addPage([300, 200])
  page.drawText('gate', { x: 20, y: 150 })
  page.drawImage(await file.embedJpg(jpeg([exifSegment()])), { x: 20, y: 20, width: 128, height: 96 })
  await file.attach(Buffer.from('SN-77413-QX 赵铁柱'), 'note.txt', { creationDate: new Date(AT) })
  const remark = context.obj({ Type: 'Annot', Subtype: 'Text', Rect: [0, 0, 20, 20], T: PDFHexString.fromText('赵铁柱'), Contents: PDFString.of('gate'), M: PDFString.of('D:20250314021109+08'), NM: PDFString.of('SN-77413-QX') })
  page.node.set(PDFName.of('Annots'), context.obj([context.register(remark)]))
  page.node.set(PDFName.of('PieceInfo'), context.obj({ Zhao: { Private: PDFHexString.fromText('赵铁柱') } }))
  page.node.set(PDFName.of('Thumb'), context.register(context.stream('SN-77413-QX', { Width: 1, Height: 1 })))
  file.catalog.set(PDFName.of('Metadata'), context.register(context.stream(XMP, { Type: 'Metadata', Subtype: 'XML' })))
  file.catalog.set(PDFName.of('OpenAction'), context.obj({ S: 'JavaScript', JS: PDFString.of('SN-77413-QX') }))
  context.trailerInfo.ID = context.obj([PDFHexString.of('0123456789ABCDEF'), PDFHexString.of('0123456789ABCDEF')])
  return Buffer.from(await file.save())
}

/** Changed afterwards by a program that only adds: the old words are still in front. */
export async function revisedPdf(): Promise<Buffer> {
  const file = await PDFDocument.create()
  const page = file.addPage([300, 200])
  page.drawText('gate', { x: 20, y: 150 })
  const old = Buffer.from(await file.save({ useObjectStreams: false }))
  const root = /\/Root (\d+) 0 R/.exec(old.toString('latin1'))?.[1] ?? '1'
  return Buffer.concat([old, Buffer.from(`\n900 0 obj\n<</Author(SN-77413-QX)/Company<${Buffer.from('示范化工有限公司').toString('hex')}>>>\nendobj\n901 0 obj\n(ZhaoPhone)\nendobj\ntrailer\n<</Root ${root} 0 R/Info 900 0 R/Size 902/ID[<53> <53>]>>\nstartxref\n0\n%%EOF\n`)])
}

type Parts = Record<string, string | Uint8Array>
const bytesOf = (part: string | Uint8Array): Uint8Array => (typeof part === 'string' ? strToU8(part) : part)
const zip = (parts: Parts): Buffer => {
  const files: Zippable = Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, [bytesOf(part), { mtime: new Date(2025, 2, 14, 2, 11), comment: 'SN-77413-QX', level: name === 'mimetype' ? 0 : 6 }]]))
  return Buffer.from(zipSync(files))
}

/** A real document with more parts and changed ones. */
function changed(file: Uint8Array, change: (parts: Record<string, string>) => Parts): Buffer {
  const old = unzipSync(file)
  const text = Object.fromEntries(Object.entries(old).filter(([name]) => /\.(?:xml|rels)$/.test(name)).map(([name, data]) => [name, strFromU8(data)]))
  return zip({ ...old, ...change(text) })
}

const CORE = `<?xml version="1.0"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><dc:creator>赵铁柱</dc:creator><cp:lastModifiedBy>赵铁柱</cp:lastModifiedBy><dc:description>后门拍的</dc:description><dcterms:created>${AT}</dcterms:created></cp:coreProperties>`
const APP = '<?xml version="1.0"?><Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Company>示范化工有限公司</Company><Manager>赵铁柱</Manager><Application>ZhaoPhone Office</Application></Properties>'
const photo = jpeg([exifSegment()])
const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

export async function docx(): Promise<Buffer> {
  const file = await Packer.toBuffer(new Document({ creator: '赵铁柱', sections: [{ children: [new Paragraph('gate')] }] }))
  return changed(file, (text) => ({
    'docProps/core.xml': CORE,
    'docProps/app.xml': APP,
    'docProps/thumbnail.jpeg': photo,
    'word/media/photo.jpeg': photo,
    'word/people.xml': '<w15:people xmlns:w15="x"><w15:person w15:author="赵铁柱"><w15:presenceInfo w15:providerId="AD" w15:userId="SN-77413-QX"/></w15:person></w15:people>',
    'word/comments.xml': `<w:comments xmlns:w="x"><w:comment w:id="0" w:author="赵铁柱" w:initials="赵铁柱" w:date="${AT}"/></w:comments>`,
    'customXml/item1.xml': '<a>示范化工有限公司</a>',
    'word/document.xml': (text['word/document.xml'] ?? '').replace('<w:p>', `<w:p w:rsidR="00A77413" w:rsidRDefault="00A77413"><w:pPr><w:rPr><w:ins w:id="1" w:author="赵铁柱" w:date="${AT}"/></w:rPr></w:pPr>`),
    'word/settings.xml': (text['word/settings.xml'] ?? '<w:settings xmlns:w="x"></w:settings>').replace(/<\/w:settings>/, '<w:rsids><w:rsidRoot w:val="00A77413"/></w:rsids><w:docVars><w:docVar w:name="a" w:val="赵铁柱"/></w:docVars></w:settings>'),
    'word/_rels/settings.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATION}/attachedTemplate" Target="file:///C:\\Users\\赵铁柱\\Normal.dotm" TargetMode="External"/></Relationships>`,
    '[Content_Types].xml': (text['[Content_Types].xml'] ?? '').replace('</Types>', '<Default Extension="jpeg" ContentType="image/jpeg"/><Override PartName="/word/people.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.people+xml"/></Types>'),
  }))
}

export async function xlsx(): Promise<Buffer> {
  const file = await write({ sheets: [{ name: 'gate', rows: [['gate', 1]] }] })
  return changed(new Uint8Array(file), (text) => ({
    'docProps/core.xml': CORE,
    'docProps/app.xml': APP,
    'xl/printerSettings/printerSettings1.bin': Buffer.from('ZhaoPhone 打印机 SN-77413-QX', 'utf16le'),
    'xl/persons/person.xml': '<personList><person displayName="赵铁柱" id="{1}" userId="SN-77413-QX" providerId="AD"/></personList>',
    'xl/threadedComments/threadedComment1.xml': `<ThreadedComments><threadedComment ref="A1" dT="${AT}" personId="{1}" id="{2}"><text>gate</text></threadedComment></ThreadedComments>`,
    'xl/comments1.xml': '<comments><authors><author>赵铁柱</author></authors></comments>',
    'xl/workbook.xml': (text['xl/workbook.xml'] ?? '').replace(/<sheets>/, '<fileSharing userName="赵铁柱"/><mc:AlternateContent xmlns:mc="m"><mc:Choice Requires="x15"><x15ac:absPath xmlns:x15ac="x" url="C:\\Users\\赵铁柱\\"/></mc:Choice></mc:AlternateContent><sheets>'),
  }))
}

export const pptx = (): Buffer => zip({
  '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/docProps/core.xml" ContentType="a"/><Override PartName="/ppt/presentation.xml" ContentType="b"/></Types>',
  '_rels/.rels': `<Relationships><Relationship Id="rId1" Type="${RELATION}/officeDocument" Target="ppt/presentation.xml"/><Relationship Id="rId2" Type="core" Target="docProps/core.xml"/></Relationships>`,
  'docProps/core.xml': CORE,
  'ppt/presentation.xml': '<p:presentation xmlns:p="p"/>',
  'ppt/commentAuthors.xml': '<p:cmAuthorLst xmlns:p="p"><p:cmAuthor id="1" name="赵铁柱" initials="赵铁柱" lastIdx="1" clrIdx="0"/></p:cmAuthorLst>',
  'ppt/comments/comment1.xml': `<p:cmLst xmlns:p="p"><p:cm authorId="1" dt="2025-03-14T02:11:09.000" idx="1"><p:text>gate</p:text></p:cm></p:cmLst>`,
  'ppt/changesInfos/changesInfo1.xml': '<c userId="SN-77413-QX" name="赵铁柱"/>',
  'ppt/media/image1.jpg': photo,

})

export const odt = (): Buffer => zip({
  mimetype: 'application/vnd.oasis.opendocument.text',
  'meta.xml': '<office:document-meta><office:meta><meta:initial-creator>赵铁柱</meta:initial-creator><dc:creator>赵铁柱</dc:creator><meta:user-defined meta:name="n">示范化工有限公司</meta:user-defined></office:meta></office:document-meta>',
  'content.xml': `<office:document-content><office:annotation><dc:creator>赵铁柱</dc:creator><dc:date>${AT}</dc:date><meta:creator-initials>赵铁柱</meta:creator-initials><text:p>gate</text:p></office:annotation></office:document-content>`,
  'styles.xml': '<office:document-styles><style:text-properties officeooo:rsid="00a77413" officeooo:paragraph-rsid="00a77413"/></office:document-styles>',
  'settings.xml': '<office:settings><config:config-item config:name="PrinterName" config:type="string">ZhaoPhone 打印机</config:config-item><config:config-item config:name="Rsid" config:type="int">77413</config:config-item></office:settings>',
  'Thumbnails/thumbnail.png': photo,
  'Pictures/photo.jpg': photo,
  'META-INF/manifest.xml': '<manifest:manifest><manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
})

export const archive = async (): Promise<Buffer> => zip({ 'a/photo.jpg': photo, 'a/b.docx': new Uint8Array(await docx()), 'c.zip': new Uint8Array(zip({ 'photo.jpg': photo })) })

export const PAPERS: Readonly<Record<string, () => Buffer | Promise<Buffer>>> = {
  'gate.pdf': pdf, 'revised.pdf': revisedPdf, 'gate.docx': docx, 'gate.xlsx': xlsx, 'gate.pptx': pptx, 'gate.odt': odt, 'all.zip': archive,
}
