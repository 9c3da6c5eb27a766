/** Claiming an award by transfer: sealed here to custodian and cashier, signed with the code. No DOM, and fetched by /track only when somebody wants it. */
import { claimWords } from '#contract/county/claim.ts'
import { profile } from '#contract/county/profile.ts'
import { payeeMark, readAccount, sealedClaim, transferStatement } from '#contract/rules/transfer.ts'
import { claimTransfer } from '#contract/transfer.ts'
import type { Caller, Failure } from '../api/call.ts'
import { makeId } from '../crypto/compartment.ts'
import { currentVersion, holderKeys } from '../crypto/keyring.ts'
import { sign } from '../crypto/sign.ts'
import { SealingFailure } from '../crypto/failure.ts'
import { payoutSecrets, sealPayout } from '../payout/sealed.ts'
import type { OpenReport } from './track.ts'

/** As it was typed. */
export interface Account {
  readonly name: string
  readonly bank: string
  readonly account: string
}

export const MAX_NAME = 40
export const MAX_BANK = 60
const { errors } = claimWords.transfer

/** What is missing or cannot be, by field; null when it can be sent. */
export function accountProblems({ name, bank, account }: Account): Partial<Record<keyof Account, string>> | null {
  const problems = {
    ...(isBetween(name, 2, MAX_NAME) ? {} : { name: errors.name }),
    ...(isBetween(bank, 4, MAX_BANK) ? {} : { bank: errors.bank }),
    ...(readAccount(account) === null ? { account: errors.account } : {}),
  }
  return Object.keys(problems).length === 0 ? null : problems
}

const isBetween = (words: string, least: number, most: number): boolean => {
  const { length } = [...words.trim()]
  return length >= least && length <= most
}

export type TransferAnswer = { ok: true; value: OpenReport } | Failure | { ok: false; code: 'nothing-to-claim' } | { ok: false; code: 'sealing'; reason: string }

type Sealed = Omit<Parameters<typeof transferStatement>[1], 'reference'> & { readonly signature: string }

/** Keep it while the form is open: the same account after a lost answer sends the same bytes, which the server takes once. */
export function transferClaimer(call: Caller): (report: OpenReport, account: Account) => Promise<TransferAnswer> {
  let last: { readonly said: string; readonly sealed: Sealed } | null = null
  return async (report, account) => {
    const { tracked: { award: notice }, keys } = report
    if (notice === null) return { ok: false, code: 'nothing-to-claim' }
    const said = JSON.stringify([notice.award, account])
    try {
      const sealed = last?.said === said ? last.sealed : await sealClaim(report, notice, account)
      last = { said, sealed }
      const answer = await call(claimTransfer, {}, { lookup: keys.lookup, ...sealed })
      if (answer.ok || !isLost(answer)) last = null
      return answer.ok ? { ok: true, value: { ...report, tracked: answer.value } } : answer
    } catch (fault) {
      if (!(fault instanceof SealingFailure)) throw fault
      return { ok: false, code: 'sealing', reason: fault.code }
    }
  }
}

const isLost = ({ code }: Failure) => code === 'network' || code === 'garbled' || code === 'fault' || code === 'unavailable'

type Notice = NonNullable<OpenReport['tracked']['award']>

async function sealClaim({ tracked: { reference }, keys }: OpenReport, notice: Notice, typed: Account): Promise<Sealed> {
  const { keyring } = await import('#contract/county/keyring.ts')
  const { award, fen } = notice
  const { seed, key, salt } = await payoutSecrets(keys.signSeed, award)
  const name = typed.name.trim()
  const transfer = (await corrects(notice, { salt, name })) ?? makeId()
  const [payee, payout] = await Promise.all([
    sealPayout(holderKeys(keyring, 'custodian').recipient, { transfer, holder: 'custodian' }, { name, salt, key }, keys.signSeed),
    sealPayout(holderKeys(keyring, 'cashier').recipient, { transfer, holder: 'cashier' }, { name, salt, bank: typed.bank.trim(), account: readAccount(typed.account) ?? '' }, seed),
  ])
  const mark = await payeeMark(transfer, { salt, name })
  const claim = { award, fen, issue: notice.issue + 1, transfer, mark, key, keyring: currentVersion(keyring).version, payee, payout }
  const signature = sign(keys.signSeed, transferStatement(profile.id, { reference, ...claim }, await sealedClaim(claim)))
  return { ...claim, signature }
}

/** The transfer that this corrects: sent back by the window, and to the same payee, whom the custodian has confirmed already. */
async function corrects({ transfer: last }: Notice, payee: { readonly salt: string; readonly name: string }): Promise<string | null> {
  if (last?.standing !== 'returned') return null
  return (await payeeMark(last.transfer, payee)) === last.mark ? last.transfer : null
}
