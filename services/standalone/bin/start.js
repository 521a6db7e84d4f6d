#!/usr/bin/env node
import { ensureInstalled } from './bootstrap.js';
import { runSource } from './run-source.js';

await ensureInstalled();
await runSource(new URL('../src/main.ts', import.meta.url));
