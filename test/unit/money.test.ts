import { describe, expect, it } from 'vitest'
import { sayCapitals, sayYuan } from '../../worker/contract/rules/money.ts'
import { parseCount, parseYuan } from '../../site/reward/amount.ts'

describe('money in words', () => {
  it.for([[0, '0元'], [5, '0.05元'], [300000, '3,000元'], [750050, '7,500.50元'], [30_000_000, '300,000元'], [123_456_789_00, '123,456,789元']] as const)('says %i fen as %s', ([fen, words]) => {
    expect(sayYuan(fen)).toBe(words)
  })

  it.for([
    [0, '零元整'], [100, '壹元整'], [1000, '壹拾元整'], [300_000, '叁仟元整'], [1_500_000, '壹万伍仟元整'], [30_000_000, '叁拾万元整'], [1_005_050, '壹万零伍拾元伍角'],
    [10_000_100, '壹拾万零壹元整'], [100_000_000_00, '壹亿元整'], [100_010_000_00, '壹亿零壹万元整'], [100_000_001_00, '壹亿零壹元整'], [10_100_100, '壹拾万壹仟零壹元整'],
    [750_050, '柒仟伍佰元伍角'], [750_005, '柒仟伍佰元零伍分'], [12, '壹角贰分'], [5, '伍分'], [2_003_000_400_00, '贰拾亿零叁佰万零肆佰元整'],
  ] as const)('writes %i fen as %s', ([fen, words]) => {
    expect(sayCapitals(fen)).toBe(words)
  })
})

describe('amounts as people type them', () => {
  it.for([['50000', 5_000_000], ['50,000元', 5_000_000], ['５００００', 5_000_000], ['5万', 5_000_000], ['1.5 万元', 1_500_000], ['0', 0], ['12.34', 1234], ['1000亿', null], ['', null], ['五万', null], ['-3', null], ['1.234', null], ['1e5', null], ['999999999999万', null]] as const)('reads %s as %s fen', ([text, fen]) => {
    expect(parseYuan(text)).toBe(fen)
  })

  it.for([['2', 2], ['２人', 2], ['0', 0], ['', null], ['2.5', null], ['99999', null]] as const)('reads %s as %s people', ([text, count]) => {
    expect(parseCount(text)).toBe(count)
  })
})
