import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromBase64Url, toBase64Url, utf8 } from '#contract/bytes.ts'
import { isHybridAgeFile } from '#contract/rules/age-header.ts'
import { Recipient, SealedBytes } from '#contract/sealed.ts'
import { identityFromSeed, makeIdentity, openWith, recipientOf, sealTo } from '../../site/crypto/age.ts'
import { CONTENT_STEPS, STEPS, pad, unpad } from '../../site/crypto/pad.ts'
import { failureOf, the } from '../support/sealing.ts'
import { readVectors } from '../support/vectors.ts'

interface AgeVectors {
  identity: string
  recipient: string
  stranger: string
  classicRecipient: string
  plaintext: string
  file: string
  refused: { why: string; file: string }[]
}
interface PadVectors {
  steps: { length: number; size: number | null; contentSize: number | null }[]
  padded: { text: string; hex: string }
}
const { identity, recipient, stranger, classicRecipient, plaintext, file, refused } = readVectors('age') as AgeVectors
const padding = readVectors('pad') as PadVectors
const bytes = fc.uint8Array({ maxLength: 3000 })

describe('an age file', () => {
  it('made by another implementation opens, today and always', async () => {
    expect(toBase64Url(await openWith(identity, fromBase64Url(file)))).toBe(plaintext)
  })

  it('gives any bytes back to its recipient', async () => {
    await fc.assert(fc.asyncProperty(bytes, async (plain) => {
      expect(new Uint8Array(await openWith(identity, await sealTo(recipient, plain)))).toEqual(plain)
    }), { numRuns: 40 })
  })

  it('is taken by the contract as one hybrid recipient’s, whatever is in it', async () => {
    await fc.assert(fc.asyncProperty(bytes, async (plain) => {
      const sealed = toBase64Url(await sealTo(recipient, plain))
      expect(isHybridAgeFile(sealed)).toBe(true)
      expect(SealedBytes.safeParse(sealed).success).toBe(true)
    }), { numRuns: 20 })
  })

  it('is different each time', async () => {
    expect(await sealTo(recipient, utf8('同样的话'))).not.toEqual(await sealTo(recipient, utf8('同样的话')))
  })

  it('opens for nobody else', async () => {
    expect(await failureOf(() => openWith(stranger, fromBase64Url(file)))).toBe('unopenable')
    expect(await failureOf(async () => openWith(await makeIdentity(), fromBase64Url(file)))).toBe('unopenable')
  })

  it.for(refused)('is refused with $why, by the reader and by the contract', async ({ file: other }) => {
    expect(await failureOf(() => openWith(identity, fromBase64Url(other)))).toBe('unopenable')
    expect(isHybridAgeFile(other)).toBe(false)
  })

  it('with any bit changed does not open', async () => {
    const whole = fromBase64Url(file)
    await fc.assert(fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(7), async (at, bit) => {
      const changed = whole.slice()
      changed[at] = the(changed[at]) ^ (1 << bit)
      expect(await failureOf(() => openWith(identity, changed))).toBe('unopenable')
    }), { numRuns: 150 })
  })

  it('cut short anywhere, or with something after it, does not open', async () => {
    const whole = fromBase64Url(file)
    await fc.assert(fc.asyncProperty(fc.nat(whole.length - 1), async (length) => {
      expect(await failureOf(() => openWith(identity, whole.slice(0, length)))).toBe('unopenable')
    }), { numRuns: 60 })
    expect(await failureOf(() => openWith(identity, new Uint8Array([...whole, 0])))).toBe('unopenable')
  })
})

describe('keys of age', () => {
  it('an identity is its seed, and gives one recipient that the contract takes', async () => {
    const made = await makeIdentity()
    expect(await recipientOf(made)).not.toBe(recipient)
    expect(Recipient.safeParse(await recipientOf(made)).success).toBe(true)
    expect(await recipientOf(identity)).toBe(recipient)
  })

  it.for<[string, string]>([
    ['a classic recipient', classicRecipient],
    ['a recipient with a letter changed', `${recipient.slice(0, -1)}${recipient.endsWith('q') ? 'p' : 'q'}`],
    ['a recipient in capitals', recipient.toUpperCase()],
    ['a recipient cut short', recipient.slice(0, -20)],
    ['a recipient and a line after it', `${recipient}\n`],
    ['an identity', identity],
    ['a tag recipient', `age1tagpq1${'q'.repeat(1950)}`],
    ['nothing', ''],
  ])('%s is not sealed to', async ([, to]) => {
    expect(await failureOf(() => sealTo(to, utf8('话')))).toBe('bad-key')
  })

  it.for<[string, string]>([
    ['a recipient', recipient],
    ['a classic identity', `AGE-SECRET-KEY-1${'Q'.repeat(58)}`],
    ['an identity with a letter changed', `${identity.slice(0, -1)}${identity.endsWith('Q') ? 'P' : 'Q'}`],
    ['an identity in small letters', identity.toLowerCase()],
    ['nothing', ''],
  ])('%s opens nothing and has no recipient', async ([, not]) => {
    expect(await failureOf(() => openWith(not, fromBase64Url(file)))).toBe('unopenable')
    expect(await failureOf(() => recipientOf(not))).toBe('bad-key')
  })

  it('a seed has 32 bytes', async () => {
    expect(await failureOf(() => identityFromSeed(new Uint8Array(31)))).toBe('bad-key')
  })
})

describe('padding', () => {
  it.for(padding.steps)('$length bytes become $size, or $contentSize as content', async ({ length, size, contentSize }) => {
    const sizeOf = async (steps: readonly number[]) => {
      const failure = await failureOf(() => pad(new Uint8Array(length), steps))
      return failure === 'nothing' ? pad(new Uint8Array(length), steps).length : failure
    }
    expect(await sizeOf(STEPS)).toBe(size ?? 'too-long')
    expect(await sizeOf(CONTENT_STEPS)).toBe(contentSize ?? 'too-long')
  })

  it('is length, bytes, zeros', () => {
    expect(Buffer.from(pad(utf8(padding.padded.text), STEPS)).toString('hex').slice(0, 32)).toBe(padding.padded.hex)
  })

  it('gives the bytes back, and hides their length within a step', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 5000 }), (plain) => {
      const padded = pad(plain, STEPS)
      expect(STEPS).toContain(padded.length)
      expect(new Uint8Array(unpad(padded))).toEqual(plain)
    }))
  })

  it('with a length beyond its end is refused', async () => {
    for (const length of [1021, 0xffff_ffff]) {
      const padded = new Uint8Array(1024)
      new DataView(padded.buffer).setUint32(0, length)
      expect(await failureOf(() => unpad(padded))).toBe('unopenable')
    }
  })

  it('leaves no byte after the text unnoticed', async () => {
    await fc.assert(fc.asyncProperty(fc.integer({ min: 8, max: 1023 }), fc.integer({ min: 1, max: 255 }), async (at, byte) => {
      const padded = pad(utf8('举'), STEPS)
      padded[at] = byte
      expect(await failureOf(() => unpad(padded))).toBe('unopenable')
    }))
  })
})
