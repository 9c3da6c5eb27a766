/** The month's timetable as a calendar file (RFC 5545): days only, so that no time zone is needed. */
import { addDays } from '#contract/rules/day.ts'
import type { Edition } from './editions.ts'

interface Entry { readonly from: string; readonly to: string; readonly title: string; readonly text: string; readonly where: string }

/** `host` makes the entries' identities the county's own; `stamp` is a day, so that the same content builds the same file. */
export function calendarFile(edition: Edition, host: string): string {
  const stamp = edition.sources.map(({ checked }) => checked).sort().at(-1) ?? `${edition.year}-01-01`
  const lines = [
    'BEGIN:VCALENDAR', 'VERSION:2.0', `PRODID:-//${host}//anshao//ZH`, 'CALSCALE:GREGORIAN', `X-WR-CALNAME:${edition.year}年安全生产月`,
    ...entriesOf(edition).flatMap((entry, index) => eventOf(entry, `${edition.year}-${index + 1}@${host}`, stamp)),
    'END:VCALENDAR',
  ]
  return lines.map(fold).join('\r\n') + '\r\n'
}

/** The consultation day stands among the activities; its hours and places come with it. */
function entriesOf({ activities, consultation }: Edition): Entry[] {
  const plain = activities.map(({ from, to, title, what, where, who }) => ({ from, to: to ?? from, title, where, text: `${what}\n谁来：${who}` }))
  if (consultation === undefined) return plain
  const stands = `${consultation.hours}\n${consultation.stands.map(({ place, topics }) => `${place}：${topics}`).join('\n')}`
  const at = plain.findIndex(({ from, title }) => from === consultation.day && title.includes('咨询'))
  if (at < 0) return [...plain, { from: consultation.day, to: consultation.day, title: '安全宣传咨询日', where: consultation.stands.map(({ place }) => place).join('、'), text: stands }]
  return plain.map((entry, index) => (index === at ? { ...entry, text: `${entry.text}\n${stands}` } : entry))
}

const eventOf = ({ from, to, title, text, where }: Entry, uid: string, stamp: string): string[] => [
  'BEGIN:VEVENT', `UID:${uid}`, `DTSTAMP:${compact(stamp)}T000000Z`, `DTSTART;VALUE=DATE:${compact(from)}`,
  // The end of an event of whole days is the day after its last (RFC 5545 §3.6.1).
  `DTEND;VALUE=DATE:${compact(addDays(to, 1))}`,
  `SUMMARY:${escape(title)}`, `LOCATION:${escape(where)}`, `DESCRIPTION:${escape(text)}`, 'END:VEVENT',
]

const compact = (day: string): string => day.replaceAll('-', '')
const escape = (text: string): string => text.replace(/[\\;,]/g, '\\$&').replaceAll('\n', '\\n')

/** Lines of at most 75 octets, folded between characters (§3.1). */
function fold(line: string): string {
  const rows = ['']
  let octets = 0
  for (const letter of line) {
    const more = new TextEncoder().encode(letter).length
    if (octets + more > 75) {
      rows.push('')
      octets = 1
    }
    rows[rows.length - 1] += letter
    octets += more
  }
  return rows.join('\r\n ')
}
