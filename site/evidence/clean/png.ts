/** PNG (W3C, third edition) without loss: the chunks that draw are copied; text, times, Exif and what a maker invented stay behind, and so does whatever follows the end. */
import { zlibSync } from 'fflate'
import { big, crc32, join, latin, numbers, piece, text, type Bytes } from './bytes.ts'
import { cleanProfile } from './icc.ts'
import { inflate } from './inflate.ts'
import { orientationBlock, orientationIn } from './orientation.ts'

const DRAWS = /^(?:IHDR|PLTE|IDAT|tRNS|gAMA|cHRM|sRGB|sBIT|bKGD|pHYs|cICP|mDCV|cLLI|acTL|fcTL|fdAT)$/
const LARGEST_PROFILE = 4 << 20

const chunk = (name: string, data: Bytes): Bytes => {
  const body = join([latin(name), data])
  return join([numbers(4, 'big', data.length), body, numbers(4, 'big', crc32(body))])
}

export function cleanPng(bytes: Bytes): Bytes {
  const kept: Bytes[] = []
  let orientation = 1
  let at = 8
  for (let name = ''; name !== 'IEND'; ) {
    const size = big(bytes, at, 4)
    name = text(bytes, at + 4, 4)
    const whole = piece(bytes, at, at + 12 + size)
    const data = whole.subarray(8, 8 + size)
    if (DRAWS.test(name)) kept.push(whole)
    else if (name === 'iCCP') kept.push(...profileChunk(data))
    else if (name === 'eXIf') orientation = orientationIn(data)
    at += 12 + size
  }
  const turned = orientation === 1 ? [] : [chunk('eXIf', orientationBlock(orientation))]
  // After IHDR, before the picture.
  return join([piece(bytes, 0, 8), ...kept.slice(0, 1), ...turned, ...kept.slice(1), chunk('IEND', new Uint8Array(0))])
}

function profileChunk(data: Bytes): Bytes[] {
  const profile = cleanProfile(inflate(data.subarray(data.indexOf(0) + 2), LARGEST_PROFILE))
  return profile === null ? [] : [chunk('iCCP', join([latin('c\0\0'), zlibSync(profile)]))]
}
