import { useState } from 'react';
import type { Subject } from '../../core/scene/marks';
import { visible } from '../../core/docker/visible';
import { everythingOf } from '../store/session';

/** All that the engine says of a container or an image, asked for only when it is wanted. */
export function Everything(props: { subject: Subject }) {
  const [text, setText] = useState<string | null>(null);
  const { kind, id } = props.subject;
  if (kind !== 'container' && kind !== 'image') return null;
  const ask = (): void => void everythingOf(kind, id).then(setText);
  return (
    <div className="everything">
      <button
        type="button"
        aria-expanded={text !== null}
        onClick={() => (text === null ? ask() : setText(null))}
      >
        {text === null ? 'Everything the engine says' : 'Fold it again'}
      </button>
      {text === null ? null : <pre tabIndex={0}>{text.split('\n').map(visible).join('\n')}</pre>}
    </div>
  );
}
