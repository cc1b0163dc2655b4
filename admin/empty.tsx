/** A list with nothing in it yet: says so, and offers the first row to whoever may add one. */
import InboxIcon from '@mui/icons-material/InboxOutlined'
import {
  CreateButton,
  useCanAccess,
  useGetResourceLabel,
  useResourceContext,
  useResourceDefinition,
  useTranslate,
} from 'react-admin'
import { Blank } from './page.tsx'

export function Empty() {
  const t = useTranslate()
  const name = useResourceContext()!
  const { hasCreate, icon = InboxIcon } = useResourceDefinition()
  const labelOf = useGetResourceLabel()
  const { canAccess } = useCanAccess({ resource: name, action: 'create' })
  const mayAdd = Boolean(hasCreate && canAccess)
  return (
    <Blank
      icon={icon}
      title={t('ra.page.empty', { name: labelOf(name, 2) })}
      hint={mayAdd && t('ra.page.invite')}
      action={mayAdd && <CreateButton variant="contained" />}
    />
  )
}
