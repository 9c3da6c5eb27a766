/** What is chosen of the files, as it would go and in words. No DOM. */
import { unitName } from '../words.ts'
import { choiceFor, givingTo, type Giving, type GivingTo, type NamedFile } from './files.ts'

/** The files about which there is something to choose. */
export const filesShown = ({ files, units, redacted = [] }: GivingTo): NamedFile[] =>
  units.length === 0 ? [] : files.filter(({ copy }) => copy !== null || units.some((unit) => !redacted.includes(unit)))

/** A unit with the redacted copy of the report gets a copy of a file where others get the file. */
export const shownGiving = (giving: Giving, copyOnly: boolean): Giving => (copyOnly && giving === 'original' ? 'copy' : giving)

/** What goes otherwise than whole, once more in words before it is sent; empty where all goes to all. */
export function sayFiles(giving: GivingTo): string {
  const { units, redacted = [] } = giving
  const [files, choice] = [filesShown(giving), choiceFor(giving)]
  const sayTo = (unit: string | null, copyOnly: boolean) => {
    const named = (wanted: Giving) => files.filter((file) => (!copyOnly || file.copy !== null) && shownGiving(givingTo(choice, unit, file), copyOnly) === wanted).map(({ name }) => name).join('、')
    const [copies, none] = [named('copy'), named('none')]
    return [copies !== '' && `附件给脱敏件：${copies}。`, none !== '' && `不给：${none}。`].filter(Boolean).join('')
  }
  if (!choice.apart) return sayTo(null, units.every((unit) => redacted.includes(unit)))
  return units.flatMap((unit) => {
    const said = sayTo(unit, redacted.includes(unit))
    return said === '' ? [] : [`${unitName(unit)}，${said}`]
  }).join('')
}
