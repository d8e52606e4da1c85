import type { LucideIcon } from 'lucide-react';

/** A button that is only a picture: its name is its label and its tooltip. */
export function IconButton(props: { icon: LucideIcon; label: string; on?: boolean; press: () => void }) {
  const Icon = props.icon;
  return (
    <button
      type="button"
      className={props.on === true ? 'icon on' : 'icon'}
      aria-label={props.label}
      title={props.label}
      aria-pressed={props.on}
      onClick={props.press}
    >
      <Icon size={18} strokeWidth={1.8} aria-hidden />
    </button>
  );
}
