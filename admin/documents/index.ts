/** The resource: documents. They are seen on the page of their request. */
import icon from '@mui/icons-material/DescriptionOutlined'

export const documents = { name: 'documents', icon, recordRepresentation: 'name' }
