/** Addresses of the scripts that Early.astro fetches on a touch, built apart so that no page carries them. */
// oxlint-disable import/default -- Vite gives the address as the default export
import aloud from '../aloud/aloud.ts?worker&url'
import menu from './menu.ts?worker&url'

export const menuScript: string = menu
export const aloudScript: string = aloud
