import { describe, expect, it } from 'vitest'
import { profile } from '#contract/county/profile.ts'
import { hasCardCheck, payeeMark, payeeStatement, plainName, readAccount, sealedClaim, transferStatement, whyNotConfirm } from '#contract/rules/transfer.ts'
import { makeIdentity, recipientOf } from '../../site/crypto/age.ts'
import { randomBytes } from '../../site/crypto/derive.ts'
import { openPayout, payoutSecrets, PayeeWords, PayoutWords, sealPayout } from '../../site/payout/sealed.ts'
import { accountProblems } from '../../site/track/transfer.ts'

const ID = 'T'.repeat(22)
const CLAIM = { reference: '0123-4567', award: 'a'.repeat(22), fen: 750_000, issue: 1, transfer: ID, mark: 'm'.repeat(43), key: 'k'.repeat(43), keyring: 1, payee: 'one', payout: 'two' }

describe('an account as it is typed', () => {
  it.for([
    ['6228 4800 1234 5678 903', '6228480012345678903'], ['６２２８-4800-12345678', '6228480012345678'], ['1234567', null], ['工行6228480012345678', null], ['1'.repeat(31), null], ['', null],
  ] as const)('%s: %s', ([typed, digits]) => {
    expect(readAccount(typed)).toBe(digits)
  })

  it('tells a slip of the pen in a card number, one wrong digit at any place', () => {
    const card = '4111111111111111'
    expect(hasCardCheck(card)).toBe(true)
    for (let at = 0; at < card.length; at += 1) expect(hasCardCheck(card.slice(0, at) + String((Number(card[at]) + 1) % 10) + card.slice(at + 1))).toBe(false)
  })

  it('says what is missing by field, and takes what is there', () => {
    expect(Object.keys(accountProblems({ name: ' ', bank: '工行', account: '12' }) ?? {})).toEqual(['name', 'bank', 'account'])
    expect(accountProblems({ name: '苗秋穗', bank: '工商银行示范县支行', account: '6228480012345678' })).toBeNull()
  })
})

describe('a payee', () => {
  it('is the same however it is written', () => {
    expect(plainName('阿依古丽 · 买买提')).toBe(plainName('阿依古丽·买买提'))
    expect(plainName('ＬＩ　Ｗｅｉ')).toBe(plainName('li wei'))
    expect(plainName('王小明')).not.toBe(plainName('王晓明'))
  })

  it('has a mark that tells nothing without its salt, and is another for another transfer', async () => {
    const [salt, other] = ['s'.repeat(43), 'o'.repeat(43)]
    const mark = await payeeMark(ID, { salt, name: '苗秋穗' })
    expect(await payeeMark(ID, { salt, name: '苗 秋穗' })).toBe(mark)
    for (const [id, words] of [[ID, { salt: other, name: '苗秋穗' }], [ID, { salt, name: '苗秋惠' }], ['U'.repeat(22), { salt, name: '苗秋穗' }]] as const) expect(await payeeMark(id, words)).not.toBe(mark)
  })
})

describe('what is signed', () => {
  it('covers every part of a claim', async () => {
    const said = async (claim: typeof CLAIM) => new TextDecoder().decode(transferStatement(profile.id, claim, await sealedClaim(claim)))
    const first = await said(CLAIM)
    for (const [key, value] of Object.entries(CLAIM)) expect(await said({ ...CLAIM, [key]: typeof value === 'number' ? value + 1 : `${value}x` }), key).not.toBe(first)
    expect(first.split('\n')[0]).toBe('anshao/v1/claim-transfer')
    expect(new TextDecoder().decode(payeeStatement(profile.id, CLAIM)).split('\n')).toEqual(['anshao/v1/payee-confirmed', profile.id, ID, CLAIM.mark, CLAIM.key])
  })

  it('is made with a key of its own for each award, the same from any device', async () => {
    const seed = randomBytes(32)
    const [one, again, other] = await Promise.all([payoutSecrets(seed, 'a'), payoutSecrets(seed, 'a'), payoutSecrets(seed, 'b')])
    expect(again).toEqual(one)
    expect([other.key === one.key, other.salt === one.salt]).toEqual([false, false])
  })

  it('opens to its holder alone, where it belongs, and says whose it is', async () => {
    const [identity, stranger] = await Promise.all([makeIdentity(), makeIdentity()])
    const { seed, key, salt } = await payoutSecrets(randomBytes(32), 'a')
    const words = { name: '苗秋穗', salt, bank: '工商银行', account: '62284800' }
    const sealed = await sealPayout(await recipientOf(identity), { transfer: ID, holder: 'cashier' }, words, seed)
    const place = { transfer: ID, holder: 'cashier' } as const
    expect(await openPayout([identity], sealed, place, PayoutWords, key)).toEqual({ words, signature: 'good' })
    expect((await openPayout([identity], sealed, place, PayoutWords, 'A'.repeat(43))).signature).toBe('wrong')
    await expect(openPayout([stranger], sealed, place, PayoutWords, key)).rejects.toMatchObject({ code: 'unopenable' })
    await expect(openPayout([identity], sealed, { ...place, holder: 'custodian' }, PayoutWords, key)).rejects.toMatchObject({ code: 'misplaced' })
    await expect(openPayout([identity], sealed, { ...place, transfer: 'U'.repeat(22) }, PayoutWords, key)).rejects.toMatchObject({ code: 'misplaced' })
    await expect(openPayout([identity], sealed, place, PayeeWords, key)).rejects.toMatchObject({ code: 'unopenable' })
    const long = await sealPayout(await recipientOf(identity), place, { ...words, bank: '工商银行示范县河桥大街支行第二营业部', account: '622848001234567890123456789012' }, seed)
    expect(long.length).toBe(sealed.length)
  })
})

describe('who may confirm', () => {
  const keeper = { name: 'custodian01', unit: 'custodian', roles: ['custodian'] } as const
  const used = { n: 3, kind: 'look', reason: 'transfer-payee', standing: 'used', askedBy: 'custodian01' } as const
  it.for([
    ['whoever has looked for it since', 2, used, keeper, null],
    ['nobody for a look before the claim', 3, used, keeper, 'not-looked'],
    ['nobody for a look with another reason', 2, { ...used, reason: 'court-order' }, keeper, 'not-looked'],
    ['nobody for a colleague’s look', 2, { ...used, askedBy: 'custodian02' }, keeper, 'not-looked'],
    ['nobody for a look that was agreed to and not taken', 2, { ...used, standing: 'consented' }, keeper, 'not-looked'],
    ['no supervisor', 2, used, { name: 'custodian01', unit: 'desk', roles: ['supervisor'] }, 'custodian-only'],
  ] as const)('%s', ([, after, request, who, why]) => {
    expect(whyNotConfirm(after, [request], who)).toBe(why)
  })
})
