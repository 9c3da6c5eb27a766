/**
 * A stand-in for the Worker's public operations in memory, for testing what the page does when the network loses things. It keeps the
 * contract's promises (same filing, same receipt; another digest at the same lookup, a conflict) and nothing else.
 */
import { keyring } from '#contract/county/keyring.ts'
import { profile } from '#contract/county/profile.ts'
import type { ChainLink } from '#contract/public.ts'
import type { AnyFiling, Receipt } from '#contract/report.ts'
import { clearOf, filingDigest } from '#contract/rules/filing.ts'
import { FIRST_HEAD, linkHead, receiptStatement } from '#contract/rules/receipt.ts'
import { routeFiling } from '#contract/rules/routing.ts'
import type { NewBody, StoredBody } from '#contract/sealed.ts'
import type { Tracked } from '#contract/track.ts'
import { fromBase64Url } from '#contract/bytes.ts'
import type { Answer, Caller, Failure } from '../../site/api/call.ts'
import { hashOf, randomBytes } from '../../site/crypto/derive.ts'
import { sign, verifyKeyOf } from '../../site/crypto/sign.ts'

export const TODAY = '2026-11-22'

/** What happens to a call: it is lost on the way there, or its answer on the way back, or the server says no. */
export type Mishap = 'lost-going' | 'lost-coming' | Failure['code'] | null

interface Kept {
  readonly filing: AnyFiling
  readonly receipt: Receipt
  readonly bodies: StoredBody[]
}

const no = (code: Failure['code']): Failure => ({ ok: false, code, message: '', requestId: 'r-1' })

export class PublicServer {
  readonly receiptSeed = randomBytes(32)
  readonly reports = new Map<string, Kept>()
  readonly calls: { name: string; input: Record<string, unknown> }[] = []
  /** Asked before each call. */
  mishap: (name: string, nth: number) => Mishap = () => null

  readonly call: Caller = (async (operation: { name: string }, _params: object, input: Record<string, unknown>) => {
    this.calls.push({ name: operation.name, input: structuredClone(input) })
    const nth = this.calls.filter(({ name }) => name === operation.name).length
    const mishap = this.mishap(operation.name, nth)
    if (mishap === 'lost-going') return no('network')
    if (mishap !== null && mishap !== 'lost-coming') return no(mishap)
    const answer = await this.answer(operation.name, input)
    return mishap === 'lost-coming' ? no('network') : answer
  }) as unknown as Caller // Answers by operation name; each has that operation's shape.

  inputsOf(name: string): Record<string, unknown>[] {
    return this.calls.filter((one) => one.name === name).map(({ input }) => input)
  }

  private answer(name: string, input: Record<string, unknown>): Promise<Answer<unknown>> {
    switch (name) {
      case 'readChallenge':
        return Promise.resolve({ ok: true, value: { kind: 'turnstile', siteKey: 'stand-in' } })
      case 'readKeyring':
        return Promise.resolve({ ok: true, value: { county: profile.id, receiptKey: verifyKeyOf(this.receiptSeed), keyring } })
      case 'submitReport':
        return this.file(input['filing'] as AnyFiling)
      case 'trackReport':
        return this.track(input['lookup'] as string)
      case 'writeAsReporter':
        return this.write(input['lookup'] as string, input['body'] as NewBody)
      case 'listHeads':
        return this.heads()
      default:
        throw new Error(`no ${name} here`)
    }
  }

  private async file(filing: AnyFiling): Promise<Answer<unknown>> {
    const digest = await filingDigest(filing)
    const before = this.reports.get(filing.lookupHash)
    if (before !== undefined && before.receipt.digest !== digest) return no('conflict')
    const kept = before ?? { filing, receipt: this.receiptFor(digest), bodies: [] }
    this.reports.set(filing.lookupHash, kept)
    return { ok: true, value: { receipt: kept.receipt, route: routeFiling(clearOf(filing)), deadlines: [] } }
  }

  private receiptFor(digest: string): Receipt {
    const position = this.reports.size + 1
    const unsigned = { reference: `0000-${String(position).padStart(4, '0')}`, position, digest, day: TODAY }
    return { ...unsigned, signature: sign(this.receiptSeed, receiptStatement(profile.id, unsigned)) }
  }

  private async find(lookup: string): Promise<Kept | undefined> {
    return this.reports.get(await hashOf(fromBase64Url(lookup)))
  }

  private async track(lookup: string): Promise<Answer<Tracked>> {
    const kept = await this.find(lookup)
    if (kept === undefined) return no('not_found')
    const { filing, receipt, bodies } = kept
    const { kind, category, wantsReward } = clearOf(filing)
    return {
      ok: true,
      value: {
        report: filing.report, reference: receipt.reference, kind, state: 'received', category, day: TODAY, keyring: filing.keyring, lead: null, merged: false, reviewUntil: null,
        timeline: [{ seq: 1, kind: 'received', unit: null, day: TODAY, detail: { to: 'received' } }], deadlines: [],
        dialogue: filing.dialogue.compartment, grants: filing.grants.filter(({ holder }) => holder === 'reporter').map(({ sealed }) => sealed),
        bodies: [...bodies], receipt, wantsReward, award: null, filed: 'page', holders: filing.grants.flatMap(({ holder }) => (holder === 'reporter' ? [] : [holder])), filedFiles: 0,
      },
    }
  }

  private async write(lookup: string, body: NewBody): Promise<Answer<Tracked>> {
    const kept = await this.find(lookup)
    if (kept === undefined) return no('not_found')
    const there = kept.bodies.find(({ compartment, n }) => compartment === body.compartment && n === body.n)
    if (there !== undefined && there.sealed !== body.sealed) return no('conflict')
    if (there === undefined) kept.bodies.push({ ...body, kind: 'message', author: 'reporter', day: TODAY })
    return this.track(lookup)
  }

  private async heads(): Promise<Answer<{ links: ChainLink[]; next: null }>> {
    const receipts = [...this.reports.values()].map(({ receipt }) => receipt)
    let head = FIRST_HEAD
    for (const receipt of receipts) head = await linkHead(head, receipt)
    const link = { n: 1, day: TODAY, first: 1, digests: receipts.map(({ digest }) => digest), head }
    return { ok: true, value: { links: receipts.length === 0 ? [] : [link], next: null } }
  }
}
