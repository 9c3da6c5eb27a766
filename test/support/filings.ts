/** Builders for filings: real sealing, real proof of work. Persons have names: 沈砚秋 files, 罗舟 files later, 消防 and 住建 are units. */
import { solveChallenge, type Challenge as Altcha } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'
import { keyring } from '#contract/county/keyring.ts'
import { profile } from '#contract/county/profile.ts'
import type { Challenge } from '#contract/public.ts'
import type { QuestionFiling, SolvedChallenge } from '#contract/report.ts'
import { holdersAtFiling, routeReport } from '#contract/rules/routing.ts'
import { makeCode } from '../../site/crypto/code.ts'
import { sealFiling, sealQuestion, type Question, type SealedFiling, type Tip } from '../../site/crypto/filing.ts'
import { keysFromCode, type ReporterKeys } from '../../site/crypto/stretch.ts'

export function aTip(overrides: Partial<Tip> = {}): Tip {
  return {
    category: 'HY16', township: 't-heping', violations: ['gas-alarm-missing'], flags: ['ongoing'], avoid: [], wantsReward: false, language: 'zh',
    place: '和平镇人民路夜市东头', since: '2026-10-02', body: '后厨摆着五六个大气瓶，报警器插头拔了。', ...overrides,
  }
}

export interface Reporter {
  readonly code: string
  readonly keys: ReporterKeys
  readonly sealed: SealedFiling
}

/** A reporter with a fresh code and a sealed filing that nobody has sent yet. */
export async function aReporter(tip: Tip = aTip()): Promise<Reporter> {
  const code = makeCode()
  const keys = await keysFromCode(code, profile.id)
  const sealed = await sealFiling(tip, keys, keyring, holdersAtFiling(routeReport(tip), tip))
  return { code, keys, sealed }
}

/** An ordinary question: 白露 wants to change to piped gas. */
export const aQuestion = (changes: Partial<Question> = {}): Question => ({
  kind: 'question', category: 'HY16', township: null, language: 'zh', body: '楼下小饭馆想换管道气，要找谁办？换好以前气瓶能放在后厨吗？', ...changes,
})

export interface Asker extends Omit<Reporter, 'sealed'> {
  readonly sealed: SealedFiling<QuestionFiling>
}

/** Somebody with a fresh code and a sealed question that nobody has sent yet. */
export async function anAsker(question: Partial<Question> = {}): Promise<Asker> {
  const code = makeCode()
  const keys = await keysFromCode(code, profile.id)
  return { code, keys, sealed: await sealQuestion(aQuestion(question), keys, keyring) }
}

/** Does the proof of work, as the page does. */
export async function solved(challenge: Challenge): Promise<SolvedChallenge> {
  if (challenge.kind !== 'altcha') throw new Error('expected our own challenge')
  const altcha = challenge.challenge as unknown as Altcha
  const solution = await solveChallenge({ challenge: altcha, deriveKey })
  return { kind: 'altcha', payload: btoa(JSON.stringify({ challenge: altcha, solution })) }
}
