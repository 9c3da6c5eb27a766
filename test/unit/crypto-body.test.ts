import * as fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { fromBase64Url, toBase64Url, utf8 } from '#contract/bytes.ts'
import { MAX_BODY_CHARACTERS, MAX_PLACE_CHARACTERS, MAX_SUBJECT_CHARACTERS } from '#contract/limits.ts'
import { SealedBytes, type BodyKind } from '#contract/sealed.ts'
import { openBody, sealBody, type Place } from '../../site/crypto/body.ts'
import { makeCompartment, makeId, type Compartment } from '../../site/crypto/compartment.ts'
import { randomBytes } from '../../site/crypto/derive.ts'
import { CONTENT_STEPS, STEPS } from '../../site/crypto/pad.ts'
import { sign, verify, verifyKeyOf } from '../../site/crypto/sign.ts'
import type { ContentWords, Words } from '../../site/crypto/words.ts'
import { anyText, failureOf, the } from '../support/sealing.ts'
import { TIPS, plainFieldsOf } from '../support/tips.ts'
import { readVectors } from '../support/vectors.ts'

interface BodyVectors {
  identity: string
  verify: string
  opens: { why: string; place: Place<BodyKind>; signature: string; day?: string; words: unknown; sealed: string }[]
  fails: { why: string; place: Place<BodyKind>; code: string; sealed: string }[]
}
const vectors = readVectors('body') as BodyVectors
const report = makeId()
const seed = randomBytes(32)
const key = verifyKeyOf(seed)
let compartment: Compartment

beforeAll(async () => {
  compartment = await makeCompartment()
})

const placeOf = <Kind extends BodyKind>(kind: Kind): Place<Kind> => ({ report, compartment: compartment.id, n: 1, author: 'reporter', kind })
const sealed = <Kind extends BodyKind>(kind: Kind, body: Words<Kind>) => sealBody(compartment.recipient, { ...placeOf(kind), body }, seed)
const opened = <Kind extends BodyKind>(kind: Kind, text: string) => openBody(text, compartment.identity, placeOf(kind), [key])

function contentOf({ tip }: (typeof TIPS)[number]): ContentWords {
  const { place, since, subject, body, wantsReward, identity } = tip
  return { ...plainFieldsOf(tip), wantsReward, named: identity !== undefined, language: 'zh', place, since, ...(subject !== undefined && { subject }), body }
}

describe('opening a body', () => {
  it.for(vectors.opens)('$why: signature $signature', async ({ sealed: text, place, signature, day, words }) => {
    const body = await openBody(text, vectors.identity, place, [vectors.verify])
    expect(body).toEqual({ statement: { ...place, ...(day !== undefined && { day }), body: words }, signature })
  })

  it.for(vectors.fails)('$why is $code', async ({ sealed: text, place, code }) => {
    expect(await failureOf(() => openBody(text, vectors.identity, place, [vectors.verify]))).toBe(code)
  })

  it('takes a signature by any key its author may have used, and by no other', async () => {
    const text = await sealed('message', { text: '在' })
    const signatureUnder = async (keys: string[]) => (await openBody(text, compartment.identity, placeOf('message'), keys)).signature
    expect(await signatureUnder([verifyKeyOf(randomBytes(32)), key])).toBe('good')
    expect(await signatureUnder([verifyKeyOf(randomBytes(32))])).toBe('wrong')
    expect(await signatureUnder([])).toBe('wrong')
  })

  it('refuses what is not base64url', async () => {
    expect(await failureOf(() => opened('message', '!'))).toBe('unopenable')
    expect(await failureOf(() => opened('message', 'A'))).toBe('unopenable')
  })

  it('finds a body that was moved, whichever way', async () => {
    const text = await sealed('message', { text: '在' })
    const elsewhere: Partial<Place<BodyKind>>[] = [{ report: makeId() }, { compartment: makeId() }, { n: 2 }, { author: 'fire' }, { kind: 'note' }]
    for (const other of elsewhere) {
      expect(await failureOf(() => openBody(text, compartment.identity, { ...placeOf<BodyKind>('message'), ...other }, [key]))).toBe('misplaced')
    }
  })
})

describe('what a body says', () => {
  it('any text survives sealing, byte for byte', async () => {
    await fc.assert(fc.asyncProperty(anyText(), async (text) => {
      const body = await opened('message', await sealed('message', { text }))
      expect(body.statement.body.text).toBe(text)
      expect(body.signature).toBe('good')
    }), { numRuns: 60 })
  })

  it.for(TIPS)('the whole of $name survives, and its size is that of every other tip', async (fixture) => {
    const content = contentOf(fixture)
    const text = await sealed('content', content)
    expect((await opened('content', text)).statement.body).toEqual(content)
    expect(stepOf(text)).toBe(CONTENT_STEPS[0])
  })

  it('the most that the form takes fits, even of characters that JSON writes at length', async () => {
    for (const character of ['\u0001', '"', '\\', '𠮷', '\ud800']) {
      const content = contentOf(the(TIPS[0]))
      const longest = { ...content, place: character.repeat(MAX_PLACE_CHARACTERS), subject: character.repeat(MAX_SUBJECT_CHARACTERS), body: character.repeat(MAX_BODY_CHARACTERS) }
      const text = await sealed('content', { ...longest, avoid: Array.from({ length: 40 }, (_, n) => `unit-of-quite-a-long-name-${n}`) })
      expect(SealedBytes.safeParse(text).success).toBe(true)
    }
  })

  it('more than fits is told, not cut', async () => {
    expect(await failureOf(() => sealed('message', { text: '长'.repeat(20_000) }))).toBe('too-long')
  })
})

/** The padded size inside, from the sealed size: 1,627 bytes of header, 16 of nonce, 16 of tag. */
const stepOf = (text: string) => fromBase64Url(text).length - 1659

describe('the size of a sealed body', () => {
  it('tells the step and nothing else', async () => {
    await fc.assert(fc.asyncProperty(anyText(2000), async (text) => {
      expect(STEPS).toContain(stepOf(await sealed('message', { text })))
    }), { numRuns: 40 })
  })

  it('is the same for a word and for a paragraph, signed or not', async () => {
    const paragraph = await sealed('message', { text: '啊'.repeat(100) })
    const word = await sealed('message', { text: '啊' })
    const unsigned = await sealBody(compartment.recipient, { ...placeOf('message'), body: { text: '啊' } }, null)
    expect([word.length, unsigned.length]).toEqual([paragraph.length, paragraph.length])
  })
})

describe('a signature', () => {
  // RFC 8032 §7.1, test 3 would need a message without purpose; the key of test 1 is enough to fix the curve.
  it('has the public key that RFC 8032 gives', () => {
    const rfc = Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex')
    expect(Buffer.from(fromBase64Url(verifyKeyOf(rfc))).toString('hex')).toBe('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a')
  })

  it('is refused where no purpose is named', () => {
    expect(() => sign(seed, utf8('随便什么'))).toThrow(TypeError)
    expect(() => sign(seed, utf8('anshao/v1/body'))).toThrow(TypeError)
  })

  it('holds for its own words and key only', () => {
    const statement = utf8('anshao/v1/body\n{}')
    const signature = sign(seed, statement)
    expect(verify(key, statement, signature)).toBe(true)
    expect(verify(key, utf8('anshao/v1/body\n{} '), signature)).toBe(false)
    expect(verify(verifyKeyOf(randomBytes(32)), statement, signature)).toBe(false)
    expect(verify(key, statement, signature.slice(1))).toBe(false)
    expect(verify('', statement, signature)).toBe(false)
  })

  it('by a key of small order, which would fit every statement, is refused', () => {
    const zero = toBase64Url(Uint8Array.from({ length: 32 }, (_, at) => (at === 0 ? 1 : 0)))
    const forged = toBase64Url(Uint8Array.from({ length: 64 }, (_, at) => (at === 0 ? 1 : 0)))
    expect(verify(zero, utf8('anshao/v1/body\n{}'), forged)).toBe(false)
  })
})
