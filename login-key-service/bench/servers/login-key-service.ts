/** This service as it is deployed: the compiled code, settings from the environment. */
import type * as service from '../../src/index.ts';
import { announce } from './shared.ts';

const compiled: string = '../../dist/index.js';
const { startServer, settingsFrom } = (await import(compiled)) as typeof service;

const { app } = await startServer(settingsFrom(process.env));
announce(app.server);
