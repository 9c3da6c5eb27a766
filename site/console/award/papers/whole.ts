/** How papers say days and take in words. No DOM. */

/** 2026年11月22日: on paper the year is never left out. */
export const sayWholeDay = (day: string): string => day.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日')

/** Words that somebody wrote, without the characters that no file of Word or Excel may carry: one of them and the whole file does not open. */
export const writable = (words: string): string => words.replace(/[\p{Cs}\u0000-\u0008\v\f\u000e-\u001f\ufffe\uffff]/gu, '') // oxlint-disable-line no-control-regex
