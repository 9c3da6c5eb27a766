/** A filing from words to receipt: route, seal, solve, send, verify. No DOM, so that `npm run report` files exactly as the page does. */
import { profile } from '#contract/county/profile.ts'
import { readChallenge, readKeyring, type Keyring } from '#contract/public.ts'
import { submitReport, type Deadline, type Filed, type Receipt, type AnyFiling, type Route } from '#contract/report.ts'
import { holdersAtFiling, routeReport } from '#contract/rules/routing.ts'
import type { Answer, Caller, Failure } from '../api/call.ts'
import { formatCode, makeCode } from '../crypto/code.ts'
import { SealingFailure } from '../crypto/failure.ts'
import { sealFiling, sealQuestion, type FileToSeal, type Question, type SealedFiling, type Tip } from '../crypto/filing.ts'
import { verifyReceipt } from '../crypto/receipt.ts'
import { keysFromCode } from '../crypto/stretch.ts'
import { solve, type AskTurnstile } from './solve.ts'

export type Stage = 'sealing' | 'challenge' | 'sending'

/** Carries a sealed filing to the server. */
export type Deliver = (filing: AnyFiling) => Promise<Answer<Filed>>

export interface FilingOptions {
  readonly call: Caller
  /** Told before each stage, so that a page can show it and paint. */
  readonly onStep?: (stage: Stage) => void | Promise<void>
  readonly askTurnstile?: AskTurnstile
  /** How it reaches the server where nobody has to solve anything first: a member files for somebody. */
  readonly deliver?: Deliver
  /** The 28 digits to file under, from whoever made them before; a fresh code where none is given. */
  readonly code?: string
}

export interface FiledReport {
  /** 0000-0000-0000-0000-0000-0000-0000; known to nobody else. */
  readonly code: string
  readonly reference: string
  readonly route: Route
  readonly deadlines: readonly Deadline[]
  readonly receipt: Receipt
  /** Whether the receipt is signed by the key that the server publishes and names what was sent; null when the key could not be fetched. */
  readonly receiptGood: boolean | null
  /** True when an earlier try, of other words, turned out to have arrived: that one counts, and this one was not taken. */
  readonly earlier: boolean
  /** How many files went with it. */
  readonly files: number
}

/** `lost`: it was sent and no answer came; sending again is safe. `sealing`: it could not be sealed, nothing left the device. */
export type FilingFailure = Failure & { readonly lost: boolean } | { ok: false; code: 'sealing'; reason: string; lost: boolean }
export type FilingOutcome = { ok: true; value: FiledReport } | FilingFailure

/** Files once. For retries after a lost answer keep a `filer` and call it again. */
export const fileReport = (tip: Tip | Question, options: FilingOptions, files?: readonly FileToSeal[]): Promise<FilingOutcome> => filer(options)(tip, files)

/**
 * One filing's tries. All use one code. The same tip again sends the same sealed bytes, which the server answers with the same receipt. A
 * tip changed after an answer was lost is sealed anew; if the earlier one had arrived after all, the server says `conflict` (same
 * lookup, another digest), and its receipt is fetched by sending that one again. `files` lie on the server already; others than before are a
 * change like one of words.
 */
export function filer({ code = makeCode(), ...options }: FilingOptions): (tip: Tip | Question, files?: readonly FileToSeal[]) => Promise<FilingOutcome> {
  const { call, onStep } = options
  const tries: { words: string; files: number; sealed: SealedFiling<AnyFiling>; lost: boolean }[] = []

  const sealedOf = async (tip: Tip | Question, files: readonly FileToSeal[]) => {
    const words = JSON.stringify([tip, files.map(({ upload }) => upload)])
    const before = tries.find((one) => one.words === words)
    if (before !== undefined) return before
    await onStep?.('sealing')
    const { keyring } = await import('#contract/county/keyring.ts')
    const fresh = { words, files: files.length, sealed: await sealTip(tip, code, keyring, files), lost: false }
    tries.unshift(fresh)
    return fresh
  }

  const send = async (one: (typeof tries)[number]): Promise<Answer<Filed> & { lost: boolean }> => {
    const way = await wayIn(options)
    if (!way.ok) return { ...way, lost: one.lost }
    await onStep?.('sending')
    const answer = await way.value(one.sealed.filing)
    // Whatever is not an answer of the contract may have reached the ledger before it was lost.
    one.lost ||= !answer.ok && ['network', 'garbled', 'fault', 'unavailable'].includes(answer.code)
    return { ...answer, lost: one.lost }
  }

  return async (tip, files = []) => {
    try {
      const wanted = await sealedOf(tip, files)
      let one = wanted
      let answer = await send(one)
      // Some earlier try has arrived, but which is known only by sending them again: every lost one, until its receipt comes.
      for (const earlier of tries.filter((other) => other !== wanted && other.lost)) {
        if (answer.ok || answer.code !== 'conflict') break
        answer = await send((one = earlier))
      }
      if (!answer.ok) return answer
      return { ok: true, value: { ...(await describe(code, answer.value, one.sealed, call)), earlier: one !== wanted, files: one.files } }
    } catch (fault) {
      if (!(fault instanceof SealingFailure)) throw fault
      return { ok: false, code: 'sealing', reason: fault.code, lost: false }
    }
  }
}

async function sealTip(tip: Tip | Question, code: string, keyring: Keyring, files?: readonly FileToSeal[]): Promise<SealedFiling<AnyFiling>> {
  const keys = await keysFromCode(code, profile.id)
  return 'kind' in tip ? sealQuestion(tip, keys, keyring) : sealFiling(tip, keys, keyring, holdersAtFiling(routeReport(tip), tip), files)
}

/** What carries the filing: whoever files for somebody brings it; a reporter solves a challenge first. */
async function wayIn({ call, onStep, askTurnstile, deliver }: FilingOptions): Promise<Answer<Deliver>> {
  if (deliver !== undefined) return { ok: true, value: deliver }
  await onStep?.('challenge')
  const solved = await fetchAndSolve(call, askTurnstile)
  return solved.ok ? { ok: true, value: (filing) => call(submitReport, {}, { filing, challenge: solved.value }) } : solved
}

async function fetchAndSolve(call: Caller, askTurnstile: AskTurnstile | undefined): Promise<Answer<NonNullable<Awaited<ReturnType<typeof solve>>>>> {
  const challenge = await call(readChallenge, {}, {})
  if (!challenge.ok) return challenge
  const solved = await solve(challenge.value, askTurnstile)
  return solved === null ? { ok: false, code: 'challenge', message: '', requestId: '' } : { ok: true, value: solved }
}

async function describe(code: string, { receipt, route, deadlines }: Filed, sealed: SealedFiling<AnyFiling>, call: Caller): Promise<Omit<FiledReport, 'earlier' | 'files'>> {
  const published = await call(readKeyring, {}, {})
  const receiptGood = published.ok ? receipt.digest === sealed.digest && verifyReceipt(receipt, profile.id, published.value.receiptKey) : null
  return { code: formatCode(code), reference: receipt.reference, route, deadlines, receipt, receiptGood }
}
