import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** `vite build ui` writes what the daemon serves; `vite ui` develops against a daemon on port 8080. */
export default defineConfig({
  plugins: [react()],
  build: {
    outDir: '../dist/ui',
    emptyOutDir: true,
    manifest: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    // One file of what the first page needs of the libraries: dozens of small ones take longer and pack worse.
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'libraries', test: /node_modules/, tags: ['$initial'] }] } },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
});
