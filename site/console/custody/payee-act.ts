/** 核对收款人: whether who is to be paid is who reported. No DOM. */
import { profile } from '#contract/county/profile.ts'
import * as contract from '#contract/custody.ts'
import { newCodeStatement } from '#contract/rules/custody.ts'
import { verifyKeysOf } from '#contract/rules/keyring.ts'
import { payeeMark, payeeStatement, plainName } from '#contract/rules/transfer.ts'
import type { PayeeDeclineReason } from '#contract/way.ts'
import { SealingFailure } from '../../crypto/failure.ts'
import type { UnitKeys } from '../../crypto/member.ts'
import { identitiesFor } from '../../crypto/past.ts'
import { sign, verify as verifySignature } from '../../crypto/sign.ts'
import { openPayout, PayeeWords } from '../../payout/sealed.ts'
import { refusal, type Outcome } from '../outcome.ts'
import type { StaffSession } from '../session.ts'

/** The payee beside the identity, while both are on the screen. */
export interface SeenPayee {
  readonly transfer: string
  readonly mark: string
  readonly key: string
  /** Null where it does not open, is not signed with the code, or is not what the server has. */
  readonly name: string | null
  /** Whether it is the name in the identity, but for how it is written. */
  readonly same: boolean
}

/** Whose identity it is compared with: the report's id, the key that signed it, the name in it. */
export interface Known {
  readonly report: string
  readonly verify: string
  readonly name: string
}

/** Opens a payee and compares. What does not hold is no name at all: the code that signed it must be the one that signed the identity, or one that a custodian gave in its place. */
export async function openPayee({ unitKeys: keys, tools }: Pick<StaffSession, 'tools'> & { readonly unitKeys: UnitKeys }, payee: contract.SealedPayee, known: Known): Promise<SeenPayee> {
  const { transfer, mark, key, keyring, sealed, verify } = payee
  const seen = { transfer, mark, key, name: null, same: false }
  if (verify !== known.verify && !isSuccessor(verifyKeysOf(tools.keyring, 'custodian'), known.report, payee)) return seen
  try {
    const { words, signature } = await openPayout(identitiesFor(keys, keyring), sealed, { transfer, holder: 'custodian' }, PayeeWords, verify)
    if (signature !== 'good' || words.key !== key || (await payeeMark(transfer, words)) !== mark) return seen
    return { ...seen, name: words.name, same: plainName(words.name) === plainName(known.name) }
  } catch (fault) {
    if (!(fault instanceof SealingFailure)) throw fault
    return seen
  }
}

function isSuccessor(custodian: readonly string[], report: string, { verify, code }: contract.SealedPayee): boolean {
  if (code?.verify !== verify) return false
  const { n, day, signature, ...made } = code
  const statement = newCodeStatement(profile.id, { report, n, day }, made)
  return custodian.some((key) => verifySignature(key, statement, signature))
}

type Answered = Promise<Outcome<contract.CustodyView>>

/** Signs that the payee is the reporter. Whether the names are one person's is the custodian's judgement; that there is a name is not. */
export function confirmPayee({ unitKeys, tools }: StaffSession, reference: string, payee: SeenPayee): Answered {
  if (unitKeys === null) return Promise.resolve(refusal('no-unit-key'))
  if (payee.name === null) return Promise.resolve(refusal('payee-shut'))
  return tools.call(contract.confirmPayee, { reference }, { transfer: payee.transfer, signature: sign(unitKeys.signSeed, payeeStatement(profile.id, payee)) })
}

export const declinePayee = ({ tools }: StaffSession, reference: string, { transfer }: Pick<SeenPayee, 'transfer'>, reason: PayeeDeclineReason): Answered =>
  tools.call(contract.declinePayee, { reference }, { transfer, reason })
