import type { Hono } from 'hono'
import { openEvidence, openMemberUpload, readEvidencePart, saveEvidence } from '#contract/evidence-part.ts'
import * as upload from '#contract/upload.ts'
import { readTrackedPart } from '#contract/track.ts'
import type { App, Call } from '../http/context.ts'
import { memberOf, serve, serveBytes, UNKNOWN_CODE, type Answers } from '../http/serve.ts'
import { readObject, type PutRefusal, type StoredObject } from '../platform/objects.ts'
import { ok, refuse, type Result } from '../platform/result.ts'
import { hashOf } from '../platform/secrets.ts'
import { MOVE } from '../report/answers.ts'
import { complete, open, openAsMember, readState, takePart, type OpenRefusal, type OwnRefusal } from './commands.ts'
import type { CompleteRefusal, PartRefusal } from './decide.ts'
import { findPart, openFile, saveFile } from './looks.ts'
import { findTrackedObject } from './store.ts'

const OPEN: Answers<OpenRefusal> = {
  challenge: ['challenge', '安全验证没有通过，请再试一次。附件还在你的设备上。'],
  'challenge-unreachable': ['unavailable', '安全验证的服务这会儿连不上，附件没有开始传。过几分钟再试。'],
  'challenge-used': ['challenge', '这次安全验证已经用过，请再试一次。附件还在你的设备上。'],
  'uploads-full': ['too_many', '这一个小时的附件已经收满。文字可以先送，附件过了整点再补。'],
  'other-shape': ['conflict', '这次上传开始时说的大小不一样。请重新选这个附件。'],
}

const OWN: Answers<OwnRefusal> = {
  'no-upload': ['not_found', '没有这次上传，或放了一天没有送出、已经删掉。请重新选这个附件。'],
  'wrong-signature': ['forbidden', '这次上传不是从这里开始的，没有收下。'],
}

const PART: Answers<OwnRefusal | PartRefusal | PutRefusal | 'no-length'> = {
  ...OWN,
  'no-such-part': ['invalid', '这个附件没有这一块。'],
  closed: ['conflict', '这次上传已经结束，不再收了。'],
  'wrong-size': ['invalid', '这一块的大小和开始时说的不一样，没有收下。'],
  'other-part': ['conflict', '这一块已经收下，和这次送来的不一样。'],
  'no-length': ['invalid', '没有说明这一块有多大，没有收下。'],
  short: ['invalid', '这一块没有传完整，没有收下。再传一次。'],
  long: ['invalid', '这一块比说的要大，没有收下。'],
  altered: ['invalid', '这一块在路上变了样，没有收下。再传一次。'],
  'not-sealed': ['invalid', '这一块没有封存，没有收下。'],
}

const COMPLETE: Answers<OwnRefusal | CompleteRefusal> = {
  ...OWN,
  'missing-part': ['conflict', '附件还没有传完，缺了几块。'],
  'other-order': ['conflict', '收到的各块和这次说的对不上。请重新选这个附件。'],
  closed: PART.closed,
}

const LOOK: Answers<'no-file' | 'stale'> = {
  'no-file': ['not_found', '没有这件举报，或不在你单位手里，或没有这个附件。'],
  stale: MOVE.stale,
}

export function mountEvidence(app: Hono<App>): void {
  serve(app, upload.openUpload, OPEN, async ({ c, input: { challenge, ...asked } }) => open(c.env.DB, c.env, asked, challenge, c.get('now').seconds))
  serve(app, openMemberUpload, { 'uploads-full': OPEN['uploads-full'], 'other-shape': OPEN['other-shape'] }, async ({ c, input }) => openAsMember(c.env.DB, input, c.get('now').seconds))
  serve(app, upload.putPart, PART, async ({ c, input, params }) => {
    const bytes = lengthOf(c)
    if (bytes === null) return refuse('no-length')
    const taking = takePart(c.env.DB, c.env.EVIDENCE, params.id, { ...input, n: Number(params.n), bytes, body: c.req.raw.body })
    // Whoever hangs up once all is sent would leave an object without its row, again and again: it is brought to its end all the same.
    c.executionCtx.waitUntil(taking.catch(() => undefined))
    return taking
  })
  serve(app, upload.readUpload, OWN, async ({ c, input, params }) => readState(c.env.DB, params.id, input.signature))
  serve(app, upload.completeUpload, COMPLETE, async ({ c, input, params }) => complete(c.env.DB, params.id, input.digest, input.signature))
  serve(app, openEvidence, LOOK, async ({ c, params, today }) => openFile(c.env.DB, memberOf(c), { ...params, k: Number(params.k) }, today))
  serve(app, saveEvidence, LOOK, async ({ c, input, params, today }) => saveFile(c.env.DB, memberOf(c), { ...params, k: Number(params.k) }, input.reason, today))
  serveBytes(app, readEvidencePart, {
    'no-part': LOOK['no-file'],
    unopened: ['conflict', '先打开这个附件再读：谁看过，要记在流转记录里。'],
    'no-object': ['unavailable', '附件的这一块不见了。记下是哪一件，告诉管理员。'],
  }, ({ c, params, today }) => readPart(c.env.EVIDENCE, async () => {
    const part = await findPart(c.env.DB, { ...params, k: Number(params.k), n: Number(params.n) }, memberOf(c), today)
    if (part === null) return refuse('no-part')
    return part.opened ? ok(part.object) : refuse('unopened')
  }))
  serveBytes(app, readTrackedPart, {
    'no-part': UNKNOWN_CODE,
    'no-object': ['unavailable', '附件的这一块不见了。是单位发来的，写一句请他们再发一次；是你自己加的，再加一次。'],
  }, async ({ c, input, params }) => {
    const lookupHash = await hashOf(input.lookup)
    return readPart(c.env.EVIDENCE, async () => {
      const object = await findTrackedObject(c.env.DB, lookupHash, Number(params.k), Number(params.n))
      return object === null ? refuse('no-part') : ok(object)
    })
  })
}

/** A part may be under its new key by the time it is asked for: then its row says where. */
async function readPart<R extends string>(bucket: R2Bucket, find: () => Promise<Result<string, R>>): Promise<Result<StoredObject, R | 'no-object'>> {
  for (let tried = 0; tried < 2; tried += 1) {
    const key = await find()
    if (!key.ok) return key
    const found = await readObject(bucket, key.value)
    if (found !== null) return ok(found)
  }
  return refuse('no-object')
}

/** What the body says it is long; the store refuses one that is not. */
function lengthOf(c: Call): number | null {
  const said = c.req.header('content-length')
  return said !== undefined && /^\d{1,9}$/.test(said) ? Number(said) : null
}
