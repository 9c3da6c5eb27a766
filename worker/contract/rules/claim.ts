/** What a claim says. Apart from the rules of deciding, which a reporter's browser has no use for. */
import { utf8 } from '../bytes.ts'

export interface Claim {
  readonly reference: string
  readonly award: string
  readonly fen: number
  readonly issue: number
}

/**
 * How vouchers of an award are numbered: the first code's from 1, another code's in its place from the next multiple of this. At a multiple
 * none was taken; below the next one no more are given, so that nobody with one code fills a history or uses up their successor's.
 */
export const ISSUES = 30

/** The exact bytes that the code's key signs. Its purpose stands in it, so no message signed by the code is ever a claim. */
export const claimStatement = (county: string, { reference, award, fen, issue }: Claim): Uint8Array<ArrayBuffer> =>
  utf8(['anshao/v1/claim', county, reference, award, String(fen), String(issue)].join('\n'))
