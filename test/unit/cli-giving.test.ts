/** Which files go with a hand-off, as the commands are told it. */
import { expect, it, vi } from 'vitest'
import { readWords } from '../../site/cli/arguments.ts'
import { filesLeftOut } from '../../site/cli/giving.ts'
import { unsealReport, type UnsealedReport } from '../../site/console/report/unseal.ts'
import { aReport, aSession } from '../support/staff-report.ts'

const listed = (k: number) => ({ k, seq: 1, parts: 1, last: 1, digest: 'A'.repeat(43), compartment: 'c'.repeat(22), n: 1 })

/** Three files; of the second there is a copy. */
async function seen(): Promise<UnsealedReport> {
  const unsealed = await unsealReport(await aSession('desk', ['desk']), (await aReport()).report)
  return { ...unsealed, report: { ...unsealed.report, evidence: [1, 2, 3, 102].map(listed) } }
}

it.for<[string, string[], Record<string, number[]>]>([
  ['nothing', [], { fire: [], market: [] }],
  ['for all', ['--without-file', '1', '--copy-of-file', '2'], { fire: [1, 2], market: [1, 2] }],
  ['for one', ['--without-file', '2@fire', '--copy-of-file', '2@market'], { fire: [2, 102], market: [2] }],
  ['for one other than for all', ['--without-file', '2,3', '--copy-of-file', '2@market'], { fire: [2, 102, 3], market: [2, 3] }],
  ['at most a copy to whoever has the redacted copy of the report', ['--without-file', '1,2@fire', '--copy-of-file', '2@township'], { fire: [1, 2, 102], township: [] }],
])('a command leaves out %s', async ([, words, left]) => {
  const leftOut = filesLeftOut(await seen(), readWords(words, ['without-file', 'copy-of-file']), Object.keys(left), ['township'])
  expect(Object.fromEntries(Object.keys(left).map((unit) => [unit, leftOut(unit)]))).toEqual(left)
})

it('whoever names a file where nobody is given the report by this is told so', async () => {
  const report = await seen()
  const [exit, said] = [vi.spyOn(process, 'exit').mockImplementation(() => { throw new Error('out') }), vi.spyOn(process.stderr, 'write').mockReturnValue(true)]
  const leftOut = (words: string[]) => filesLeftOut(report, readWords(words, ['without-file', 'copy-of-file']), [])
  for (const words of [['--without-file', '1'], ['--copy-of-file', '2']]) expect(() => leftOut(words)).toThrow('out')
  expect([exit.mock.calls, said.mock.calls.map(([line]) => /已经拿着/.test(String(line)))]).toEqual([[[1], [1]], [true, true]])
  expect(leftOut([])('fire')).toEqual([])
  vi.restoreAllMocks()
})
