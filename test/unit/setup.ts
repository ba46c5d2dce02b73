import { afterAll } from 'vitest';
import { clearFolders } from './dataset/make';

// modules are shared by the files of tests, so what each has to clear away is said here
afterAll(clearFolders);
