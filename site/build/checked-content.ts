/** Nothing untrue or broken of content/learn is built: a build stops with the sentences of the content check. The preview says them and goes on. */
import type { AstroIntegration } from 'astro'
import { readCounty } from '../county/county.ts'
import { refuseMistakes, surveyContent, type Survey } from '../editing/check.ts'
import { sayMistake } from '../editing/mistake.ts'
import { todayIn } from '../ui/today.ts'

/** `root` is the repository's. */
export function checkedContent(root: string): AstroIntegration {
  return {
    name: 'anshao:checked-content',
    hooks: {
      'astro:config:setup': ({ command }) => {
        if (command === 'build') refuseMistakes(surveyOf(root))
      },
      'astro:server:setup': ({ server, logger }) => {
        let said = ''
        const say = (): void => {
          const sentences = surveyOf(root).mistakes.map((mistake) => `${mistake.weight === 'note' ? '△' : '✗'} ${sayMistake(mistake)}`).join('\n')
          if (sentences !== said) logger.warn(sentences === '' ? '都改好了。' : `\n${sentences}`)
          said = sentences
        }
        say()
        server.watcher.on('all', (_, path) => {
          if (/content[\\/]learn[\\/].*\.(?:md|ya?ml)$/.test(path)) say()
        })
      },
    },
  }
}

/** Without what takes longest and stops no build. */
function surveyOf(root: string): Survey {
  const { categories, profile } = readCounty(root)
  const today = todayIn(profile.timezone)
  return surveyContent(root, { categories: new Map(categories.categories.map(({ id, name }) => [id, name])), today, repeats: false })
}
