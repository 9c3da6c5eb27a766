/** Money in words. Amounts are integer fen, never negative. */

/** 300000 → 3,000元; 750050 → 7,500.50元 */
export function sayYuan(fen: number): string {
  const whole = String(Math.floor(fen / 100)).replace(/\B(?=(?:\d{3})+$)/g, ',')
  return fen % 100 === 0 ? `${whole}元` : `${whole}.${String(fen % 100).padStart(2, '0')}元`
}

const DIGITS = '零壹贰叁肆伍陆柒捌玖'
const PLACES = ['', '拾', '佰', '仟']
const GROUPS = ['', '万', '亿', '万亿']

/** 300000 → 叁仟元整; 1005050 → 壹万零伍拾元伍角. As on cheques (支付结算办法 附一, from memory). Up to 9,999 万亿元. */
export function sayCapitals(fen: number): string {
  const yuan = Math.floor(fen / 100)
  const [jiao, last] = [Math.floor(fen / 10) % 10, fen % 10]
  const whole = yuan === 0 && fen > 0 ? '' : `${wholeInCapitals(yuan)}元`
  if (jiao === 0 && last === 0) return `${whole}整`
  const tenths = jiao === 0 ? (yuan === 0 ? '' : '零') : `${DIGITS[jiao]}角`
  return whole + tenths + (last === 0 ? '' : `${DIGITS[last]}分`)
}

function wholeInCapitals(yuan: number): string {
  if (yuan === 0) return '零'
  let words = ''
  let gap = false
  for (let place = String(yuan).length - 1, digits = [...String(yuan)]; place >= 0; place -= 1) {
    const digit = Number(digits[digits.length - 1 - place])
    // A run of noughts is said once, and only before another digit.
    if (digit !== 0) words += `${gap && words !== '' ? '零' : ''}${DIGITS[digit]}${PLACES[place % 4]}`
    gap = digit === 0
    if (place % 4 === 0 && Math.floor(yuan / 10 ** place) % 10_000 !== 0) {
      words += GROUPS[place / 4] ?? ''
      gap = false
    }
  }
  return words
}
