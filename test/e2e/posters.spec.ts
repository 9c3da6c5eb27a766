/** Every sheet, printed: one page of the right size, and no word outside it. Chromium alone makes PDFs. */
import type { Page } from '@playwright/test'
import { expect, test } from './steps/test.ts'

/** Width and height in points (PDF 32000-1, 72 to the inch). */
const SIZES = { A4: [595, 842], A3: [842, 1191] } as const

async function print(page: Page): Promise<{ pages: number; size: number[] }> {
  const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1')
  const box = /\/MediaBox\s*\[\s*([\d.]+)\s+([\d.]+)\s+([\d.]+)\s+([\d.]+)/.exec(pdf)?.slice(1).map(Number) ?? []
  return { pages: [...pdf.matchAll(/\/Type\s*\/Page(?![a-z])/g)].length, size: [Math.round(box[2] ?? 0), Math.round(box[3] ?? 0)] }
}

/** Runs in the page: whatever is taller than its box by more than a glyph's own overhang, wider than it, or outside its parent. */
function outside(): string[] {
  const shown = [...document.querySelectorAll<HTMLElement>('.paper, .paper :not(svg, svg *, .comma)')].filter((element) => getComputedStyle(element).display !== 'inline')
  return shown.flatMap((element) => {
    const em = parseFloat(getComputedStyle(element).fontSize)
    const [own, parent] = [element.getBoundingClientRect(), (element.parentElement as HTMLElement).getBoundingClientRect()]
    const faults = [
      element.scrollHeight - element.clientHeight > 0.3 * em ? 'taller' : '',
      element.scrollWidth - element.clientWidth > 1 ? 'wider' : '',
      !element.classList.contains('paper') && (own.bottom > parent.bottom + 1 || own.right > parent.right + 1) ? 'outside' : '',
    ].filter((fault) => fault !== '')
    return faults.map((fault) => `${element.tagName}.${element.className} ${fault}: ${element.innerText.slice(0, 20)}`)
  })
}

async function check(page: Page, path: string, size: keyof typeof SIZES): Promise<void> {
  await page.goto(path)
  await page.emulateMedia({ media: 'screen' })
  expect.soft(await page.evaluate(outside), `${path} on the screen`).toEqual([])
  await page.emulateMedia({ media: 'print' })
  expect.soft(await page.evaluate(outside), `${path} in print`).toEqual([])
  expect.soft(await page.locator('body > :not(main):visible').count(), `${path}: printed beside the sheet`).toBe(0)
  expect.soft(await print(page), path).toEqual({ pages: 1, size: SIZES[size] })
}

async function sheets(page: Page): Promise<string[]> {
  await page.goto('/month/posters')
  return page.locator('.sheets a').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
}

for (const [what, pattern, size, least] of [['A4 poster', /-a4$/, 'A4', 13], ['A3 poster', /-a3$/, 'A3', 13], ['township poster', /^\/posters\//, 'A4', 8], ['leaflet', /\/leaflets\//, 'A4', 5]] as const) {
  test(`every ${what} prints on one page of its size, and nothing runs over`, async ({ page }) => {
    test.slow()
    const paths = (await sheets(page)).filter((path) => pattern.test(path))
    expect(paths.length).toBeGreaterThanOrEqual(least)
    for (const path of paths) await check(page, path, size)
  })
}

test('a sheet says where to tell, who printed it and when it was checked', async ({ page }) => {
  await page.goto('/month/posters/confined-space-a4')
  const sheet = page.locator('.paper')
  await expect(sheet.getByRole('img', { name: '二维码，打开举报页' })).toBeVisible()
  await expect(sheet).toContainText('http://127.0.0.1:8787/report')
  await expect(sheet).toContainText('12350')
  await expect(sheet).toContainText('示范县安全生产委员会办公室')
  await expect(sheet).toContainText(/\d{4}年\d+月\d+日核对/)
})
