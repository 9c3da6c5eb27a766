/** The signature of a claim, checked by whoever has its proof: in the page, at /keys, and by the command. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { AwardNotice } from '#contract/award.ts'
import { profile } from '#contract/county/profile.ts'
import { sayClaimProof } from '../../site/keys/claim-words.ts'
import { keysFromCode, type ReporterKeys } from '../../site/crypto/stretch.ts'
import { judgeClaim, proofOf, readClaimProof, type ClaimProof } from '../../site/track/claim-proof.ts'
import type { OpenReport } from '../../site/track/track.ts'

const DIGITS = '1234567890123456789012345678'
let [keys, other]: ReporterKeys[] = []
let proof: ClaimProof
beforeAll(async () => {
  ;[keys, other] = await Promise.all([keysFromCode(DIGITS, profile.id), keysFromCode([...DIGITS].toReversed().join(''), profile.id)])
  proof = must(proofOf(opened({})))
})

const must = <T>(value: T | null | undefined): T => {
  if (value == null) throw new Error('nothing there')
  return value
}
function opened(change: Partial<AwardNotice>): Pick<OpenReport, 'keys' | 'tracked'> {
  const award = { award: 'a'.repeat(22), fen: 1_200_000, issue: 2, standing: 'claimed' as const, transfer: null, key: must(keys).verify, ...change }
  return { keys: must(keys), tracked: { reference: '1234-5678', award } as OpenReport['tracked'] }
}

describe('the proof of a claim', () => {
  it('says what was signed, and holds against the public half that the county keeps', () => {
    expect(proof).toMatchObject({ county: profile.id, reference: '1234-5678', fen: 1_200_000, issue: 2, key: keys?.verify })
    expect(judgeClaim(proof)).toBe('signed')
    expect(sayClaimProof(proof, 'signed').join('')).toContain('公开编号 1234-5678，12,000元，第2张凭证')
  })

  it('is there once a voucher was taken, and not before', () => {
    expect(proofOf(opened({ issue: 0 }))).toBeNull()
    expect(proofOf(opened({ standing: 'confirming' }))).toBeNull()
  })

  it('tells a county that keeps another key for this code', () => {
    expect(judgeClaim(must(proofOf(opened({ key: must(other).verify }))))).toBe('altered')
  })

  it.for([
    ['reference', '1234-5679'], ['award', 'b'.repeat(22)], ['fen', 1_200_001], ['issue', 3], ['signature', 'A'.repeat(86)], ['key', 'A'.repeat(43)],
  ] as const)('tells that its %s was changed', ([field, value]) => {
    expect(judgeClaim({ ...proof, [field]: value })).toBe('altered')
  })

  it('is read from what was copied, and from nothing else', () => {
    const text = JSON.stringify(proof)
    expect(readClaimProof(`\n ${text} `)).toEqual(proof)
    for (const wrong of ['', text.slice(0, -1), JSON.stringify({ ...proof, purpose: 'anshao/v1/body' }), JSON.stringify({ ...proof, code: DIGITS })]) expect(readClaimProof(wrong)).toBeNull()
    expect(text).not.toContain(must(keys).lookup)
    expect(judgeClaim({ ...proof, county: 'elsewhere' })).toBe('elsewhere')
  })

  it('is checked by the command without asking any server', () => {
    const folder = mkdtempSync(join(tmpdir(), 'claim-'))
    const verdict = (one: ClaimProof): unknown => {
      writeFileSync(join(folder, 'claim.json'), JSON.stringify(one))
      return JSON.parse(execFileSync('npm', ['run', '-s', 'verify', '--', join(folder, 'claim.json'), '--url', 'http://127.0.0.1:9'], { encoding: 'utf8' }))
    }
    expect(verdict(proof)).toMatchObject({ verdict: 'signed', reference: '1234-5678' })
    expect(verdict({ ...proof, fen: 1 })).toMatchObject({ verdict: 'altered' })
  }, 60_000)
})
