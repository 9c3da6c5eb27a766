/** The account of `track --claim-transfer`, from a file: an argument would stand in the shell's history. */
import { readFileSync } from 'node:fs'
import * as z from 'zod/mini'
import type { Account } from '../track/transfer.ts'
import { fail } from './print.ts'

const AccountFile = z.strictObject({ name: z.string(), bank: z.string(), account: z.string() })

/** `{ name, bank, account }`; ends the command where it is anything else. */
export function readAccountFile(file: string): Account {
  try {
    const parsed = AccountFile.safeParse(JSON.parse(readFileSync(file === '-' ? 0 : file, 'utf8')))
    return parsed.success ? parsed.data : fail('invalid', '收款文件要有 name、bank、account 三样，别的不要。')
  } catch {
    return fail('invalid', `读不到收款文件 ${file}，或者它不是 JSON。`)
  }
}
