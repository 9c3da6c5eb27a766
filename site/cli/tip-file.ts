/** A tip or a question from a file, as the commands take them. */
import { readFileSync } from 'node:fs'
import * as z from 'zod/mini'
import { Day } from '#contract/ids.ts'
import { LanguageId, PlainFields } from '#contract/report.ts'
import { MAX_BODY_CHARACTERS, MAX_PLACE_CHARACTERS, MAX_SUBJECT_CHARACTERS } from '#contract/limits.ts'
import { MAX_FILES } from '#contract/rules/part-size.ts'
import { unknownFields } from '#contract/rules/routing.ts'
import type { Question, Tip } from '../crypto/filing.ts'
import { fail } from './print.ts'

const text = (most: number) => z.string().check(z.minLength(1), z.maxLength(most))

/** design.md §7: optional fields may be absent. */
const TipFile = z.strictObject({
  kind: z.optional(z.literal('report')),
  ...PlainFields.shape,
  avoid: z.optional(PlainFields.shape.avoid),
  place: text(MAX_PLACE_CHARACTERS),
  since: z.optional(Day),
  subject: z.optional(text(MAX_SUBJECT_CHARACTERS)),
  body: text(MAX_BODY_CHARACTERS),
  identity: z.optional(z.strictObject({ name: text(40), phone: text(40), insider: z.optional(z.boolean()) })),
  wantsReward: z.boolean(),
  language: z.optional(LanguageId),
  /** Paths of files to attach. */
  files: z.optional(z.array(text(1000)).check(z.maxLength(MAX_FILES))),
})

/** 咨询: words, and what they are about if one likes. Anything else in the file is refused, not passed over. */
const QuestionFile = z.strictObject({
  kind: z.literal('question'),
  category: z.optional(PlainFields.shape.category),
  township: z.optional(PlainFields.shape.township),
  body: text(MAX_BODY_CHARACTERS),
  language: z.optional(LanguageId),
})

/** What is in the file, and the files it wants attached; ends the command where it is not as it must be, or names what this county does not have. */
export function readFiling(file: string): { filing: Tip | Question; files: readonly string[] } {
  const read = parseFiling(file)
  const unknown = unknownFields({ violations: [], flags: [], avoid: [], ...read.filing })
  return unknown.length > 0 ? fail('invalid', `本县没有这样的 ${unknown.join('、')}`) : read
}

function parseFiling(file: string): { filing: Tip | Question; files: readonly string[] } {
  const parsed = z.discriminatedUnion('kind', [TipFile, QuestionFile]).safeParse(parse(read(file)))
  if (!parsed.success) {
    const paths = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.') || issue.code))]
    return fail('invalid', `举报文件不合规则：${paths.join('、')}`)
  }
  if (parsed.data.kind === 'question') {
    const { kind, category = null, township = null, body, language = 'zh' } = parsed.data
    return { filing: { kind, category, township, language, body }, files: [] }
  }
  const { kind: _report, files = [], avoid = [], language = 'zh', since, subject, identity, ...rest } = parsed.data
  const insider = identity?.insider === undefined ? {} : { insider: identity.insider }
  const filing = {
    ...rest, avoid, language,
    ...(since !== undefined && { since }),
    ...(subject !== undefined && { subject }),
    ...(identity !== undefined && { identity: { name: identity.name, phone: identity.phone, ...insider } }),
  }
  return { filing, files }
}

function read(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8')
  } catch {
    return fail('invalid', `读不到举报文件 ${file}`)
  }
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return fail('invalid', '举报文件不是 JSON。')
  }
}
