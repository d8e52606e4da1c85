import type { Shape } from '../../core/scene/shapes/shape';

const NS = 'http://www.w3.org/2000/svg';

/** The shape that a node was made of, so that the next one changes only what differs. */
const drawn = new WeakMap<Element, Shape>();

function apply(node: Element, shape: Shape): void {
  const before = drawn.get(node);
  for (const [name, value] of Object.entries(shape.a)) {
    if (before?.a[name] !== value) node.setAttribute(name, String(value));
  }
  if (before) for (const name of Object.keys(before.a)) if (!(name in shape.a)) node.removeAttribute(name);
  if (shape.t !== undefined && before?.t !== shape.t) node.textContent = shape.t;
  drawn.set(node, shape);
  if (shape.tag === 'g') reconcile(node, shape.c ?? []);
}

/** Makes the children of `parent` be these shapes, reusing nodes in order. Text is set as text, never as mark-up. */
export function reconcile(parent: Element, shapes: readonly Shape[]): void {
  let child = parent.firstElementChild;
  for (const shape of shapes) {
    if (child && child.localName === shape.tag) {
      apply(child, shape);
      child = child.nextElementSibling;
      continue;
    }
    const node = document.createElementNS(NS, shape.tag);
    apply(node, shape);
    parent.insertBefore(node, child);
    if (child) {
      const old = child;
      child = child.nextElementSibling;
      old.remove();
    }
  }
  while (child) {
    const next = child.nextElementSibling;
    child.remove();
    child = next;
  }
}
