let input: HTMLInputElement | null = null;

/** The prompt tells where it is, so that a key or a button elsewhere can lead there. */
export const promptIs = (element: HTMLInputElement | null): void => void (input = element);

export function focusPrompt(): void {
  input?.focus();
  const end = input?.value.length ?? 0;
  input?.setSelectionRange(end, end);
}
