/** A county that wants other colours changes one file. */
import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const tokens = readFileSync('site/styles/tokens.css', 'utf8')

it('colours are named in tokens.css: no other style writes one of its values', () => {
  const values = new Set([...tokens.matchAll(/#[0-9a-f]{6}\b/g)].map(([value]) => value))
  expect(values.size).toBeGreaterThan(20)
  const found = globSync('site/{styles/*.css,**/*.{tsx,astro}}').filter((file) => !file.endsWith('tokens.css')).flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/#[0-9a-f]{6}\b/g)].filter(([value]) => values.has(value)).map(([value]) => `${file} ${value}`))
  expect(found).toEqual([])
})

it('every name that a style asks for is given', () => {
  const css = globSync('site/styles/*.css').map((file) => readFileSync(file, 'utf8')).join('\n')
  const given = new Set([...css.matchAll(/(--[\w-]+)\s*:/g)].map(([, name]) => name))
  expect([...css.matchAll(/var\((--[\w-]+)\)/g)].map(([, name]) => name ?? '').filter((name) => !given.has(name))).toEqual([])
})
