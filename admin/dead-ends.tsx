/** Where an address leads nowhere, or to what is not this person's to see: what it is, and the way home. */
import LockIcon from '@mui/icons-material/LockOutlined'
import SearchOffIcon from '@mui/icons-material/SearchOffOutlined'
import Button from '@mui/material/Button'
import type { ElementType, ReactNode } from 'react'
import { Title, useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'
import { Blank } from './page.tsx'

type Props = { icon: ElementType; title: string; hint: string; way?: ReactNode }

function DeadEnd({ icon, title, hint, way }: Props) {
  const t = useTranslate()
  return (
    <>
      <Title title={title} />
      <Blank
        icon={icon}
        title={t(title)}
        hint={t(hint)}
        action={
          way ?? (
            <Button component={Link} to="/" variant="contained">
              {t('alih.menu.home')}
            </Button>
          )
        }
      />
    </>
  )
}

export const NotFound = () => (
  <DeadEnd icon={SearchOffIcon} title="ra.page.not_found" hint="ra.message.not_found" />
)

type Way = {
  /** Where there is a nearer one than home. */
  way?: ReactNode
}

/** A record that is not there, or not any more. */
export const Missing = ({ way }: Way) => (
  <DeadEnd icon={SearchOffIcon} title="alih.errors.missing" hint="alih.errors.missing_hint" way={way} />
)

export const AccessDenied = ({ way }: Way) => (
  <DeadEnd icon={LockIcon} title="ra.page.access_denied" hint="ra.message.access_denied" way={way} />
)
