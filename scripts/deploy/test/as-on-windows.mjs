/*
 * Preloaded into a command, so that it believes to run on Windows: programs are found by PATHEXT, and `.cmd` files can be started
 * by the command interpreter only. Node itself still starts processes as this computer does; `command-interpreter.mjs` takes the
 * place of cmd.exe.
 */
Object.defineProperty(process, 'platform', { value: 'win32' });
