import { chosenImage, inOrder, nameOf } from '../../core/scene/views/images/stack';
import { store } from '../store/store';
import { choose } from '../store/view';
import { useAppState } from '../ui/use-store';

/** A list of a thousand is no list: the search of the browser in it still finds the others by their first letters. */
const MOST = 500;

/** Which image is shown: any of them, whether or not it shares layers with the one before. */
export function ImagePicker() {
  const world = useAppState((s) => s.world);
  const selected = useAppState((s) => s.selected);
  const images = inOrder(world).slice(0, MOST);
  const shown = chosenImage(world, selected);
  if (images.length < 2 || shown === null) return null;
  return (
    <div className="pickers">
      <label>
        image
        <select
          aria-label="Image that is shown"
          className="wide"
          value={shown.id}
          onChange={(event) => {
            const image = images.find((each) => each.id === event.target.value);
            if (!image) return;
            choose({ page: 0, compare: null });
            store.setState({
              selected: { kind: 'image', id: image.id, words: nameOf(image) },
              focused: null,
            });
          }}
        >
          {images.map((image) => (
            <option key={image.id} value={image.id}>
              {nameOf(image)}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
