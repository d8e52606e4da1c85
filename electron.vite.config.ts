import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { xtermStyles } from './scripts/build/xterm-styles';

const at = (path: string) => resolve(import.meta.dirname, path);

export default defineConfig({
  main: {
    build: {
      rolldownOptions: {
        input: {
          desktop: at('src/main/desktop.ts'),
          server: at('src/server/index.ts'),
          cli: at('src/cli/index.ts'),
          // Beside the hosts' entries: they start it as a thread.
          'practice-worker': at('src/practice/programs/worker/worker.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    // A sandboxed preload is one CommonJS file without any import left in it but electron's own.
    build: {
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: at('src/preload/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src/renderer'),
    plugins: [react(), xtermStyles(at('src/renderer/terminal/style-sheet.ts'))],
    build: {
      minify: true,
      outDir: at('out/renderer'),
      rolldownOptions: { input: { index: at('src/renderer/index.html') } },
    },
  },
});
