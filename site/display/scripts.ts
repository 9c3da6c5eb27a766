/** Addresses of the scripts that Early.astro fetches on a touch, built apart so that no page carries them. */
// oxlint-disable-next-line import/default -- Vite gives the address as the default export
import menu from './menu.ts?worker&url'

export const menuScript: string = menu
