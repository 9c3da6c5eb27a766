/** Names that strangers gave, as a folder here takes them. */
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { fileNameOf } from '../../site/evidence/file-name.ts'

const RTL = '\u202e'

it.for([
  ['照片1（原样）.jpg', '照片1（原样）.jpg'], ['安全检查 3月.docx', '安全检查 3月.docx'],
  ['../../etc/passwd', 'passwd'], ['C:\\Windows\\system32\\a.dll', 'a.dll'], ['/', '附件'], ['..', '附件'], ['', '附件'], ['  \u200b ', '附件'],
  ['.bashrc', 'bashrc'], ['...隐藏.txt', '隐藏.txt'], ['-rf.txt', 'rf.txt'], ['结尾. . ', '结尾'],
  [`收据${RTL}gpj.exe`, '收据gpj.exe'], ['后\u2066门\u2069\ufeff.jpg', '后门.jpg'], ['一行\r\n两行\u2028.txt', '一行两行.txt'], ['a\0b.txt', 'ab.txt'],
  ['报告.pdf                    .exe', '报告.pdf .exe'], ['门\u3000后\u00a0面.png', '门 后 面.png'], ['a:b*c?"<d>|e$(f)`g`.txt', 'a_b_c___d__e_(f)_g_.txt'],
  ['CON', '_CON'], ['nul.txt', '_nul.txt'], ['COM¹', '_COM¹'], ['lpt³.txt', '_lpt³.txt'], ['con .txt', '_con .txt'], ['aux  .tar.gz', '_aux .tar.gz'], ['con 1.txt', 'con 1.txt'], ['console.txt', 'console.txt'], ['e\u0301t\u00e9.txt', '\u00e9t\u00e9.txt'], ['e\u200b\u0301.txt', '\u00e9.txt'],
] as const)('%j becomes %j', ([given, fit]) => {
  expect(fileNameOf(given, '附件')).toBe(fit)
})

it('is no longer than a folder takes, keeps its ending, and cuts no letter in two', () => {
  const long = fileNameOf(`${'长'.repeat(500)}.jpg`, '附件')
  expect([new TextEncoder().encode(long).length <= 180, long.endsWith('长.jpg')]).toEqual([true, true])
  expect(fileNameOf('𠮷'.repeat(200), '附件')).toBe('𠮷'.repeat(45))
  expect(fileNameOf(`${'a'.repeat(179)}. .门`, '附件')).toBe('a'.repeat(179))
  expect(new TextEncoder().encode(fileNameOf(`a.${'b'.repeat(9_000)}`, '附件')).length).toBeLessThanOrEqual(180)
})

it('whatever it is made of: one part, on one line, to be seen, and the same when it is made fit again', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
    const fit = fileNameOf(name, '附件')
    expect(fit).not.toMatch(/[/\\:*?"<>|]|[\p{C}\p{Zl}\p{Zp}]|^[. -]|[. ]$|^$/u)
    expect(new TextEncoder().encode(fit).length).toBeLessThanOrEqual(180)
    expect(fileNameOf(fit, '附件')).toBe(fit)
  }))
})
