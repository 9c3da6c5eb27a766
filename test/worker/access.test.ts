import { describe, expect, it } from 'vitest'
import { ErrorBody, STATUS_BY_CODE } from '#contract/errors.ts'
import { BYTES_TYPE } from '#contract/endpoint.ts'
import { OPERATIONS } from '#contract/operations.ts'
import { ROLES, type Role } from '#contract/roles.ts'
import { app } from '../../worker/app.ts'
import { get, send } from '../support/api.ts'
import { dump } from '../support/database.ts'
import { signedIn, type Person } from '../support/members.ts'

const EVERYBODY = ['desk', 'handler', 'approver', 'supervisor', 'cashier', 'custodian', 'auditor', 'administrator'] as const
/** Who is let in to each operation. An operation that is not here, or is here and nowhere else, fails. */
const POLICY: Record<string, 'anyone' | 'code' | readonly Role[]> = {
  submitReport: 'anyone',
  fileForSomebody: ['desk', 'handler'],
  trackReport: 'code',
  writeAsReporter: 'code',
  readTrackedPart: 'code',
  askReview: 'code',
  readKeyring: 'anyone',
  readChallenge: 'anyone',
  listHeads: 'anyone',
  openUpload: 'anyone',
  putPart: 'anyone',
  readUpload: 'anyone',
  completeUpload: 'anyone',
  readEvidencePart: ['desk', 'handler', 'approver', 'supervisor'],
  openMemberUpload: ['desk', 'handler', 'approver'],
  openEvidence: ['desk', 'handler', 'approver', 'supervisor'],
  saveEvidence: ['desk', 'handler', 'approver', 'supervisor'],
  readContest: 'anyone',
  enterContest: 'anyone',
  answerContest: 'anyone',
  readHealth: 'anyone',
  startSignIn: 'anyone',
  signIn: 'anyone',
  enrol: 'anyone',
  signOut: EVERYBODY,
  readSession: EVERYBODY,
  listColleagues: EVERYBODY,
  countWaiting: EVERYBODY,
  grantUnitKey: EVERYBODY,
  startPasskeySignIn: 'anyone',
  signInWithPasskey: 'anyone',
  readAccess: EVERYBODY,
  startPasskey: EVERYBODY,
  addPasskey: EVERYBODY,
  removePasskey: EVERYBODY,
  changePassphrase: EVERYBODY,
  changeTotp: EVERYBODY,
  listMemberEvents: ['auditor'],
  readUnitKey: ['desk', 'handler', 'approver', 'supervisor', 'cashier', 'custodian'],
  rotateUnitKey: ['desk', 'handler', 'approver', 'supervisor', 'cashier', 'custodian'],
  listKeysDue: ['administrator'],
  listMembers: ['administrator'],
  inviteMember: ['administrator'],
  disableMember: ['administrator'],
  listReports: ['desk', 'handler', 'approver', 'supervisor'],
  readReport: ['desk', 'handler', 'approver', 'supervisor'],
  openReport: ['desk', 'handler', 'approver', 'supervisor'],
  readHistory: ['desk', 'handler', 'approver', 'supervisor', 'auditor'],
  acceptReport: ['desk'],
  refuseReport: ['desk'],
  referReport: ['desk'],
  assignReport: ['desk'],
  closeReport: ['desk'],
  handOnReport: ['desk', 'handler'],
  returnReport: ['handler'],
  beginReport: ['desk', 'handler'],
  orderRectification: ['desk', 'handler'],
  recordInspection: ['desk', 'handler'],
  clearHazard: ['desk'],
  findReport: ['desk', 'handler'],
  replyToReporter: ['desk', 'handler', 'approver'],
  noteReport: ['desk', 'handler', 'approver'],
  extendReport: ['desk', 'handler', 'approver'],
  publishAnswer: ['desk'],
  redactReport: ['desk', 'handler'],
  redactEvidence: ['desk', 'handler'],
  takeOutUnit: ['desk'],
  renewDialogue: ['desk'],
  escalateReport: ['desk'],
  nameReview: ['desk'],
  decideReview: ['handler', 'approver'],
  declineExtension: ['approver'],
  mergeReport: ['desk'],
  unmergeReport: ['desk'],
  relayFinding: ['desk'],
  numberLetter: ['desk'],
  withdrawAnswer: ['desk'],
  listCustody: ['custodian', 'supervisor', 'desk'],
  readCustody: ['custodian'],
  askLook: ['custodian'],
  consentToLook: ['custodian', 'supervisor'],
  declineCustody: ['custodian', 'supervisor', 'desk'],
  openIdentity: ['custodian'],
  askContact: ['desk', 'handler'],
  answerContact: ['custodian'],
  askReset: ['custodian'],
  readReset: ['desk'],
  grantReset: ['desk'],
  listAnswers: 'anyone',
  listBoard: ['supervisor'],
  countBoard: ['supervisor'],
  listEvents: ['auditor'],
  listHistories: ['auditor'],
  exportReport: ['auditor', 'supervisor'],
  claimAward: 'code',
  claimTransfer: 'code',
  confirmPayee: ['custodian'],
  declinePayee: ['custodian'],
  listTransfers: ['cashier'],
  listLateAwards: ['supervisor'],
  listPayees: ['custodian'],
  payTransfer: ['cashier'],
  returnTransfer: ['cashier'],
  listAnnounced: 'anyone',
  proposeAward: ['desk', 'handler'],
  withdrawAward: ['desk', 'handler'],
  approveAward: ['approver'],
  declineAward: ['approver'],
  extendAward: ['desk', 'approver'],
  listAwards: ['desk', 'approver', 'supervisor', 'auditor'],
  readVoucher: ['cashier'],
  redeemVoucher: ['cashier'],
  askReversal: ['cashier'],
  answerReversal: ['approver', 'supervisor'],
  listLedger: ['cashier', 'approver', 'supervisor', 'auditor'],
  reconcileLedger: ['cashier', 'approver', 'supervisor', 'auditor'],
}

/** These work while the unit's key is still waited for. */
const WHILE_WAITING = ['signOut', 'readSession', 'listColleagues', 'countWaiting', 'grantUnitKey', 'readAccess', 'startPasskey', 'addPasskey', 'removePasskey', 'changePassphrase', 'changeTotp']

const SEATS: Record<Role, Person> = {
  desk: { name: 'a-desk', unit: 'desk', roles: ['desk'] },
  handler: { name: 'a-handler', unit: 'fire', roles: ['handler'] },
  approver: { name: 'an-approver', unit: 'desk', roles: ['approver'] },
  supervisor: { name: 'a-supervisor', unit: 'desk', roles: ['supervisor'] },
  cashier: { name: 'a-cashier', unit: 'cashier', roles: ['cashier'] },
  custodian: { name: 'a-custodian', unit: 'custodian', roles: ['custodian'] },
  auditor: { name: 'an-auditor', unit: null, roles: ['auditor'] },
  administrator: { name: 'an-admin', unit: null, roles: ['administrator'] },
}
let turn = 0
/** A fresh session each time: signing out is one of the operations. */
const seat = (role: Role, change: Partial<Person> = {}) => signedIn({ ...SEATS[role], name: `${SEATS[role].name}-${(turn += 1)}`, ...change })

const pathOf = (path: string) => path.replace(':reference', '0000-0000').replace(':name', 'nobody-here').replace(':id', 'A'.repeat(22)).replace(':payment', '2026-000000').replace(':transfer', 'A'.repeat(22)).replace(':n', '1').replace(':k', '1')

/** What a call with nothing in it comes to. Whoever is let in is told of the shape, or of a report that is not there. */
async function outcome(operation: (typeof OPERATIONS)[number], cookie: string | null): Promise<'in' | 'stranger' | 'wrong role'> {
  const path = pathOf(operation.path)
  const response = operation.method === 'GET' ? await get(path, { cookie }) : await send(operation.method, path, '{}', { cookie })
  if (response.status === STATUS_BY_CODE.unauthenticated) return 'stranger'
  if (response.status === STATUS_BY_CODE.forbidden) return 'wrong role'
  expect(response.status).toBeLessThan(500)
  return 'in'
}

describe('who may call what', () => {
  it('is decided for every operation there is, and as the contract says it', () => {
    expect(OPERATIONS.map((operation) => operation.name).toSorted()).toEqual(Object.keys(POLICY).toSorted())
    for (const operation of OPERATIONS) {
      const wanted = POLICY[operation.name]
      expect([operation.name, typeof operation.access === 'string' ? operation.access : operation.access.toSorted()]).toEqual([operation.name, typeof wanted === 'string' ? wanted : wanted?.toSorted()])
    }
  })

  it('has no path that is not an operation', () => {
    const mounted = app.routes.filter((route) => route.method !== 'ALL' && !route.path.includes('*')).map((route) => `${route.method} ${route.path}`)
    expect([...new Set(mounted)].toSorted()).toEqual([...OPERATIONS.map((operation) => `${operation.method} ${operation.path}`), 'GET /api/openapi.json'].toSorted())
  })

  it.for(OPERATIONS.map((operation) => [operation.name, operation] as const))('%s', async ([name, operation]) => {
    const policy = POLICY[name] ?? 'anyone'
    const open = typeof policy === 'string'
    const expected = { nobody: open ? 'in' : 'stranger', ...Object.fromEntries(ROLES.map((role) => [role, open || policy.includes(role) ? 'in' : 'wrong role'])) }
    const found: Record<string, string> = { nobody: await outcome(operation, null) }
    for (const role of ROLES) found[role] = await outcome(operation, (await seat(role)).cookie)
    expect(found).toEqual(expected)

    const waiting = await outcome(operation, (await seat('handler', { standing: 'waiting' })).cookie)
    expect(waiting).toBe(open || WHILE_WAITING.includes(name) ? 'in' : 'wrong role')
    expect(await outcome(operation, (await seat('desk', { standing: 'disabled' })).cookie)).toBe(open ? 'in' : 'stranger')
  })

  it('looks at who calls before it looks at what is sent', async () => {
    const before = await dump()
    for (const operation of OPERATIONS.filter(({ access, method }) => typeof access !== 'string' && method === 'POST')) {
      const response = await send('POST', pathOf(operation.path), 'not json', { headers: { 'content-type': 'text/plain' } })
      expect([operation.name, response.status]).toEqual([operation.name, 401])
    }
    expect(await dump()).toEqual(before)
  })
})

describe('every operation, badly called', () => {
  const callers = ROLES.filter((role) => ['desk', 'handler', 'administrator'].includes(role))
  it.for(OPERATIONS.map((operation) => [operation.name, operation] as const))('%s answers in the contract’s words and changes nothing', async ([, operation]) => {
    const { access, path, maxBytes = 0, method } = operation
    const role = typeof access === 'string' ? null : (callers.find((one) => access.includes(one)) ?? access[0] ?? null)
    const cookie = role === null ? null : (await seat(role)).cookie
    const answers: Response[] = []
    const before = await dump()
    if (method === 'GET') {
      answers.push(await get(`${pathOf(path)}?unknown=1`, { cookie }), await get(`${pathOf(path)}?after=%F0%9F`, { cookie }))
    } else {
      const json = (body: string) => send(method, pathOf(path), body, { cookie })
      answers.push(
        await json('['), await json('null'), await json('[[[]]]'), await json('"\\ud800"'), await json('{"unknown":1}'), await json('{"__proto__":{"seq":1}}'),
        await json('{"seq":1e400,"name":"\\u0000","lookup":-1}'), await json('x'.repeat(maxBytes + 1)),
        await send(method, pathOf(path), '{}', { cookie, headers: { 'content-type': 'text/plain' } }),
        await send(method, pathOf(path), '{}', { cookie, headers: { 'content-type': 'application/json-patch+json' } }),
      )
    }
    for (const response of answers) {
      const { error } = ErrorBody.parse(await response.json())
      expect(response.status).toBe(STATUS_BY_CODE[error.code])
      expect(['invalid', 'not_found', 'too_large']).toContain(error.code)
      expect(error.requestId).toMatch(/^[\w-]{22}$/)
      expect(response.headers.get('cache-control')).toBe('no-store')
      expect(response.headers.get('referrer-policy')).toBe('no-referrer')
    }
    expect(await dump()).toEqual(before)
  })

  it.for(OPERATIONS.map((operation) => [operation.name, operation] as const))('%s says which method would do', async ([, { path, method }]) => {
    for (const wrong of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'GET', 'POST'].filter((one) => one !== method)) {
      if (OPERATIONS.some((other) => other.path === path && other.method === wrong)) continue
      const response = await send(wrong, pathOf(path), null)
      expect([wrong, response.status, ErrorBody.parse(await response.json()).error.code]).toEqual([wrong, 405, 'wrong_method'])
      expect(response.headers.get('allow')).toContain(method)
    }
  })

  it('finds nothing at a path that is none', async () => {
    for (const path of ['/api', '/api/', '/api/nothing', '/api/reports/', '/api/staff', '/api/staff/reports/', '/api/%2e%2e/secret', '/api/reports%00', '/API/keyring', '/api//keyring']) {
      const response = await get(path)
      expect([path, response.status, ErrorBody.parse(await response.json()).error.code]).toEqual([path, 404, 'not_found'])
    }
  })
})

type Content = { content: Record<string, { schema: object }> }
interface Described {
  readonly openapi: string
  readonly paths: Record<string, Record<string, {
    operationId: string; 'x-access': unknown; requestBody?: Content; responses: Record<string, Content>; parameters: { name: string; in: string }[]
  }>>
}

describe('GET /api/openapi.json', () => {
  it('describes every operation, with what goes in and what comes out', async () => {
    const document = await (await get('/api/openapi.json')).json<Described>()
    expect(document.openapi).toBe('3.1.0')
    for (const operation of OPERATIONS) {
      const described = document.paths[operation.path.replaceAll(/:(\w+)/g, '{$1}')]?.[operation.method.toLowerCase()]
      expect(described?.operationId).toBe(operation.name)
      expect(described?.['x-access']).toEqual(operation.access)
      const { content } = described?.responses['200'] ?? {}
      if (operation.bytes === 'out') expect(Object.keys(content ?? {})).toEqual([BYTES_TYPE])
      else expect(Object.keys(content?.['application/json']?.schema ?? {})).toEqual(expect.arrayContaining([operation.name === 'readChallenge' ? 'oneOf' : 'properties']))
      if (operation.method === 'POST') expect(described?.requestBody?.content['application/json']?.schema).toHaveProperty('type', 'object')
      expect(described?.parameters.filter((parameter) => parameter.in === 'path').map((parameter) => parameter.name)).toEqual([...operation.path.matchAll(/:(\w+)/g)].map((match) => match[1]))
    }
    expect(Object.values(document.paths).flatMap((methods) => Object.keys(methods))).toHaveLength(OPERATIONS.length)
  })

  it('names the filters of the list', async () => {
    const document = await (await get('/api/openapi.json')).json<Described>()
    expect(document.paths['/api/staff/reports']?.['get']?.parameters.map((parameter) => parameter.name)).toEqual(['kind', 'state', 'due', 'lead', 'category', 'unread', 'after'])
  })
})
