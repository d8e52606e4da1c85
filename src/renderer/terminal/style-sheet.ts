/**
 * What stands in for a `<style>` element, which the page's policy forbids: an element whose text becomes a constructed
 * style sheet of the page. The build puts it in xterm's place (scripts/build/xterm-styles.ts).
 */
export function styleSheet(): HTMLElement {
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets.push(sheet);
  const stand = document.createElement('template');
  Object.defineProperty(stand, 'textContent', { set: (text: string) => sheet.replaceSync(text) });
  Object.defineProperty(stand, 'remove', {
    value(this: HTMLElement) {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
      this.parentNode?.removeChild(this);
    },
  });
  return stand;
}
