/** Whether an API 1.x is older than 1.`minor`: `before('1.41', 42)`. */
export const before = (api: string, minor: number): boolean =>
  api.startsWith('1.') && Number(api.slice(2)) < minor;
