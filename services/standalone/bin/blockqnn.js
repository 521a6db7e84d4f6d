#!/usr/bin/env node
import { ensureInstalled } from './bootstrap.js';
import { runSource } from './run-source.js';

await ensureInstalled();
await runSource(new URL('../src/cli.ts', import.meta.url));
