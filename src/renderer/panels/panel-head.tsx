import { X } from 'lucide-react';
import { IconButton } from '../ui/icon-button';
import { store } from '../store/store';

export function PanelHead(props: { title: string; sub?: string }) {
  return (
    <div className="panel-head">
      <h2>{props.title}</h2>
      {props.sub === undefined ? null : <span className="sub">{props.sub}</span>}
      <IconButton icon={X} label="Close (Esc)" press={() => store.setState({ panel: null })} />
    </div>
  );
}
