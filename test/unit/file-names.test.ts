/** What files are called where one chooses which of them goes to a unit: photographs are numbered anew in each message. */
import { describe, expect, it } from 'vitest'
import { filesOf } from '../../site/console/holding/files.ts'
import type { UnsealedReport } from '../../site/console/report/unseal.ts'

/** As much of a report as `filesOf` reads. */
const withFiles = (names: readonly string[]) => ({
  report: { evidence: names.map((_, n) => ({ k: n + 1, compartment: `c${n}`, n: 1 })) },
  evidence: names.map((name, n) => ({ compartment: `c${n}`, n: 1, words: { name } })),
}) as unknown as UnsealedReport

describe('the names of files to choose from', () => {
  it('stand alone where they tell files apart, and with the number where they do not', () => {
    expect(filesOf(withFiles(['照片1.jpg', '说明.docx', '照片1.jpg'])).map(({ name }) => name)).toEqual(['照片1.jpg（附件1）', '说明.docx', '照片1.jpg（附件3）'])
    expect(filesOf(withFiles(['照片1.jpg', '照片2.jpg'])).map(({ name }) => name)).toEqual(['照片1.jpg', '照片2.jpg'])
  })

  it('are never empty: a file whose sender called it nothing goes by its number', () => {
    expect(filesOf(withFiles(['照片1.jpg', '', ' '])).map(({ name }) => name)).toEqual(['照片1.jpg', '附件2', '附件3'])
  })
})
