/** The part of the thief's story in which somebody who gave a name is paid into an account. */
import { writeFileSync } from 'node:fs'
import type { FiledReport } from '../../site/report/submit.ts'
import type { TipFixture } from './tips.ts'

export const ACCOUNT = { bank: '信用联社临河分社老街口代办点', account: '6230910199007711223' }

interface Hands {
  readonly staff: (...words: string[]) => Record<string, unknown>
  readonly command: (...words: string[]) => string
  /** Where the account is written for the command to read; none of the places that are searched. */
  readonly file: string
}

/** Sealed to custodian and cashier, confirmed by two, booked at the window. */
export function payByTransfer(told: { readonly tip: TipFixture['tip']; readonly done: FiledReport } | undefined, { staff, command, file }: Hands): void {
  const { code = '', reference = '' } = told?.done ?? {}
  staff('desk01', 'accept', reference)
  const { lead } = staff('desk01', 'show', reference) as { lead: string }
  staff(`${lead}01`, 'find', reference, '--result', 'substantiated', '--text', '查到了')
  staff('desk01', 'propose-award', reference, JSON.stringify({ kind: 'violation', fineFen: 5_000_000 }), '--text', '已经处罚', '--unwished', 'yes')
  staff('approver01', 'approve-award', reference)
  writeFileSync(file, JSON.stringify({ name: told?.tip.identity?.name, ...ACCOUNT }))
  command('site/cli/track.ts', code, '--claim-transfer', file)
  staff('custodian01', 'ask-look', reference, '--reason', 'transfer-payee')
  staff('custodian02', 'consent', reference)
  staff('custodian01', 'confirm-payee', reference)
  const { waiting } = staff('cashier01', 'transfers') as { waiting: { transfer: string; account: string }[] }
  if (waiting.length !== 1 || waiting[0]?.account !== ACCOUNT.account) throw new Error(JSON.stringify(waiting))
  staff('cashier01', 'pay-transfer', waiting[0].transfer)
}
