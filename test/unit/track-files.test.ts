/** Files as their reporter's code opens them, where the server shows other manifests than files. */
import type { Tracked } from '#contract/track.ts'
import { expect, it } from 'vitest'
import { openTrackedFiles } from '../../site/track/files.ts'

it('a manifest that the server lists no file for stays its author’s, whatever stands before it', async () => {
  const body = (compartment: string, author: string): Tracked['bodies'][number] => ({ compartment, n: 1, author, kind: 'evidence', day: '2026-11-22', sealed: '' })
  const listed = { k: 3, parts: 1, last: 65_536, digest: 'A'.repeat(43), compartment: 'listed', n: 1 }
  const tracked = { report: 'r', bodies: [body('stray', 'desk'), body('listed', 'reporter')], evidence: [listed] } as unknown as Tracked
  const files = await openTrackedFiles(tracked, {}, () => [])
  expect(files.map(({ compartment, author, problem }) => [compartment, author, problem])).toEqual([['listed', 'reporter', 'no-key'], ['stray', 'desk', 'unlisted']])
})
