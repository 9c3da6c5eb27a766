/** `npm run county`: checks content/county, content/form and the contest's questions, and writes them as typed modules. Builds and tests call compileCounty first. */
import { fileURLToPath } from 'node:url'
import { checkContest, checkContestBank } from '../county/check-contest.ts'
import { checkCategories, checkUnits, checkViolations } from '../county/check-duties.ts'
import { checkCalendars, checkKeyring, checkNumbers, checkPhones } from '../county/check-days.ts'
import { checkLetters } from '../county/check-letters.ts'
import { checkRewards } from '../county/check-rewards.ts'
import { checkWords } from '../county/check-words.ts'
import { readCounty } from '../county/county.ts'
import { modulesOf, writeModules } from '../county/modules.ts'
import { readContestBank, writeContestBank } from '../editing/contest-bank.ts'

/** Throws an Error whose message is one Chinese sentence naming file, key and remedy; then nothing has been written. */
export function compileCounty(root: string): void {
  compile(root)
}

function compile(root: string): string[] {
  const county = readCounty(root)
  for (const check of [checkUnits, checkCategories, checkViolations, checkNumbers, checkPhones, checkCalendars, checkKeyring, checkRewards, checkLetters, checkWords, checkContest]) check(county)
  const bank = readContestBank(root)
  checkContestBank(county, bank)
  const written = writeModules(root, modulesOf(county))
  return writeContestBank(root, bank) ? [...written, '竞赛题库'] : written
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const written = compile(fileURLToPath(new URL('../..', import.meta.url)))
    console.log(written.length === 0 ? '县里的内容没有变。' : `县里的内容检查过了，更新了 ${written.join('、')}。`)
  } catch (fault) {
    console.error(fault instanceof Error ? fault.message : String(fault))
    process.exit(1)
  }
}
