import { evidenceWords } from '#contract/county/evidence.ts'
import { small } from '#contract/county/small.ts'
import { fill } from '#contract/rules/fill.ts'
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Sign } from '../../ui/Sign.tsx'
import type { Found } from '../clean/found.ts'
import type { Place } from '../clean/readable.ts'
import { sayPlace, toldOf } from './told.ts'

/** Kinds that the summary names; the rest stands below it. */
const MOST_NAMED = 3

/** What was taken out of a file, in plain words; a place also as one would find it. */
export function Removed({ removed, open }: { readonly removed: readonly Found[]; readonly open: boolean }): JSX.Element {
  const { place, lines, more } = toldOf(removed, document.documentElement.lang)
  // As it was at first: what somebody opened or closed stays so.
  const [first] = useState(open)
  return (
    <details class="removed" open={first}>
      <summary><Sign shape="square" glyph="check" size={28} /><span>{fill(evidenceWords.pick.found, { what: lines.slice(0, MOST_NAMED).map(({ label }) => label).join(small.list) || evidenceWords.what.other })}</span></summary>
      <dl>
        {lines.map(({ what, label, values }) => (
          <div key={what}>
            <dt>{label}</dt>
            <dd>
              {what === 'place' && place !== null && <Whereabouts place={place} />}
              {values.map((value) => <span key={value}>{value}</span>)}
            </dd>
          </div>
        ))}
      </dl>
      {more !== '' && <p class="hint">{more}</p>}
    </details>
  )
}

/** No map is asked for: whoever serves one would learn the place. A grid of hundredths of a degree shows how near it is. */
function Whereabouts({ place }: { readonly place: Place }): JSX.Element {
  const { sketch, near } = evidenceWords.place
  return (
    <>
      <span>{sayPlace(place)}{near === '' ? '' : ' '}</span>
      <span class="hint">{near}</span>
      <figure class="whereabouts">
        <Sketch place={place} />
        <figcaption class="hint">{sketch}</figcaption>
      </figure>
    </>
  )
}

const [WIDE, HIGH, CELL] = [168, 120, 24]

/** How far a place is past the last line of the grid, in px. */
const past = (degrees: number): number => (((degrees * 100) % 1) + 1) % 1 * CELL

function Sketch({ place: { lat, lon } }: { readonly place: Place }): JSX.Element {
  const [x, y] = [WIDE / 2, HIGH / 2]
  const [left, top] = [(x - past(lon)) % CELL, (y + past(lat)) % CELL]
  const [rows, columns] = [Math.ceil(HIGH / CELL) + 1, Math.ceil(WIDE / CELL) + 1]
  return (
    <svg viewBox={`0 0 ${WIDE} ${HIGH}`} width={WIDE} height={HIGH} aria-hidden="true" focusable="false">
      {Array.from({ length: columns }, (_, n) => <path key={`c${n}`} class="grid" d={`M${left + n * CELL} 0V${HIGH}`} />)}
      {Array.from({ length: rows }, (_, n) => <path key={`r${n}`} class="grid" d={`M0 ${top + n * CELL}H${WIDE}`} />)}
      <path class="north" d="M152 8l6 14-6-4-6 4Z" />
      <circle class="ring" cx={x} cy={y} r="13" />
      <circle class="spot" cx={x} cy={y} r="5" />
    </svg>
  )
}
