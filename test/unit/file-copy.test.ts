/** Redacted copies of files by number: which counts, what goes without a file, and how it is said. */
import { describe, expect, it } from 'vitest'
import { MAX_FILES } from '#contract/rules/part-size.ts'
import { APART, copiesGiven, fileOfCopy, holdersOfFile, isFileCopy, keptBack, newestCopies, nextCopy } from '#contract/rules/file-copy.ts'
import type { Part } from '#contract/staff-report.ts'
import { shown } from '../../site/cli/evidence.ts'
import { the } from '../support/sealing.ts'
import { evidenceWords } from '#contract/county/evidence.ts'
import { leftOf } from '../../site/evidence/pick/told.ts'
import { LEFT, UNCOVERED } from '../../site/console/evidence/copy-words.ts'
import { sayUnsent } from '../../site/console/evidence/faults.ts'
import type { HistoryEntry } from '#contract/event.ts'
import { sayFiles } from '../../site/console/holding/say-giving.ts'
import { sayEvent } from '../../site/console/report/history-words.ts'
import { AS_USUAL, givingTo, leftOut, notGiven, withGiving, type FileChoice, type NamedFile } from '../../site/console/holding/files.ts'

/** Three files, two copies of the second and one of the third. */
const FILES = [1, 2, 3, 102, 103, 202]

describe('the number of a copy', () => {
  it('says which file it is of, and is never that of a file', () => {
    expect(2 * MAX_FILES).toBeLessThan(APART)
    expect([nextCopy([1, 2, 3], 2), nextCopy(FILES, 2), nextCopy(FILES, 1)]).toEqual([102, 302, 101])
    expect([102, 202, 2].map((k) => [fileOfCopy(k), isFileCopy(k)])).toEqual([[2, true], [2, true], [2, false]])
  })

  it('tells the newest', () => {
    expect(newestCopies(FILES)).toEqual([103, 202])
  })
})

describe('what is kept back', () => {
  it.for<[string, number[], number[]]>([
    ['nothing: all copies go with their files', [], []],
    ['a file: its newest copy goes in its place', [2], [2, 102]],
    ['a file and its copy', [3, 103], [3, 103]],
    ['a file without a copy', [1], [1]],
    ['a copy alone, whose file tells more: nothing', [103], []],
    ['an older copy too: it never goes in the place of the file', [2, 202], [2, 102, 202]],
  ])('%s', ([, without, kept]) => {
    expect(keptBack(FILES, without)).toEqual(kept)
  })

  it('of a unit with the redacted copy is everything but the newest copies that are not left out', () => {
    expect([copiesGiven(FILES, []), copiesGiven(FILES, [202]), copiesGiven(FILES, [102])]).toEqual([[103, 202], [103], [103, 202]])
  })

  it('says who has it', () => {
    const parts: Part[] = [{ unit: 'desk', part: 'desk', standing: 'holding' }, { unit: 'fire', part: 'assist', standing: 'holding' }, { unit: 'market', part: 'assist', standing: 'holding', copy: 'redacted' }, { unit: 'transport', part: 'assist', standing: 'ended' }]
    const withheld = [{ unit: 'fire', k: 2 }]
    expect([holdersOfFile(parts, withheld, 2), holdersOfFile(parts, withheld, 202), holdersOfFile(parts, [...withheld, { unit: 'market', k: 202 }], 202)]).toEqual([['desk'], ['desk', 'fire', 'market'], ['desk', 'fire']])
  })
})

describe('what a member chooses', () => {
  const files: NamedFile[] = [{ k: 1, name: 'a', isHere: true, copy: null }, { k: 2, name: 'b', isHere: true, copy: 202 }, { k: 3, name: 'c', isHere: false, copy: 103 }]
  it('becomes what is not given', () => {
    expect(leftOut(files, () => 'original', false)).toEqual([])
    expect(leftOut(files, () => 'copy', false)).toEqual([1, 2])
    expect(leftOut(files, () => 'none', false)).toEqual([1, 2, 202, 103])
    expect(leftOut(files, () => 'none', true)).toEqual([202, 103])
  })

  it('is of the one file that is chosen: a copy made of another afterwards goes in its place', () => {
    const [first, second] = [{ k: 1, name: 'a', isHere: true, copy: null }, { k: 2, name: 'b', isHere: true, copy: null }]
    const given = (choice: FileChoice, unit: string | null = null) => [first, { ...second, copy: 102 }].map((file) => givingTo(choice, unit, file))
    const chosen = withGiving(AS_USUAL, null, first, 'none')
    expect(given(chosen)).toEqual(['none', 'copy'])
    expect(given(withGiving(chosen, null, first, 'original'))).toEqual(['original', 'copy'])
    // Chosen otherwise, and back as usual: as if nothing had been chosen.
    expect(given(withGiving(withGiving(chosen, null, second, 'none'), null, second, 'original'))).toEqual(['none', 'copy'])
    expect(given(withGiving({ ...AS_USUAL, apart: true }, 'fire', second, 'none'), 'fire')).toEqual(['original', 'none'])
  })

  it('is of one unit once they differ, and of all again where they do not', () => {
    const apart = withGiving({ ...withGiving(AS_USUAL, null, the(files[0]), 'none'), apart: true }, 'housing', the(files[1]), 'original')
    const units = ['housing', 'fire', 'market']
    expect(units.map(notGiven({ files, units, redacted: ['market'], choice: apart }))).toEqual([[1], [1, 2], []])
    expect(units.map(notGiven({ files, units, choice: { ...apart, apart: false } }))).toEqual([[1, 2], [1, 2], [1, 2]])
    const back = withGiving(apart, 'housing', the(files[1]), 'copy')
    expect(notGiven({ files, units, choice: withGiving(back, null, the(files[1]), 'none') })('housing')).toEqual([1, 2, 202])
  })

  it('is of all where one unit is left of those that differed: what the form shows, says and sends', () => {
    const choice = withGiving({ ...AS_USUAL, apart: true }, 'housing', the(files[1]), 'original')
    const sentTo = (units: readonly string[]) => notGiven({ files, units, choice })('housing')
    expect([sentTo(['housing', 'fire']), sentTo(['housing'])]).toEqual([[], [2]])
    expect(sayFiles({ files, units: ['housing', 'fire'], choice })).toBe('住建局，附件给脱敏件：c。消防大队，附件给脱敏件：b、c。')
    expect(sayFiles({ files, units: ['housing'], choice })).toBe('附件给脱敏件：b、c。')
  })

  it('is said in the history', () => {
    const said = (detail: object, kind: HistoryEntry['kind'] = 'handed-on') => sayEvent({ seq: 5, kind, unit: 'desk', member: 'desk01', day: '2026-11-05', detail, digest: null }, { desk01: '老田' }, null)
    expect(said({ units: ['fire'], without: { fire: [2, 102] }, copies: { fire: [202] } })).toContain('转给消防大队，附件2给的是脱敏件')
    expect(said({ units: ['fire'], without: { fire: [1, 2, 102, 202] } })).toContain('，没有给附件1、2')
    expect(said({ units: ['fire'], without: { fire: [1, 2, 102] }, copies: { fire: [202] } })).toContain('，附件2给的是脱敏件，没有给附件1')
    expect(said({ units: ['fire', 'market'], redacted: ['market'], copies: { market: [202] } })).toContain('，市监局附件2给的是脱敏件')
    expect(said({ units: ['fire', 'market'], redacted: ['market'], without: { fire: [2] }, copies: { fire: [202], market: [202] } })).toMatch(/，附件2给的是脱敏件$/)
    expect(said({ lead: 'housing', assists: ['fire'], without: { housing: [1], fire: [1, 2] }, copies: { fire: [102] } }, 'assigned')).toBe('老田 交住建局牵头，消防大队配合，消防大队附件2给的是脱敏件，没有给住建局附件1，没有给消防大队附件1')
    expect(said({ lead: 'fire', without: { fire: [2] } }, 'accepted')).toBe('老田 受理，交消防大队牵头，没有给消防大队附件2')
    expect(said({ units: ['fire'], without: { fire: [1] }, copies: { fire: [102] } }, 'review-named')).toBe('老田 交消防大队复查，附件2给的是脱敏件，没有给附件1')
    // Here the units are those that left.
    expect(said({ lead: 'gov', units: ['fire'], reason: 'several-units', without: { gov: [1, 2] }, copies: { gov: [102] } }, 'escalated')).toMatch(/，消防大队退出，县政府附件2给的是脱敏件，没有给县政府附件1$/)
    expect([said({ file: 2, bodies: [] }, 'redacted'), said({ bodies: [] }, 'redacted')]).toEqual([expect.stringContaining('老田 给附件2做了一份脱敏件'), expect.stringContaining('老田 做了一份脱敏件')])
    expect(said({ file: 202 }, 'evidence-opened')).toContain('看了附件2的脱敏件')
  })
})

it('a copy is printed by the commands with the number of its file, a file without one', () => {
  const file = { k: 2, compartment: 'c', author: 'desk', words: null, signature: 'good', problem: null, shape: { parts: 1, last: 65_536 }, identity: null } as const
  expect(shown({ ...file, k: 102, copyOf: 2 })).toMatchObject({ k: 102, copyOf: 2 })
  expect([shown(file), shown({ ...file, copyOf: null })].map((printed) => 'copyOf' in printed)).toEqual([false, false])
})

it('tells a member what to do in a member’s words: nothing of the form’s advice to whoever reports', () => {
  expect(Object.keys(LEFT).sort()).toEqual(Object.keys(evidenceWords.left).sort())
  const forReporters = /你|截个图|再加|不加|举报人自己/
  expect([...Object.values(LEFT), ...Object.values(UNCOVERED)].filter((words) => forReporters.test(words))).toEqual([])
  expect([...Object.values(evidenceWords.left), evidenceWords.cover.failed, evidenceWords.cover['too-large']].filter((words) => forReporters.test(words)).length, 'the form’s own do').toBeGreaterThan(4)
  expect(leftOf({ left: [{ code: 'stands', what: 'place' }] }, LEFT)).toEqual([`清理完又查了一遍，${evidenceWords.what.place}还在。能认出举报人的，先在别的软件里去掉再选。`])
})

describe('a copy that does not go', () => {
  it.for([['network', '网络好了'], ['fault', '出了毛病'], ['unavailable', '出了毛病'], ['conflict', '重新送'], ['not_found', '重新送'], ['too_many', '过了整点'], ['unread', '重新选'], ['unauthenticated', '另开一页登录'], ['broken', '再按一次'], ['invalid', '再按一次']] as const)('for %s is told with what to do: %s', ([code, words]) => {
    expect(sayUnsent(code)).toContain(words)
    expect(sayUnsent(code).includes('网络')).toBe(code === 'network')
  })
})
