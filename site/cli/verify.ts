/**
 * `npm run verify -- receipt.json [--heads heads.json …] [--url U]`: what a receipt is worth. With --heads nothing is asked of any server;
 * several copies are compared with each other. Without, it is the chain as the portal publishes it now. A proof of a claim, as /track gives it, needs neither.
 */
import { readFileSync } from 'node:fs'
import { profile } from '#contract/county/profile.ts'
import { fingerprint } from '../keys/fingerprint.ts'
import { sayClaimProof } from '../keys/claim-words.ts'
import { fetchHeads, readHeads, type Heads } from '../keys/heads.ts'
import { judgeReceipt, readReceipt } from '../keys/receipt-check.ts'
import { sayChecked } from '../keys/words.ts'
import { judgeClaim, readClaimProof } from '../track/claim-proof.ts'
import { todayIn } from '../ui/today.ts'
import { baseOf, readWords } from './arguments.ts'
import { need } from './need.ts'
import { fail, printResult } from './print.ts'
import { callerFor } from './staff-session.ts'

const words = readWords(process.argv.slice(2), ['heads', 'url'])
const [file] = words.rest
const today = todayIn(profile.timezone)

function textOf(name: string): string {
  try {
    return readFileSync(name, 'utf8')
  } catch {
    return fail('invalid', `没有 ${name} 这个文件，或者读不了。`)
  }
}

function headsIn(name: string): Heads {
  const read = readHeads(textOf(name))
  if (read.ok) return read.heads
  return fail('invalid', read.problem === 'county' ? `${name} 是别的县的公开链。` : `${name} 不是公开链。要 npm run heads 存下的，或者“核对回执和公钥”那一页存下的文件。`)
}

if (file === undefined) fail('invalid', '用法：npm run verify -- receipt.json [--heads heads.json] [--url 网址]')
const proof = readClaimProof(textOf(file))
if (proof !== null) {
  const verdict = judgeClaim(proof)
  const { reference, fen, issue } = proof
  printResult({ reference, fen, issue, verdict, says: sayClaimProof(proof, verdict) })
  process.exit(0)
}
const receipt = readReceipt(textOf(file)) ?? fail('invalid', `${file} 不是回执，也不是领奖的证明。要存下的回执文件，从“{”到“}”。`)
const kept = words.all('heads').map(headsIn)
const copies = kept.length > 0 ? kept : [need(await fetchHeads(callerFor(baseOf(words))))]
const checked = await judgeReceipt(receipt, copies, kept.length > 0 ? null : today)
const { verdict, signed, at, published, until } = checked
printResult({
  reference: receipt.reference, position: receipt.position, day: receipt.day, verdict, signed, brokenAt: at, published, until,
  receiptKeys: await Promise.all([...new Set(copies.map(({ receiptKey }) => receiptKey))].map(fingerprint)), says: sayChecked(checked, today, kept.length > 0),
})
