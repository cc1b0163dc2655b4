/** Where an address leads nowhere, or to what is not this person's to see: what it is, and the way home. */
import LockIcon from '@mui/icons-material/LockOutlined'
import SearchOffIcon from '@mui/icons-material/SearchOffOutlined'
import Button from '@mui/material/Button'
import type { ElementType } from 'react'
import { Title, useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'
import { Blank } from './page.tsx'

function DeadEnd({ icon, title, hint }: { icon: ElementType; title: string; hint: string }) {
  const t = useTranslate()
  return (
    <>
      <Title title={title} />
      <Blank
        icon={icon}
        title={t(title)}
        hint={t(hint)}
        action={
          <Button component={Link} to="/" variant="contained">
            {t('alih.menu.home')}
          </Button>
        }
      />
    </>
  )
}

export const NotFound = () => (
  <DeadEnd icon={SearchOffIcon} title="ra.page.not_found" hint="ra.message.not_found" />
)

export const AccessDenied = () => (
  <DeadEnd icon={LockIcon} title="ra.page.access_denied" hint="ra.message.access_denied" />
)
