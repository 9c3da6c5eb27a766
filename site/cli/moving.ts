/** What every verb that reads or moves a report is made of. Each reads the report first, so that it moves what it saw. */
import { readReport } from '#contract/console.ts'
import type { StaffReport } from '#contract/staff-report.ts'
import { renewed } from '../console/holding/act.ts'
import { unsealReport, type UnsealedReport } from '../console/report/unseal.ts'
import type { Outcome } from '../console/outcome.ts'
import type { StaffSession } from '../console/session.ts'
import type { Words } from './arguments.ts'
import { need } from './need.ts'
import { fail } from './print.ts'

export type Verb = (session: StaffSession, words: Words) => Promise<unknown>

export function choice<T extends string>({ options }: { options: readonly T[] }, value: string | undefined, option: string): T {
  return options.find((one) => one === value) ?? fail('invalid', `--${option} 要是其中之一：${options.join(' ')}`)
}

export const referenceOf = (words: Words) => words.rest[2] ?? fail('invalid', '要写明公开编号，例如 0123-4567。')
export const textOf = (words: Words) => words.one('text') ?? (words.rest.slice(3).join(' ') || undefined)

export async function read(session: StaffSession, words: Words): Promise<UnsealedReport> {
  return renewed(session, await unsealReport(session, need(await session.tools.call(readReport, { reference: referenceOf(words) }, {}))))
}

/** A verb that moves a report; prints where that left it. */
export function moving(move: (session: StaffSession, report: UnsealedReport, words: Words) => Promise<Outcome<StaffReport>>): Verb {
  return async (session, words) => {
    const { reference, state, seq, lead, extension, deadlines } = need(await move(session, await read(session, words), words))
    return { reference, state, seq, lead, extension, deadlines }
  }
}

export const required = (text: string | undefined) => text ?? fail('invalid', '要写点什么。')
