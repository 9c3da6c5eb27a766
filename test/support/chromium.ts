/** The browser of the tests: Debian's where there is one, else the one that comes as an npm package. */
import { existsSync } from 'node:fs'
import chromium from '@sparticuz/chromium'

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Path of a Chromium. */
export async function findChromium(): Promise<string> {
  const installed = PLACES.find((place) => existsSync(place))
  if (installed !== undefined) return installed
  return chromium.executablePath()
}
