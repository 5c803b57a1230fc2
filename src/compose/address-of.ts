/** Another address of a platform's API as its adapter takes it: left out where the configuration names none. */
export function addressOf({ apiUrl }: { readonly apiUrl: string | null }): { apiUrl?: string } {
  return apiUrl === null ? {} : { apiUrl };
}
