import type { Hono } from 'hono'
import type * as z from 'zod/mini'
import { BYTES_TYPE, INPUT_HEADER, type Endpoint, type PathParams } from '#contract/endpoint.ts'
import type { ErrorCode } from '#contract/errors.ts'
import { MAX_SMALL_BYTES } from '#contract/limits.ts'
import { ROLES } from '#contract/roles.ts'
import { readAtMost } from '../platform/body.ts'
import type { StoredObject } from '../platform/objects.ts'
import { parseJson } from '../platform/json.ts'
import type { Result } from '../platform/result.ts'
import { findMember } from '../staff/session.ts'
import type { Member } from '../staff/store.ts'
import type { App, Call } from './context.ts'
import { refuseWith } from './refuse.ts'

/** What a refusal becomes outside: rich inside, poor outside. Does not compile while a reason is missing. */
export type Answers<R extends string> = Record<R, [code: ErrorCode, message: string]>

export interface Served<Path extends string, Input> {
  readonly c: Call
  readonly input: Input
  readonly params: PathParams<Path>
  readonly today: string
}

/** Mounts one operation of the contract: access, then shape, then the handler; its answer is parsed on the way out too. */
export function serve<Path extends string, Input extends z.ZodMiniType, Ok extends z.ZodMiniType, R extends string>(
  app: Hono<App>,
  operation: Endpoint<Path, Input, Ok>,
  answers: Answers<R>,
  handler: (served: Served<Path, z.output<Input>>) => Promise<Result<z.input<Ok>, R>>,
): void {
  mount(app, operation, answers, handler, (c, value) => c.json(operation.ok.parse(value) as object))
}

/** The same of an operation whose answer is sealed bytes. */
export function serveBytes<Path extends string, Input extends z.ZodMiniType, Ok extends z.ZodMiniType, R extends string>(
  app: Hono<App>,
  operation: Endpoint<Path, Input, Ok>,
  answers: Answers<R>,
  handler: (served: Served<Path, z.output<Input>>) => Promise<Result<StoredObject, R>>,
): void {
  mount(app, operation, answers, handler, (c, { bytes, body }) => c.body(body, 200, { 'content-type': BYTES_TYPE, 'content-length': String(bytes) }))
}

function mount<Path extends string, Input extends z.ZodMiniType, Ok extends z.ZodMiniType, R extends string, Value>(
  app: Hono<App>, operation: Endpoint<Path, Input, Ok>, answers: Answers<R>,
  handler: (served: Served<Path, z.output<Input>>) => Promise<Result<Value, R>>, answer: (c: Call, value: Value) => Response,
): void {
  app.on(operation.method, operation.path, async (c: Call) => {
    const denied = await checkAccess(c, operation.access)
    if (denied !== null) return denied
    const read = await readInput(c, operation)
    if ('refused' in read) return read.refused
    const parsed = operation.input.safeParse(read.json)
    if (!parsed.success) return refuseInvalid(c, operation.access, parsed.error)
    const result = await handler({ c, input: parsed.data, params: c.req.param() as PathParams<Path>, today: c.get('now').today })
    if (result.ok) return answer(c, result.value)
    const [code, message]: [ErrorCode, string] = answers[result.refusal]
    return refuseWith(c, code, message)
  })
}

/** A key that is malformed gets the same answer as one that nobody has. */
export const UNKNOWN_CODE: [code: ErrorCode, message: string] = ['not_found', '没有找到这个查询码对应的举报。请核对每一组数字。']

/** The budget of filings without scripts is used up. */
export const PLAIN_FULL: [code: ErrorCode, message: string] = ['too_many', '这一个小时不用脚本的举报已经收满，没有收下。过了整点再送。']

function refuseInvalid(c: Call, access: Endpoint<string, never, never>['access'], error: z.core.$ZodError): Response {
  if (access === 'code' && error.issues.some((issue) => issue.path[0] === 'lookup')) return refuseWith(c, ...UNKNOWN_CODE)
  return refuseWith(c, 'invalid', `内容不合规则：${namesOf(error)}`)
}

/** The member behind a call whose operation admits only members. */
export function memberOf(c: Call): Member {
  const member = c.get('member')
  if (member === null) throw new Error('operation without a member')
  return member
}

async function checkAccess(c: Call, access: Endpoint<string, never, never>['access']): Promise<Response | null> {
  if (typeof access === 'string') return null
  // SameSite=Strict keeps the cookie at home; this keeps a page of a sibling host from using it.
  if (!['same-origin', 'none', undefined].includes(c.req.header('sec-fetch-site'))) return refuseWith(c, 'forbidden', '请从本站页面操作。')
  const member = await findMember(c)
  if (member === null) return refuseWith(c, 'unauthenticated', '没有登录，或登录已经过期。请重新登录。')
  if (!member.roles.some((role) => access.includes(role))) return refuseWith(c, 'forbidden', '你的岗位不能做这件事。')
  // Who waits for the unit's key is nobody's colleague yet: an administrator's word alone opens no list and makes no move.
  if (member.standing === 'waiting' && access !== ROLES) return refuseWith(c, 'forbidden', '还差单位的钥匙。请同事在“同事”里交给你。')
  c.set('member', member)
  return null
}

/** A GET's input is its query; that of a body of bytes stands in headers, and the body is the handler's to read. */
async function readInput(c: Call, { method, bytes, maxBytes = MAX_SMALL_BYTES }: Pick<Endpoint<string, never, never>, 'method' | 'bytes' | 'maxBytes'>): Promise<{ json: unknown } | { refused: Response }> {
  if (method === 'GET') return { json: c.req.query() }
  if (bytes !== 'in') return readJson(c, maxBytes)
  // No form and no simple request can send this type from another site.
  if (c.req.header('content-type') !== BYTES_TYPE) return { refused: refuseWith(c, 'invalid', '这里只收封存好的附件。') }
  if (Number(c.req.header('content-length')) > maxBytes) return { refused: refuseWith(c, 'too_large', '内容太大了，没有收下。') }
  const named = Object.entries(c.req.header()).filter(([name]) => name.startsWith(INPUT_HEADER))
  return { json: Object.fromEntries(named.map(([name, value]) => [name.slice(INPUT_HEADER.length), value])) }
}

/** JSON or nothing: any other content type could be sent cross-site by a plain form, without a preflight. */
async function readJson(c: Call, maxBytes: number): Promise<{ json: unknown } | { refused: Response }> {
  if (c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase() !== 'application/json') return { refused: refuseWith(c, 'invalid', '请用 JSON 发送。') }
  const bytes = await readAtMost(c.req.raw, maxBytes)
  if (bytes === null) return { refused: refuseWith(c, 'too_large', '内容太大了，没有收下。') }
  const json = parseJson(new TextDecoder().decode(bytes))
  return json === undefined ? { refused: refuseWith(c, 'invalid', '发来的不是 JSON。') } : { json }
}

/** Paths of what is wrong, never a value; of an unknown key not even its name, which the sender chose. */
function namesOf(error: z.core.$ZodError): string {
  const paths = error.issues.map((issue) => issue.path.map(String).join('.') || '整体')
  return [...new Set(paths)].slice(0, 8).join('、')
}
