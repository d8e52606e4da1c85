import type { Environment, Step } from '../../core/command/program';
import { fileText, outputTrouble } from './files';
import { loginStep } from './login-store';
import type { Uploads } from './uploads';

/** Steps that ask nothing of the engine: they are about the client's own files and configuration. */
type ClientStep = Extract<
  Step,
  {
    readonly do:
      | 'pack'
      | 'pack-path'
      | 'read-file'
      | 'text-file'
      | 'output-trouble'
      | 'environment'
      | 'credentials'
      | 'known-login'
      | 'keep-login'
      | 'drop-login';
  }
>;

/** Does what a program asks of the client's side. */
export function clientStep(step: ClientStep, at: Environment, uploads: Uploads): unknown {
  switch (step.do) {
    case 'pack':
      return uploads.pack(at.cwd, step);
    case 'pack-path':
      return uploads.path(at.cwd, step);
    case 'read-file':
      return uploads.file(at.cwd, step.path);
    case 'text-file':
      return fileText(at.cwd, step.path);
    case 'output-trouble':
      return outputTrouble(at.cwd, step.path);
    case 'environment':
      return at;
    case 'credentials':
      return at.credentials(step.registry);
    default:
      return loginStep(at, step);
  }
}
