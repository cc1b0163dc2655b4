/** Where the page of one's own account lies. */
export const accountPath = '/akun'
