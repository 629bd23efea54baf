/**
 * zod without its compiled validators: before the first of them it tries whether code may be made of
 * text, which the page's policy forbids and Firefox reports as an error.
 */
import { z } from 'zod';

// Before any schema is made: each asks when it is.
z.config({ jitless: true });

export { z } from 'zod';
