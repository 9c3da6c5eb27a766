/**
 * The page of official papers, after GB/T 9704-2012 as far as a file can promise it: A4, 版心 156×225 mm, 22 lines of 28 characters, 3号仿宋
 * below a 2号 title, 4号 page numbers outside. Fonts are named and not brought along: theirs are commercial, and an office has them. No red
 * head: offices print on paper that has one.
 */
import {
  AlignmentType, convertMillimetersToTwip, Document, Footer, LineRuleType, Packer, PageNumber, Paragraph, TextRun,
  type FileChild, type IParagraphOptions, type IRunOptions,
} from 'docx'
import { profile } from '#contract/county/profile.ts'
import { UNDATED, undated } from './undated.ts'

const LATIN = 'Times New Roman'
const font = (eastAsia: string) => ({ ascii: LATIN, hAnsi: LATIN, cs: LATIN, eastAsia })
export const FONTS = { title: font('方正小标宋简体'), body: font('仿宋_GB2312'), heading: font('黑体'), number: font('宋体') }

/** Half points: 2号, 3号, 4号, 小四. */
export const SIZES = { title: 44, body: 32, small: 28, cell: 24 }
/**
 * In twips: 225 mm in 22 lines; and what each character gives way so that 28 of 16 pt stand in 156 mm. No grid of characters: programs
 * other than Word pull every size of letter onto it.
 */
const LINE = 579
const CHARACTER = -5
/** Twips, as Word rounds them to know A4 by name. */
const A4 = { width: 11_906, height: 16_838 }
/** Millimetres. */
const MARGINS = { top: 37, right: 26, bottom: 35, left: 28, footer: 24 }
/** Two characters. */
const INDENT = 640

export const run = (text: string, look: Omit<IRunOptions, 'text'> = {}): TextRun => new TextRun({ text, ...look })

/** One paragraph of the body, two characters in. */
export const paragraph = (text: string, look: Omit<IParagraphOptions, 'text'> = {}): Paragraph =>
  new Paragraph({ children: [run(text)], alignment: AlignmentType.BOTH, indent: { firstLine: INDENT }, ...look })

export const blank = (): Paragraph => new Paragraph({ children: [] })

export const title = (text: string): Paragraph =>
  new Paragraph({ children: [run(text, { font: FONTS.title, size: SIZES.title })], alignment: AlignmentType.CENTER, spacing: { line: 700, lineRule: LineRuleType.EXACT } })

/** Who issues it and when, on the right, with room for a seal. */
export const signature = (day: string): Paragraph[] => [
  blank(), blank(),
  new Paragraph({ children: [run(profile.office)], alignment: AlignmentType.RIGHT, indent: { right: INDENT } }),
  new Paragraph({ children: [run(day)], alignment: AlignmentType.RIGHT, indent: { right: INDENT * 2 } }),
]

/** Said first on every paper of a demonstration. */
export const demonstration = (): Paragraph[] =>
  (profile.demonstration ? [new Paragraph({ children: [run('示范用，不是公文。', { font: FONTS.heading, size: SIZES.cell })], alignment: AlignmentType.RIGHT })] : [])

function pageNumber(alignment: (typeof AlignmentType)[keyof typeof AlignmentType]): Footer {
  const children = ['— ', PageNumber.CURRENT, ' —']
  return new Footer({ children: [new Paragraph({ children: [new TextRun({ children, font: FONTS.number, size: SIZES.small })], alignment, indent: { left: INDENT / 2, right: INDENT / 2 } })] })
}

/** The bytes of a .docx, the same for the same words. `name`: what the file says of itself; whoever made it is not named, nor when. */
export async function bytesOf(name: string, children: readonly FileChild[], spacing = LINE): Promise<Uint8Array<ArrayBuffer>> {
  const millimetres = Object.fromEntries(Object.entries(MARGINS).map(([side, length]) => [side, convertMillimetersToTwip(length)]))
  const paper = new Document({
    evenAndOddHeaderAndFooters: true,
    styles: { default: { document: { run: { font: FONTS.body, size: SIZES.body, characterSpacing: CHARACTER }, paragraph: { spacing: { line: spacing, lineRule: LineRuleType.EXACT } } } } },
    sections: [{
      properties: {
        page: { size: A4, margin: millimetres },
      },
      footers: { default: pageNumber(AlignmentType.RIGHT), even: pageNumber(AlignmentType.LEFT) },
      children,
    }],
  })
  return undated(new Uint8Array(await (await Packer.toBlob(paper, undefined, [{ path: 'docProps/core.xml', data: propertiesOf(name) }])).arrayBuffer()))
}

/** The library's own would say when it was made, to the millisecond. */
function propertiesOf(name: string): string {
  const words = (text: string) => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)
  const day = (tag: string) => `<dcterms:${tag} xsi:type="dcterms:W3CDTF">${UNDATED}</dcterms:${tag}>`
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${words(name)}</dc:title><dc:creator>${words(profile.office)}</dc:creator><cp:lastModifiedBy>${words(profile.office)}</cp:lastModifiedBy>${day('created')}${day('modified')}</cp:coreProperties>`
}
