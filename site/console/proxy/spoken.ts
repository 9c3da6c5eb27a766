/** A group of the code as an operator says it: 1 is 幺, which nobody takes for 7. */
export const spoken = (digits: string): string => [...digits].map((digit) => '零幺二三四五六七八九'[Number(digit)] ?? digit).join(' ')
