import { utf8 } from '../bytes.ts'
import { digestOf } from './digest.ts'

/** The exact bytes the receipt key signs. A signature names its purpose, so none can stand for another. */
export const receiptStatement = (county: string, receipt: { reference: string; position: number; digest: string; day: string }) =>
  utf8(['anshao/v1/receipt', county, receipt.reference, receipt.position, receipt.digest, receipt.day].join('\n'))

/** The head after one more filing is linked to the chain. The first link's `previous` is 43 `A`s (32 zero bytes). */
export const linkHead = (previous: string, link: { position: number; digest: string; day: string }): Promise<string> =>
  digestOf('link', [previous, link.position, link.digest, link.day])

export const FIRST_HEAD = 'A'.repeat(43)
