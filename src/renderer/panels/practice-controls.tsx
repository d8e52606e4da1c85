import { useEffect, useState } from 'react';
import { practiceScenes, tellPractice } from '../store/session';

/** What a registry can be made to do, in the words of a person who shows it. */
const FAULTS: readonly (readonly [kind: string, words: string])[] = [
  ['none', 'answers as usual'],
  ['missing', 'does not have the tag'],
  ['denied', 'refuses: no access'],
  ['rate limit', 'refuses: too many pulls'],
  ['cut', 'is cut off halfway, once'],
  ['slow layer', 'sends its first layer slowly'],
];

/** Scenes to begin with, and registries that misbehave on purpose. */
export function PracticeControls() {
  const [scenes, setScenes] = useState<readonly string[]>([]);
  const [asked, setAsked] = useState<string | null>(null);
  const [repository, setRepository] = useState('nginx');
  const [told, setTold] = useState('');
  useEffect(() => void practiceScenes().then(setScenes), []);
  const begin = (scene: string): void => {
    setAsked(null);
    void tellPractice({ scene }).then((words) => setTold(words ?? `It began anew: ${scene}.`));
  };
  const misbehave = (kind: string): void => {
    const words = FAULTS.find(([each]) => each === kind)?.[1] ?? '';
    void tellPractice({ fault: { repository, kind } }).then((trouble) =>
      setTold(trouble ?? `docker pull ${repository}: the registry ${words}.`),
    );
  };
  return (
    <>
      <h3>Begin anew</h3>
      <p>Everything on the practice engine goes; this one takes its place.</p>
      <div className="actions">
        {scenes.map((scene) => (
          <button type="button" key={scene} onClick={() => setAsked(scene)}>
            {scene}
          </button>
        ))}
      </div>
      {asked === null ? null : (
        <div className="actions" role="alertdialog" aria-label={`Begin anew with ${asked}?`}>
          <p>Throw away what is there now, and begin with {asked}?</p>
          <button type="button" onClick={() => begin(asked)} autoFocus>
            Begin anew
          </button>
          <button type="button" onClick={() => setAsked(null)}>
            Keep what is there
          </button>
        </div>
      )}
      <h3>A registry that misbehaves</h3>
      <label className="field">
        Image
        <input
          value={repository}
          onChange={(event) => setRepository(event.target.value)}
          spellCheck={false}
        />
      </label>
      <div className="actions">
        {FAULTS.map(([kind, words]) => (
          <button type="button" key={kind} onClick={() => misbehave(kind)}>
            {words}
          </button>
        ))}
      </div>
      <p role="status">{told}</p>
    </>
  );
}
