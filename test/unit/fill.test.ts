import { describe, expect, it } from 'vitest'
import { fill, namesIn } from '../../worker/contract/rules/fill.ts'

describe('filling in a sentence', () => {
  it.for([
    { sentence: '{unit} {day} 开始核查，最晚 {due} 给结论。', values: { unit: '消防大队', day: '6月3日', due: '8月2日' }, said: '消防大队 6月3日 开始核查，最晚 8月2日 给结论。' },
    { sentence: '不受理[；可以去 {destination}]。', values: { destination: '12315' }, said: '不受理；可以去 12315。' },
    { sentence: '不受理[；可以去 {destination}]。', values: {}, said: '不受理。' },
    { sentence: '不受理[；可以去 {destination}]。', values: { destination: null }, said: '不受理。' },
    { sentence: '第{n}件', values: { n: 0 }, said: '第0件' },
    { sentence: '缺了{what}也不露出括号', values: {}, said: '缺了也不露出括号' },
    // What is filled in is never read again as a sentence.
    { sentence: '“{found}”像是姓名[{n}]', values: { found: '{n}[x]$&', n: 1 }, said: '“{n}[x]$&”像是姓名1' },
  ])('$sentence', ({ sentence, values, said }) => {
    expect(fill(sentence, values)).toBe(said)
  })

  it('lists the names in order', () => expect(namesIn('{unit}[，{due}]{unit}')).toEqual(['unit', 'due', 'unit']))
})
