/** Somebody sends a file with a tip, and a member of the unit reads it: both from a terminal. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const PHOTOGRAPHED = {
  name: '老板娘与收据.jpg', words: '收据上写着充装站老乔的名字和那天的日期',
  tip: { category: 'HY16', township: 't-heping', violations: [], flags: [], place: '和平镇码头边第二家烧烤', body: '码头边第二家烧烤把气瓶藏在冰柜后面，有照片为证。', wantsReward: false },
}
const CONTENT = PHOTOGRAPHED.words.repeat(3000)

/** Throws unless it comes out byte for byte. What lies outside of the portal is deleted. */
export function sendPhotograph(command: (...words: string[]) => string): { code: string; reference: string } {
  const safe = mkdtempSync(join(tmpdir(), 'anshao-evidence-'))
  const [photograph, tip] = [join(safe, PHOTOGRAPHED.name), join(safe, 'tip.json')]
  writeFileSync(photograph, CONTENT)
  writeFileSync(tip, JSON.stringify({ ...PHOTOGRAPHED.tip, files: [photograph] }))
  const filed = JSON.parse(command('site/cli/report.ts', tip)) as { code: string; reference: string }
  const { evidence: [file] } = JSON.parse(command('site/cli/staff.ts', 'housing01', 'evidence', filed.reference, '--to', safe, '--reason', 'for-court')) as { evidence: { name: string; holds: boolean; file: string }[] }
  if (file?.holds !== true || file.name !== PHOTOGRAPHED.name || readFileSync(file.file, 'utf8') !== CONTENT) throw new Error(JSON.stringify(file))
  rmSync(safe, { recursive: true })
  return filed
}
