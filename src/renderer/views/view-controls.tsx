import type { ViewId } from '../../core/scene/views/view';
import { useAppState } from '../ui/use-store';
import { ImagePicker } from './image-picker';
import { MixSlider } from './mix-slider';
import { PairPicker } from './pair-picker';

const CONTROLS: Partial<Record<ViewId, () => React.JSX.Element | null>> = {
  vm: MixSlider,
  images: ImagePicker,
  network: PairPicker,
};

/** What is chosen in a view by name: beside its title, above the picture. None where no engine is shown. */
export function ViewControls() {
  const view = useAppState((s) => s.view);
  const strip = useAppState((s) => s.world.link.state === 'lost' || s.world.engine?.practice === true);
  const shown = useAppState((s) => s.world.link.state === 'live' || s.world.link.state === 'lost');
  const Controls = CONTROLS[view];
  if (!Controls || !shown) return null;
  return (
    <div className={strip ? 'view-controls low' : 'view-controls'}>
      <Controls />
    </div>
  );
}
