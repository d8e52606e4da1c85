import { EventEmitter } from 'node:events';
import type { Session, WebContents } from 'electron';
import { beforeEach, expect, it, vi } from 'vitest';
import { openLink } from './links';
import { closeContents, closeSession } from './security';

const asked = vi.hoisted(() => ({ press: 1, questions: [] as string[], opened: [] as string[] }));
vi.mock('electron', () => ({
  dialog: {
    showMessageBox: ({ detail }: { detail: string }) => {
      asked.questions.push(detail);
      return Promise.resolve({ response: asked.press });
    },
  },
  shell: { openExternal: (url: string) => Promise.resolve(void asked.opened.push(url)) },
}));

beforeEach(() => {
  asked.press = 1;
  asked.questions.length = 0;
  asked.opened.length = 0;
});

/** The parts of a session that are set, with what they were set to. */
function fakeSession() {
  const handlers: Record<string, (...given: unknown[]) => unknown> = {};
  const set = (name: string) => (handler: (...given: unknown[]) => unknown) =>
    void (handlers[name] = handler);
  const session = Object.assign(new EventEmitter(), {
    setPermissionRequestHandler: set('request'),
    setPermissionCheckHandler: set('check'),
    setDevicePermissionHandler: set('device'),
  });
  closeSession(session as unknown as Session);
  return { session, handlers };
}

function fakeContents() {
  let open: (details: { url: string }) => unknown = () => undefined;
  const contents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler: (handler: typeof open) => (open = handler),
  });
  closeContents(contents as unknown as WebContents);
  const prevented = (event: string, url: string): boolean => {
    const preventDefault = vi.fn();
    contents.emit(event, { url, preventDefault });
    return preventDefault.mock.calls.length > 0;
  };
  return { prevented, open: (url: string) => open({ url }) };
}

it('denies every permission but the writing of text to the clipboard, and that to pages of its own only', () => {
  const { handlers } = fakeSession();
  const granted = (permission: string, requestingUrl: string, isMainFrame = true): unknown => {
    let answer: unknown;
    handlers['request']?.(null, permission, (yes: unknown) => (answer = yes), { requestingUrl, isMainFrame });
    return answer;
  };
  for (const permission of [
    'media',
    'geolocation',
    'notifications',
    'clipboard-read',
    'openExternal',
    'unknown',
  ]) {
    expect(granted(permission, 'app://cutaway/')).toBe(false);
    expect(handlers['check']?.(null, permission, 'app://cutaway/')).toBe(false);
  }
  expect(granted('clipboard-sanitized-write', 'app://cutaway/')).toBe(true);
  expect(granted('clipboard-sanitized-write', 'app://cutaway/', false)).toBe(false);
  expect(granted('clipboard-sanitized-write', 'https://example.com/')).toBe(false);
  expect(handlers['check']?.(null, 'clipboard-sanitized-write', 'https://example.com')).toBe(false);
  expect(handlers['device']?.({})).toBe(false);
});

it('cancels downloads', () => {
  const { session } = fakeSession();
  const preventDefault = vi.fn();
  session.emit('will-download', { preventDefault });
  expect(preventDefault).toHaveBeenCalledOnce();
});

it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])(
  '%s goes to pages of its own only',
  (event) => {
    const { prevented } = fakeContents();
    expect(prevented(event, 'app://cutaway/index.html')).toBe(false);
    for (const url of [
      'https://example.com/',
      'app://cutaway.evil/',
      'app://evil/',
      'file:///etc/passwd',
      'javascript:1',
      'nonsense',
    ])
      expect(prevented(event, url)).toBe(true);
  },
);

it('attaches no page within the page', () => {
  expect(fakeContents().prevented('will-attach-webview', '')).toBe(true);
});

it('opens no second window, and a listed link outside only when the user says so', async () => {
  const { open } = fakeContents();
  expect(open('https://docs.docker.com/')).toEqual({ action: 'deny' });
  await vi.waitFor(() => expect(asked.questions).toEqual(['https://docs.docker.com/']));
  expect(asked.opened).toEqual([]);

  asked.press = 0;
  await vi.waitFor(() => {
    open('https://docs.docker.com/');
    expect(asked.opened).toEqual(['https://docs.docker.com/']);
  });
});

it.each([
  'http://docs.docker.com/',
  'https://docs.docker.com.evil.example/',
  'https://docs.docker.com@evil.example/',
  'https://user:word@docs.docker.com/',
  'https://docs.docker.com:8443/',
  'https://example.com/',
  'https://constructor/',
  'file:///etc/passwd',
  'smb://x/',
  'nonsense',
])('does not so much as ask about %s', async (url) => {
  asked.press = 0;
  expect(fakeContents().open(url)).toEqual({ action: 'deny' });
  await openLink(url);
  expect([asked.questions, asked.opened]).toEqual([[], []]);
});

it('asks about one link at a time', () => {
  const { open } = fakeContents();
  for (let i = 0; i < 50; i += 1) open(`https://docs.docker.com/${String(i)}`);
  expect(asked.questions).toHaveLength(1);
});
