/** The languages: Indonesian first and at once, English when it is asked for. */
import polyglotI18nProvider from 'ra-i18n-polyglot'
import { mergeTranslations, type I18nProvider, type TranslationMessages } from 'react-admin'
import { id } from '../messages/id.ts'
import { indonesian } from '../messages/indonesian.ts'

const locales = [
  { locale: 'id', name: 'Bahasa Indonesia' },
  { locale: 'en', name: 'English' },
]

async function english(): Promise<TranslationMessages> {
  const [{ default: theirs }, { en }] = await Promise.all([
    import('ra-language-english'),
    import('../messages/en.ts'),
  ])
  return mergeTranslations(theirs, en)
}

/** `onChange` is told the language at each switch. */
export function createI18nProvider(onChange: (locale: string) => void): I18nProvider {
  const provider = polyglotI18nProvider(
    (locale) => (locale === 'en' ? english() : mergeTranslations(indonesian, id)) as TranslationMessages,
    'id',
    locales,
  )
  return {
    ...provider,
    changeLocale: async (locale) => {
      await provider.changeLocale(locale)
      onChange(locale)
    },
  }
}
