/** Checking a sealed archive: by itself, without a network, and against what the county publishes where there is one. No DOM. */
import { Archive, type ArchivedRow, type ArchivedTable } from '#contract/archive.ts'
import { EventRow } from '#contract/audit.ts'
import { AwardStanding } from '#contract/award.ts'
import { keyring } from '#contract/county/keyring.ts'
import { listHeads, readKeyring } from '#contract/public.ts'
import { EventKind } from '#contract/states.ts'
import { AnyFiling } from '#contract/report.ts'
import { manifestOf, sealStatement } from '#contract/rules/archive.ts'
import { digestOf } from '#contract/rules/digest.ts'
import { filingDigest } from '#contract/rules/filing.ts'
import { verifyKeysOf } from '#contract/rules/keyring.ts'
import { firstBrokenOf, readDetail } from '#contract/rules/history.ts'
import type { Caller } from '../../api/call.ts'
import { isIncluded, verifyChain, verifyReceipt } from '../../crypto/receipt.ts'
import { verify } from '../../crypto/sign.ts'
import { isApprovalSigned, signedIn, type Approved } from '../award/signed.ts'

/** `open`: nothing speaks against it, but it could not be compared (no network, not yet in the chain). */
export interface Check {
  readonly what: 'manifest' | 'seal' | 'key' | 'filing' | 'history' | 'bodies' | 'awards' | 'receipt' | 'chain'
  readonly standing: 'good' | 'bad' | 'open'
  readonly words: string
}

/** The archive in a file's text, or null for anything else. */
export function readArchive(text: string): Archive | null {
  try {
    const parsed = Archive.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null // Not JSON: the page says what it should be.
  }
}

export const archiveName = (reference: string): string => `举报件-${reference}.anshao.json`

/** Each thing that can be checked, in the order in which one would ask. `call`: null where nobody should be asked. */
export async function checkArchive(archive: Archive, call: Caller | null): Promise<Check[]> {
  const own = await Promise.all([checkManifest(archive), checkSeal(archive), checkFiling(archive), checkHistory(archive), checkBodies(archive), checkReceipt(archive)])
  return [...own, checkAwards(archive), await checkKey(archive, call), await checkChain(archive, call)]
}

const say = (what: Check['what'], good: boolean, fine: string, bad: string): Check => ({ what, standing: good ? 'good' : 'bad', words: good ? fine : bad })
const rowsOf = ({ tables }: Archive, name: string): readonly ArchivedRow[] => tables[name] ?? []
const rowOf = (archive: Archive, name: string): ArchivedRow => rowsOf(archive, name)[0] ?? {}

const PART_NAMES: Readonly<Record<ArchivedTable | 'receipt' | 'chain' | 'keyring' | 'shown', string>> = {
  receipt: '回执', chain: '公开链', keyring: '公钥', shown: '当时的办理情况', report: '收件', position: '位次', event: '流转记录', body: '密封正文', report_grant: '授权', part: '单位分工', filed: '收下时的原样', letter: '文号', custody: '实名保管', reporter_key: '换下的公钥',
  award: '奖励', transfer: '转账领奖', evidence: '附件', withheld: '没有给的附件',
}

/** The manifest names every part, and no part is another than it says. */
async function checkManifest(archive: Archive): Promise<Check> {
  const found = await manifestOf(archive)
  const names = [...new Set([...Object.keys(found), ...Object.keys(archive.manifest)])]
  const changed = names.filter((name) => found[name] !== archive.manifest[name]).map((name) => (Object.hasOwn(PART_NAMES, name) ? PART_NAMES[name as keyof typeof PART_NAMES] : '不认识的一部分'))
  return say('manifest', changed.length === 0, `目录里的${names.length}部分都在，一部分也没有改。`, `${[...new Set(changed)].join('、')}和目录对不上，被改过。`)
}

async function checkSeal(archive: Archive): Promise<Check> {
  const good = verify(archive.receiptKey, await sealStatement(archive), archive.seal)
  return say('seal', good, '目录有县里的签名。', '目录的签名不对，这份档案不是县里导出时的样子。')
}

/** The words are not read for this: the digest is over what is sealed. Without the identity's grant it cannot be reckoned again; what the rows say of it must agree all the same. */
async function checkFiling(archive: Archive): Promise<Check> {
  if (rowsOf(archive, 'report_grant').some((grant) => grant['sealed'] === null)) return checkNamedFiling(archive)
  const filing = AnyFiling.safeParse(filingOf(archive))
  const digest = filing.success ? await filingDigest(filing.data) : null
  const good = digest !== null && digest === archive.receipt.digest && digest === rowOf(archive, 'report')['digest']
  return say('filing', good, '收下的内容和回执上的指纹一致。', '收下的内容和回执上的指纹对不上。')
}

const checkNamedFiling = (archive: Archive): Check => {
  const digests = [rowOf(archive, 'report')['digest'], rowOf(archive, 'position')['digest']]
  if (digests.some((digest) => digest !== archive.receipt.digest)) return say('filing', false, '', '收件和位次上的指纹跟回执对不上。')
  return { what: 'filing', standing: 'open', words: '实名举报：打开姓名电话的钥匙不随档案出来，所以收下的内容不能在这里按指纹重算；有没有改过，看目录的签名。' }
}

/** What was sent when it was filed, out of the rows: what changed later stands in `filed` as it was. */
function filingOf(archive: Archive): unknown {
  const row = { ...rowOf(archive, 'report'), ...rowOf(archive, 'filed') }
  const list = (name: string): unknown => JSON.parse(String(row[name] ?? '[]'))
  const body = (kind: string) => rowsOf(archive, 'body').filter((one) => one['kind'] === kind && one['author'] === 'reporter').map(({ compartment, sealed }) => ({ compartment, sealed }))[0]
  const common = {
    report: row['id'], keyring: row['keyring'], language: row['language'], lookupHash: row['lookup_hash'], reporter: { recipient: row['recipient'], verify: row['verify_key'] },
    content: body('content'), dialogue: { compartment: row['dialogue'] },
    grants: rowsOf(archive, 'report_grant').filter((grant) => grant['seq'] === 1).map(({ holder, sealed }) => ({ holder, sealed })),
  }
  const given = (name: string) => (row[name] === null ? {} : { [name]: row[name] })
  if (row['kind'] === 'question') return { kind: 'question', ...given('category'), ...given('township'), ...common }
  const identity = body('identity')
  const evidence = filedEvidence(archive).map(({ upload_id: upload, digest, compartment, proof }) => ({ upload, digest, compartment, proof, sealed: rowsOf(archive, 'body').find((one) => one['compartment'] === compartment)?.['sealed'] }))
  return {
    category: row['category'], township: row['township'], violations: list('violations'), flags: list('flags'), avoid: list('avoid'),
    wantsReward: row['wants_reward'] === 1, named: row['named'] === 1, ...common, ...(identity !== undefined && { identity }),
    ...(evidence.length > 0 && { evidence }),
  }
}

/** The files that the filing brought, in order. */
const filedEvidence = (archive: Archive): ArchivedRow[] => rowsOf(archive, 'evidence').filter(({ seq }) => seq === 1).sort((a, b) => Number(a['k']) - Number(b['k']))

const eventsOf = (archive: Archive): EventRow[] =>
  rowsOf(archive, 'event').map(({ seq, kind, unit, member, day, detail, digest }) => EventRow.parse({ seq, kind, unit, member, day, detail, digest })).sort((a, b) => a.seq - b.seq)

async function checkHistory(archive: Archive): Promise<Check> {
  const report = rowOf(archive, 'report')
  const events = eventsOf(archive)
  const broken = await firstBrokenOf(String(report['id']), archive.receipt.digest, events, { seq: Number(report['seq']), head: String(report['head']) })
  return say('history', broken === null, `${events.length}条流转记录一环扣一环。`, `第${broken ?? 0}条流转记录接不上前一条，从这一条起不能当真。`)
}

/** Every sealed body is the one whose digest an event names; those of the filing are covered by the receipt. */
async function checkBodies(archive: Archive): Promise<Check> {
  const named = eventsOf(archive).flatMap(({ detail }) => readDetail(detail).bodies ?? [])
  const bodies = rowsOf(archive, 'body')
  const filed = filedEvidence(archive).map(({ compartment }) => compartment)
  const digests = await Promise.all(bodies.map((body) => digestOf('sealed', [String(body['sealed'])])))
  const stray = bodies.filter((body, at) => digests[at] !== body['digest'] || !(named.includes(digests[at] ?? '') || body['kind'] === 'content' || body['kind'] === 'identity' || filed.includes(body['compartment']))).length
  const missing = named.filter((digest) => !digests.includes(digest)).length
  return say('bodies', stray + missing === 0, `${bodies.length}份密封正文都是流转记录里的那几份。`, `有${stray + missing}份密封正文被换过、多出来或缺了。`)
}

/** Whoever is said to have decided about a reward signed it, by the keyring built in here and not by what the archive brings; and what stands in the books is what they signed. */
function checkAwards(archive: Archive): Check {
  const events = eventsOf(archive).map((event) => ({ ...event, kind: EventKind.safeParse(event.kind).data ?? ('noted' as const), detail: readDetail(event.detail) }))
  const keysOf = (unit: string) => verifyKeysOf(keyring, unit)
  const { reference, digest: filingDigest } = archive.receipt
  const signed = signedIn(reference, filingDigest, events, keysOf)
  const bad = [...signed.values()].filter((one) => one !== 'good').length
  const strange = rowsOf(archive, 'award').filter((row) => isApprovalSigned(approvedOf(row), { reference, filingDigest, timeline: events }, keysOf) === false).length
  const fine = signed.size === 0 ? '没有定过奖励。' : `定奖励的${signed.size}步都有经办单位的签名，数也对得上。`
  return say('awards', bad + strange === 0, fine, `定奖励的有${bad + strange}处没有对得上的签名，不能当真。`)
}

/** An archived row as an award. A standing that nobody knows counts as decided. */
function approvedOf(row: ArchivedRow): Approved {
  const text = (name: string) => (typeof row[name] === 'string' ? row[name] : null)
  const standing = AwardStanding.safeParse(row['standing']).data ?? 'paid'
  return { id: String(row['id']), fen: Number(row['fen']), scheme: String(row['scheme']), standing, needsTwo: row['needs_two'] !== 0, proposedBy: text('proposed_by'), approvedBy: text('approved_by'), secondBy: text('second_by') }
}

async function checkReceipt(archive: Archive): Promise<Check> {
  const { receipt, county, receiptKey } = archive
  const [report, position] = [rowOf(archive, 'report'), rowOf(archive, 'position')]
  const fits = receipt.reference === report['reference'] && receipt.position === position['n'] && receipt.day === position['day'] && receipt.digest === position['digest']
  return say('receipt', fits && verifyReceipt(receipt, county, receiptKey), `回执是真的：全县第${receipt.position}件。`, '回执的签名或它写的位次不对。')
}

/** The archive brings the key along; only the county's own publication vouches for it. */
async function checkKey({ receiptKey, county }: Archive, call: Caller | null): Promise<Check> {
  const published = call === null ? null : await call(readKeyring, {}, {})
  if (published === null || !published.ok) return { what: 'key', standing: 'open', words: '没有联网，签名只跟档案自己带的公钥核对过；联网再核对一次，看是不是本县的。' }
  return say('key', published.value.receiptKey === receiptKey && published.value.county === county, '签名用的是本县公布的公钥。', '签名用的不是本县公布的公钥，这份档案不是本县的。')
}

async function checkChain(archive: Archive, call: Caller | null): Promise<Check> {
  const { chain, receipt } = archive
  if (chain === null) return { what: 'chain', standing: 'open', words: '导出时这一件还没有编进公开链，没有可以核对的。' }
  const { before, link } = chain
  const own = await verifyChain([link], { n: link.n - 1, day: link.day, first: link.first, digests: [], head: before })
  if (!own.ok || !isIncluded(receipt, [link])) return say('chain', false, '', '档案里带的公开链段对不上，这一件不在里面。')
  const now = call === null ? null : await call(listHeads, {}, { after: String(link.n - 1) })
  if (now === null || !now.ok) return { what: 'chain', standing: 'open', words: '这一件在档案自带的公开链段里；没有联网，没有跟公布的比。' }
  return say('chain', now.value.links[0]?.head === link.head, '这一件在公开链里，位置没有动过。', '档案里带的公开链段和县里公布的不一样。')
}
